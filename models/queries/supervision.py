"""Questions about supervision cases and about who was urged, and has read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.accounts import User
from models.history import Event
from models.notices import Notice
from models.people import Person
from models.supervision import SupervisionCase, Urge

URGED_BY = "remind"


def supervisions_of(session: Session, proposal_id: int) -> Sequence[SupervisionCase]:
    """Every supervision case of one proposal, in the order of their opening."""
    query = select(SupervisionCase).where(SupervisionCase.parent_id == proposal_id)
    return session.scalars(query.order_by(SupervisionCase.id)).all()


def open_supervisions(session: Session, proposal_id: int) -> list[SupervisionCase]:
    """Those that are not struck off yet."""
    return [one for one in supervisions_of(session, proposal_id) if one.closed_at is None]


def urges_of(session: Session, subject_ids: Collection[int]) -> Sequence[Urge]:
    """Every reminder and urge on these subjects, oldest first."""
    query = select(Urge).where(Urge.subject_id.in_(subject_ids)).order_by(Urge.at, Urge.id)
    return session.scalars(query).all()


def count_urges(session: Session, subject_id: int) -> int:
    """How often this subject was urged on."""
    query = select(func.count(Urge.id)).where(Urge.subject_id == subject_id)
    return session.scalar(query) or 0


def urge_at(session: Session, subject_id: int, moment: datetime) -> Urge | None:
    """The urge whose event happened then."""
    query = select(Urge).where(Urge.subject_id == subject_id, Urge.at == moment)
    return session.scalars(query).first()


@dataclass(frozen=True, slots=True)
class Receipt:
    """One person who was told, and when he read it: None as long as he has not."""

    urge_id: int
    name: str
    read_at: datetime | None


def receipts_of(session: Session, subject_ids: Collection[int]) -> list[Receipt]:
    """Who was told of the urges on these subjects, and who of them has read it."""
    query = (
        select(Urge.id, Person.name, Notice.read_at)
        .join(Event, (Event.subject_id == Urge.subject_id) & (Event.happened_at == Urge.at))
        .join(Notice, Notice.event_id == Event.id)
        .join(User, User.id == Notice.user_id)
        .join(Person, Person.id == User.person_id)
        .where(Urge.subject_id.in_(subject_ids), Event.action == URGED_BY)
        .order_by(Urge.id, Notice.id)
    )
    return [Receipt(*row) for row in session.execute(query)]
