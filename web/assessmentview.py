"""年度考核 on the case page, in lists of one's own years, and beside its forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from models import Assessment, Subject
from models.queries.assessments import assessments_of
from models.queries.visibility import visible_among
from web import db, gate
from web.caseview import TextSection
from web.house import house, today
from web.ledgertext import parts_of, points
from web.ledgerview import LedgerView
from web.wording import paragraphs, say, section, show_day, show_value
from workflow.assessing import ledger_now, scheme_of
from workflow.rules import Rules
from workflow.scoring import kept

HOLDER_WORDS = {"member": "委员", "group": "联络组", "unit": "承办单位"}


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of somebody's own trend."""

    year: int
    state: str
    score: str
    grade: str
    url: str


def trend_of(holder: str, holder_id: int) -> list[YearLine]:
    """A holder's own years, the latest first; nobody else's stand beside them."""
    rules = house().rules
    return [
        YearLine(
            one.year,
            say(rules.workflow("assessment").state(one.state).label),
            points(str(one.score)) if one.score is not None else "",
            one.grade,
            url_for("casework.show", number=one.id),
        )
        for one in assessments_of(db.session(), holder, None, holder_id)
    ]


def ledger_of(subject: Subject) -> LedgerView | None:
    """The ledger of an assessment: as it was examined, or as the record gives it today."""
    if not isinstance(subject, Assessment):
        return None
    whole = subject.ledger or kept(ledger_now(db.session(), subject))
    ids = [one["subject"] for line in whole["entries"] for one in line["evidence"]]
    readable = visible_among(db.session(), gate.visitor().standing, ids, today(), gate.sees())
    return LedgerView(
        points(whole["total"]),
        whole["grade"],
        subject.ledger is not None,
        parts_of(whole, readable, lambda number: url_for("casework.show", number=number)),
    )


def words_of(assessment: Any) -> tuple[str, str]:
    """What tells it from others in a list."""
    return assessment.title, say(HOLDER_WORDS[assessment.holder])


def facts(assessment: Any, _rules: Rules) -> list[tuple[str, Iterable[str]]]:
    """The facts beside the ledger."""
    score = points(str(assessment.score)) if assessment.score is not None else ""
    return [
        (_("年度"), [str(assessment.year)]),
        (say(HOLDER_WORDS[assessment.holder]), [assessment.holder_name]),
        (_("界别"), [assessment.author_sector]),
        (_("积分办法"), [assessment.scheme.name]),
        (_("得分"), [score]),
        (_("等次"), [assessment.grade]),
        (_("审核人"), [assessment.examined_by]),
        (_("审定人"), [assessment.decided_by]),
        (_("审定日期"), [show_day(assessment.decided_on)]),
    ]


def sections(assessment: Any) -> list[TextSection | None]:
    """What was reported, said, objected and put right."""
    labels = {one.name: one.label for one in scheme_of(assessment).rules}
    known = house().rules.field("item_verdict")
    items = [
        TextSection(
            _("申报第 %(no)s 项：%(rule)s", no=one.no, rule=labels.get(one.rule, one.rule)),
            (
                *paragraphs(one.text),
                _("%(day)s，数量 %(count)s，%(who)s申报", day=show_day(one.happened_on),
                  count=one.quantity, who=one.reported_by),
                _("核实：%(verdict)s", verdict=show_value(known, one.verdict))
                if one.verdict else _("还没有核实"),
                *paragraphs(one.opinion),
            ),
        )
        for one in assessment.items
    ]  # fmt: skip
    return [
        section("自评", assessment.self_report),
        *items,
        section("审核意见", assessment.examination),
        section("异议", assessment.objection),
        section("审定意见", assessment.decision),
        *(_correction(one) for one in assessment.corrections),
    ]


def _correction(one: Any) -> TextSection:
    before, after = points(str(one.before_score)), points(str(one.score))
    decided = {
        None: _("待决定"),
        True: _("已同意，%(who)s，%(day)s", who=one.decided_by, day=show_day(one.decided_on)),
        False: _("不同意，%(who)s，%(day)s", who=one.decided_by, day=show_day(one.decided_on)),
    }[one.agreed]
    return TextSection(
        _("更正第 %(no)s 次：%(before)s → %(after)s", no=one.no,
          before=f"{before} {one.before_grade}".strip(), after=f"{after} {one.grade}".strip()),
        (
            *paragraphs(one.reason),
            _("%(who)s申请，%(day)s", who=one.asked_by, day=show_day(one.asked_on)),
            decided,
            *paragraphs(one.opinion),
        ),
    )  # fmt: skip
