"""The facts and texts of a call for needs and of a ballot, as every case page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from web.caseview import TextSection
from web.wording import say, section, show_day, show_value
from workflow.rules import Rules

Lines = list[tuple[str, Iterable[str]]]


def call_words(call: Any) -> tuple[str, str]:
    """What tells one call from another."""
    return call.title, call.number


def call_facts(call: Any, rules: Rules) -> Lines:
    """From when to when."""
    return [
        (say(rules.field("call_from").label), [show_day(call.call_from)]),
        (say(rules.field("call_until").label), [show_day(call.call_until)]),
    ]


def call_sections(call: Any) -> list[TextSection | None]:
    """What is asked for, and why it ended early."""
    return [section("征集范围和要求", call.scope), section("提前结束的理由", call.closing)]


def ballot_words(ballot: Any) -> tuple[str, str]:
    """What tells one ballot from another."""
    return ballot.title, ballot.number


def ballot_facts(ballot: Any, rules: Rules) -> Lines:
    """When, by whom, how many places, and the counts."""

    def count(value: int | None) -> list[str]:
        return [] if value is None else [str(value)]

    names = ("places", "entitled", "cast", "valid")
    return [
        (say(rules.field("ballot_on").label), [show_day(ballot.ballot_on)]),
        (say(rules.field("ballot_body").label), [ballot.ballot_body]),
        *((say(rules.field(name).label), count(getattr(ballot, name))) for name in names),
    ]


def project_facts(project: Any, rules: Rules, outcome: str) -> Lines:
    """The facts of a project, beside its plan and its reports."""

    def line(name: str, label: str = "") -> tuple[str, Iterable[str]]:
        field = rules.field(name)
        return label or say(field.label), [show_value(field, getattr(project, name))]

    examined = [
        line(name) for name in ("universality", "public_benefit", "feasibility", "money_secured")
    ]
    town = project.town.name.removesuffix("联络组") if project.town else ""
    carried = [_("结转到 %(year)s 年", year=project.carried_to)] if project.carried_to else []
    return [
        line("project_kind"),
        (_("来源"), [project.source]),
        (_("征集"), [project.call.title] if project.call else []),
        (say(rules.field("town").label), [town]),
        line("place"),
        line("beneficiaries"),
        line("budget"),
        line("budget_year"),
        line("fund_source"),
        (_("联络组意见"), [say(outcome), project.group_opinion]),
        *(examined if project.universality else []),
        (_("论证意见"), [project.examination_opinion]),
        (_("票决情况"), [project.ballot]),
        (say(rules.field("responsible_leader").label), [project.leader_name]),
        (say(rules.field("lead_unit").label), [project.lead_unit_name]),
        (say(rules.field("partner_units").label), project.partner_unit_names),
        (say(rules.field("start_plan").label), [show_day(project.start_plan)]),
        (say(rules.field("finish_plan").label), [show_day(project.finish_plan), *carried]),
        (say(rules.field("started_on").label), [show_day(project.started_on)]),
        (_("完工日期"), [show_day(project.finished_on)]),
        (say(rules.field("progress").label), [f"{project.progress}%"] if project.lead_unit else []),
        (_("联系人"), [project.contact_person, project.contact_phone]),
    ]
