"""年度考核: which scheme holds, what the record gives, and what has been reported beside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from models import Assessment, ReportedItem, Subject
from models.queries.assessments import reports_of
from workflow.acts import Act
from workflow.deedbook import deeds_of_year
from workflow.deeds import Deed
from workflow.schemes import Scheme, ScoreRule, read_scheme
from workflow.scoring import Ledger, score, shown


def assessment_of(subject: Subject) -> Assessment:
    """The assessment acted on."""
    if not isinstance(subject, Assessment):
        raise TypeError(f"{subject.kind} is not an assessment")
    return subject


def scheme_of(assessment: Assessment) -> Scheme:
    """The scheme it is judged by; it was readable when it was entered."""
    return read_scheme(assessment.scheme.text)


def reportable(assessment: Assessment) -> list[ScoreRule]:
    """The lines that no record can fill, so that they are reported."""
    return [one for one in scheme_of(assessment).rules if one.counts == "reported"]


def waiting_items(assessment: Assessment) -> list[ReportedItem]:
    """What has been reported and not been checked yet."""
    return [one for one in assessment.items if one.verdict is None]


def accepted(session: Session, assessment: Assessment) -> list[Deed]:
    """What was reported and accepted, each from the event in which it was reported."""
    events = reports_of(session, assessment.id)
    name = {"member": "people", "group": "group_id", "unit": "unit_id"}[assessment.holder]
    number = assessment.holder_id
    own: dict[str, Any] = {name: (number,) if name == "people" else number}
    return [
        Deed(
            "reported", item.happened_on, events[item.no - 1], assessment.id, item.text,
            marks={"item": item.rule, "quantity": str(item.quantity)}, **own,
        )
        for item in assessment.items
        if item.verdict == "accepted"
    ]  # fmt: skip


def ledger_now(session: Session, assessment: Assessment, *, now: datetime | None = None) -> Ledger:
    """What the record gives today; `now` lets one request read the year but once."""
    deeds = year_of(session, assessment.year, now)
    # A day outside the year is no evidence for it, whoever accepted it.
    told = [one for one in accepted(session, assessment) if one.on.year == assessment.year]
    return score(scheme_of(assessment), assessment.holder_id, [*deeds, *told])


def year_of(session: Session, year: int, now: datetime | None) -> list[Deed]:
    """The deeds of a year; with the same `now` in one session they are read but once."""
    known: tuple[Any, ...] | None = session.info.get("deeds")
    if now is None or known is None or known[0] != (year, now):
        known = ((year, now), deeds_of_year(session, year))
        session.info["deeds"] = known
    found: list[Deed] = known[1]
    return found


def last_day(year: int) -> date:
    """The day on which a scheme must hold to judge a year."""
    return date(year, 12, 31)


def as_decimal(points: Fraction) -> Decimal:
    """Points as a column keeps them: two places, half upwards."""
    return Decimal(shown(points)).quantize(Decimal("0.01"))


def standing_score(act: Act) -> tuple[Decimal, str]:
    """The score and grade that count now; corrections that were agreed to are in it."""
    assessment = assessment_of(act.subject)
    return assessment.score or Decimal("0.00"), assessment.grade
