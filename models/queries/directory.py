"""Who there is to choose from: members, units, groups, sessions; what a form has kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from models.calendar import CalendarDay
from models.history import Event, RefusedAttempt
from models.notices import Draft, Notice
from models.organisation import HandlingUnit, LiaisonGroup, PlenarySession
from models.people import Member, Person
from models.subjects import Subject


def units(session: Session, *, active: bool = True) -> Sequence[HandlingUnit]:
    """The handling units, in the order in which they were entered."""
    query = select(HandlingUnit).order_by(HandlingUnit.id)
    return session.scalars(query.where(HandlingUnit.active) if active else query).all()


def groups(session: Session, *, active: bool = True) -> Sequence[LiaisonGroup]:
    """The liaison groups, in the order in which they were entered."""
    query = select(LiaisonGroup).order_by(LiaisonGroup.id)
    return session.scalars(query.where(LiaisonGroup.active) if active else query).all()


def sessions(session: Session) -> Sequence[PlenarySession]:
    """The plenary sessions, newest first."""
    return session.scalars(select(PlenarySession).order_by(PlenarySession.opens.desc())).all()


def members(session: Session) -> Sequence[Member]:
    """The sitting members, by the sound of their names."""
    query = select(Member).join(Member.person).where(Member.status == "sitting")
    return session.scalars(query.order_by(Person.name_sort, Member.id)).unique().all()


def people(session: Session, text: str, limit: int = 30) -> Sequence[Person]:
    """People whose name contains the text."""
    query = select(Person).where(Person.name.contains(text, autoescape=True))
    return session.scalars(query.order_by(Person.name_sort, Person.id).limit(limit)).all()


def calendar_days(session: Session) -> Sequence[CalendarDay]:
    """The days that differ from the packaged calendar, newest first."""
    return session.scalars(select(CalendarDay).order_by(CalendarDay.day.desc())).all()


def draft(session: Session, user_id: int, place: str) -> Draft | None:
    """What the user has typed at that place and not sent."""
    return session.scalars(
        select(Draft).where(Draft.user_id == user_id, Draft.place == place)
    ).first()


def notices(session: Session, user_id: int, *, before: int | None, limit: int) -> Sequence[Notice]:
    """A user's notices, newest first, a page at a time."""
    query = select(Notice).where(Notice.user_id == user_id).options(joinedload(Notice.event))
    if before is not None:
        query = query.where(Notice.id < before)
    return session.scalars(query.order_by(Notice.id.desc()).limit(limit)).all()


def count_unread(session: Session, user_id: int) -> int:
    """How many notices the user has not read."""
    query = select(func.count(Notice.id)).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    return session.scalar(query) or 0


def mark_read(session: Session, user_id: int, moment: datetime, notice_id: int | None) -> None:
    """Mark one notice of the user read, or all of them."""
    query = update(Notice).where(Notice.user_id == user_id, Notice.read_at.is_(None))
    if notice_id is not None:
        query = query.where(Notice.id == notice_id)
    session.execute(query.values(read_at=moment))


def subjects_by_id(session: Session, ids: Sequence[int]) -> dict[int, Subject]:
    """The subjects of these ids."""
    found = session.scalars(select(Subject).where(Subject.id.in_(ids)))
    return {subject.id: subject for subject in found}


def refused_attempts(
    session: Session, *, before: int | None, limit: int
) -> Sequence[RefusedAttempt]:
    """What was refused, newest first, a page at a time."""
    query = select(RefusedAttempt)
    if before is not None:
        query = query.where(RefusedAttempt.id < before)
    return session.scalars(query.order_by(RefusedAttempt.id.desc()).limit(limit)).all()


def count_events(session: Session) -> int:
    """How many events the record has."""
    return session.scalar(select(func.count(Event.id))) or 0
