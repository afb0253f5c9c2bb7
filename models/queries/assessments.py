"""Scoring schemes by date, and the assessments of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from models.assessments import Assessment, ScoreScheme
from models.history import Event
from models.organisation import HandlingUnit, LiaisonGroup
from models.people import Member, Person
from models.tasks import HandlingTask


def every_scheme(session: Session) -> Sequence[ScoreScheme]:
    """All of them, also those that are over; the newest of each kind first."""
    return session.scalars(
        select(ScoreScheme).order_by(ScoreScheme.holder, ScoreScheme.valid_from.desc())
    ).all()


def scheme_on(session: Session, holder: str, day: date) -> ScoreScheme | None:
    """The scheme for members, groups or units that holds on that day."""
    query = select(ScoreScheme).where(
        ScoreScheme.holder == holder,
        ScoreScheme.valid_from <= day,
        or_(ScoreScheme.valid_until.is_(None), ScoreScheme.valid_until >= day),
    )
    return session.scalars(query.order_by(ScoreScheme.valid_from.desc())).first()


def assessments_of(
    session: Session, holder: str, year: int | None = None, holder_id: int | None = None
) -> Sequence[Assessment]:
    """The assessments of that kind, by name; of one year, or of one holder."""
    query = select(Assessment).where(Assessment.holder == holder)
    if year is not None:
        query = query.where(Assessment.year == year)
    if holder_id is not None:
        column = {
            "member": Assessment.person_id,
            "group": Assessment.assessed_group_id,
            "unit": Assessment.unit_id,
        }[holder]
        query = query.where(column == holder_id)
    # The order of the registers: by pinyin, by name, as units were entered.
    query = query.outerjoin(Person, Person.id == Assessment.person_id)
    by_register = (Person.name_sort, Assessment.unit_id, Assessment.holder_name, Assessment.id)
    order = (Assessment.year.desc(), *by_register)
    return session.scalars(query.options(joinedload(Assessment.scheme)).order_by(*order)).all()


def reports_of(session: Session, assessment_id: int) -> list[int]:
    """The events by which its items were reported, in order: the n-th is that of item n."""
    query = select(Event.id).where(Event.subject_id == assessment_id, Event.action == "report_item")
    return list(session.scalars(query.order_by(Event.seq)))


def to_assess(session: Session, holder: str) -> list[tuple[int, str]]:
    """Members in their seats (the ids are of seats), groups at work, units that had tasks."""
    if holder == "member":
        query = (
            select(Member.id, Person.name, Person.name_sort)
            .join(Person, Member.person_id == Person.id)
            .where(Member.status == "sitting")
            .order_by(Person.name_sort, Person.name, Member.id)
        )
        return [(number, name) for number, name, _sort in session.execute(query)]
    if holder == "group":
        groups = select(LiaisonGroup).where(LiaisonGroup.active)
        order = (LiaisonGroup.kind.desc(), LiaisonGroup.name)
        return [(one.id, one.name) for one in session.scalars(groups.order_by(*order))]
    busy = select(HandlingTask.__table__.c.unit_id)
    units = select(HandlingUnit).where(HandlingUnit.active, HandlingUnit.id.in_(busy))
    return [(one.id, one.name) for one in session.scalars(units.order_by(HandlingUnit.id))]
