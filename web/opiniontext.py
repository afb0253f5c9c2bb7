"""What the pages say of an opinion and of an issue: the text, and every level of its use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from models import OpinionUse
from models.queries.opinions import issues_of
from web import db, gate
from web.access import COMMITTEE
from web.caseview import TextSection
from web.house import house
from web.wording import local, say, section, show_day, show_value
from workflow.limits import setting
from workflow.opinion_conditions import length_of
from workflow.rules import Rules

Lines = list[tuple[str, Iterable[str]]]


def opinion_words(opinion: Any) -> tuple[str, str]:
    """Its title; what it is and from whom."""
    rules = house().engine.rules_of(db.session(), opinion)
    kind = show_value(rules.field("opinion_kind"), opinion.opinion_kind)
    sent = show_day(local(opinion.submitted_at).date()) if opinion.submitted_at else ""
    return opinion.title, "　".join(word for word in (kind, opinion.author_name, sent) if word)


def opinion_facts(opinion: Any, rules: Rules) -> Lines:
    """The list beside the text."""

    def label(name: str) -> str:
        return say(rules.field(name).label)

    def value(name: str) -> str:
        return show_value(rules.field(name), getattr(opinion, name))

    limit = setting(rules, opinion, "opinion_length")
    issues = [one.number or "" for one in issues_of(db.session(), opinion.id)]
    sent = opinion.submitted_at
    return [
        (_("流水号"), [opinion.serial_no or ""]),
        (label("opinion_kind"), [value("opinion_kind")]),
        (label("addressee"), [value("addressee"), opinion.addressee_name]),
        (_("提出人"), [opinion.author_name]),
        (_("所属联络组"), [opinion.group_name]),
        (_("报送日期"), [show_day(local(sent).date())] if sent else []),
        (_("字数"), [_("%(now)s 字，最多 %(most)s 字", now=length_of(opinion), most=limit)]),
        (_("编入"), issues if gate.visitor().roles & COMMITTEE else []),
        (_("交办单位"), [opinion.unit_name]),
    ]


def use_line(use: OpinionUse, rules: Rules) -> str:
    """One level of use: the day, what it was, by whom or where."""
    day = show_day(use.used_on)
    if use.use == "instruction":
        level = show_value(rules.field("leader_level"), use.level)
        words = _("%(level)s批示（%(who)s）", level=level, who=use.source)
    elif use.use == "issue":
        words = _("编入%(issue)s，单篇采用", issue=use.source)
    elif use.use == "merged":
        words = _("编入%(issue)s，综合采用", issue=use.source)
    else:
        level = show_value(rules.field("use_level"), use.level)
        forwarded = use.use == "forwarded"
        what = _("报送%(level)s", level=level) if forwarded else _("%(level)s采用", level=level)
        words = f"{what}　{use.source}".rstrip("　")
    return f"{day}　{words}" + (f"：{use.text}" if use.text else "")


def opinion_sections(opinion: Any) -> list[TextSection | None]:
    """The text in three parts, then what became of it."""
    rules = house().engine.rules_of(db.session(), opinion)
    uses = tuple(use_line(one, rules) for one in opinion.uses)
    return [
        section("情况", opinion.background),
        section("分析", opinion.analysis),
        section("对策建议", opinion.advice),
        TextSection(_("采用、报送和批示"), uses) if uses else None,
        section("未采用的理由", opinion.refusal),
        section("办理情况", opinion.result),
    ]


def issue_words(issue: Any) -> tuple[str, str]:
    """Its title, and its number."""
    return issue.title, issue.number or ""


def issue_facts(issue: Any, rules: Rules) -> Lines:
    """The list beside the text."""

    def label(name: str) -> str:
        return say(rules.field(name).label)

    return [
        (_("期号"), [issue.number or ""]),
        (label("main_to"), [issue.main_to]),
        (label("copies_to"), [issue.copies_to]),
        (_("反映人"), list(dict.fromkeys(one.opinion.author_name for one in issue.items))),
        (_("编辑人"), [issue.editor]),
        (_("签发人"), [issue.signer]),
        (_("印发日期"), [show_day(issue.issued_on)]),
    ]


def issue_sections(issue: Any) -> list[TextSection | None]:
    """The edited text; beside it, for those who edit and sign, what the members had sent."""
    found = [section("专报正文", issue.text)]
    if gate.visitor().roles & (COMMITTEE | {"auditor"}):
        found += [
            TextSection(
                _(
                    "原文：%(title)s（%(who)s）",
                    title=one.opinion.title,
                    who=one.opinion.author_name,
                ),
                _lines(one.opinion),
            )
            for one in issue.items
        ]
    return found


def _said(opinion: Any) -> str:
    return _("原文：%(title)s（%(who)s）", title=opinion.title, who=opinion.author_name)


def _lines(opinion: Any) -> tuple[str, ...]:
    text = f"{opinion.background}\n{opinion.analysis}\n{opinion.advice}"
    return tuple(line for line in text.split("\n") if line.strip())


def draft_of_issue(issue: Any) -> str:
    """What the text of an issue begins with: the opinions one after the other."""
    parts = []
    for one in issue.items:
        head = [one.opinion.title] if len(issue.items) > 1 else []
        parts.append("\n".join((*head, *_lines(one.opinion))))
    return "\n".join(parts)
