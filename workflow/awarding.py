"""表彰: how many places an award has, who is excluded and why, what the record says of somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from sqlalchemy.orm import Session

from models import AwardRule, Commendation, Proposal, Subject
from models.queries.commendations import (
    HOLDING,
    award_rule_on,
    commendations_of,
    count_base,
    dissatisfied_cases,
    overdue_tasks,
)
from workflow.deedbook import deeds_of_year
from workflow.deeds import Deed
from workflow.numbers import short_number

AWARDS = {
    "excellent_proposal": "优秀提案",
    "advanced_unit": "先进承办单位",
    "excellent_member": "优秀委员",
    "excellent_group": "优秀联络组",
}
#: what an award rule may exclude
EXCLUSIONS = {
    "overdue": "有逾期没有办结的承办件（单位）",
    "dissatisfied": "有提案人不满意、还没有解决的提案（单位）",
    "not_closed": "还没有办结（提案）",
}
#: the awards each exclusion is about
ABOUT = {
    "overdue": "advanced_unit",
    "dissatisfied": "advanced_unit",
    "not_closed": "excellent_proposal",
}
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Places:
    """How many may be commended, of how many, and how many of them are kept for collectives."""

    base: int
    limit: int
    collective: int
    taken: int
    taken_by_others: int

    @property
    def left(self) -> int:
        """How many places are free."""
        return max(0, self.limit - self.taken)


def commendation_of(subject: Subject) -> Commendation:
    """The commendation acted on."""
    if not isinstance(subject, Commendation):
        raise TypeError(f"{subject.kind} is not a commendation")
    return subject


def rule_of(session: Session, award: str, year: int) -> AwardRule | None:
    """The rule that holds at the end of the year that is commended."""
    return award_rule_on(session, award, date(year, 12, 31))


def places(
    session: Session, rule: AwardRule, year: int, *, without: Commendation | None = None
) -> Places:
    """The places of an award in a year; `without` leaves one candidate out of the count."""
    base = count_base(session, rule.award, year)
    # 不足一名的进为一名：再小的县也评得出一名。
    by_share = max(1, base * rule.percent // 100) if rule.percent else None
    limit = min(one for one in (by_share, rule.most, base) if one is not None)
    holding = [
        one
        for one in commendations_of(session, year, rule.award, HOLDING)
        if without is None or one.id != without.id
    ]
    others = [one for one in holding if not is_collective(one)]
    kept = rule.collective_percent if rule.award == "excellent_proposal" else 0
    reserved = ceil(limit * kept / 100)
    return Places(base, limit, reserved, len(holding), len(others))


def is_collective(one: Commendation) -> bool:
    """Whether what is commended is a collective proposal."""
    return one.proposal is not None and one.proposal.collective_kind is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom or what an award would go to; one of the four."""

    award: str
    year: int
    proposal: Proposal | None = None
    unit_id: int | None = None
    person_id: int | None = None
    group_id: int | None = None

    @classmethod
    def of(cls, one: Commendation) -> Candidate:
        """The candidate of a commendation."""
        return cls(
            one.award, one.year, one.proposal, one.unit_id, one.person_id, one.commended_group_id
        )


def excluded_by(session: Session, candidate: Candidate, today: date) -> str:
    """Why the candidate may not be commended, from the record; empty when nothing is in the way."""
    rule = rule_of(session, candidate.award, candidate.year)
    excludes = set(rule.excludes if rule else ())
    if rule and candidate.person_id in rule.excluded_people:
        return "规则写明不参加评选（主席会议成员、驻会常委等）"
    if candidate.unit_id is not None:
        if "overdue" in excludes and (late := overdue_tasks(session, candidate.unit_id, today)):
            return f"有逾期没有办结的承办件：{_named([one.proposal for one in late])}"
        if "dissatisfied" in excludes and (
            unhappy := dissatisfied_cases(session, candidate.unit_id)
        ):
            return f"有提案人不满意、还没有解决的提案：{_named(list(unhappy))}"
    case = candidate.proposal
    if case is not None and "not_closed" in excludes and case.closed_at is None:
        return f"第{short_number(case)}号提案还没有办结"
    return ""


def _named(cases: list[Proposal]) -> str:
    numbers = list(dict.fromkeys(f"第{short_number(one)}号" for one in cases))
    more = f"等 {len(numbers)} 件" if len(numbers) > _MOST_NAMED else ""
    return "、".join(numbers[:_MOST_NAMED]) + more


def evidence_of(session: Session, candidate: Candidate) -> list[dict[str, Any]]:
    """What the record of the year says of the candidate: every deed with its event."""
    return [
        {"what": deed.what, "event": deed.event_id, "subject": deed.subject_id,
         "on": deed.on.isoformat(), "title": deed.title, "marks": dict(deed.marks)}
        for deed in deeds_of_year(session, candidate.year)
        if _is_about(candidate, deed)
    ]  # fmt: skip


def _is_about(candidate: Candidate, deed: Deed) -> bool:
    if candidate.proposal is not None:
        return deed.subject_id == candidate.proposal.id and deed.unit_id is None
    if candidate.person_id is not None:
        return candidate.person_id in deed.people
    if candidate.group_id is not None:
        return deed.group_id == candidate.group_id
    return deed.unit_id == candidate.unit_id
