"""Questions about members (委员) and terms, asked when people come, move and go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.changes import GroupStay, OrderEvent
from models.history import NumberSeries
from models.organisation import PlenarySession, Term
from models.people import Member, Person


def find_members(
    session: Session, *, text: str, term_id: int | None, after: int, limit: int
) -> Sequence[Member]:
    """Seats whose holder's name contains the text, those sitting and those left, by number."""
    query = select(Member).join(Member.person).where(Member.id > after)
    query = query.options(selectinload(Member.group), selectinload(Member.term))
    if text:
        query = query.where(Person.name.contains(text, autoescape=True))
    if term_id is not None:
        query = query.where(Member.term_id == term_id)
    return session.scalars(query.order_by(Member.id).limit(limit)).unique().all()


def stays_of(session: Session, member_id: int) -> Sequence[GroupStay]:
    """In which groups he has been, oldest first; nothing for who never moved."""
    query = select(GroupStay).where(GroupStay.member_id == member_id).order_by(GroupStay.id)
    return session.scalars(query).all()


def vacated(session: Session, term_id: int) -> Sequence[Member]:
    """Seats of the term whose holders left and that nobody has taken over."""
    taken = select(Member.replaces_id).where(Member.replaces_id.is_not(None))
    query = select(Member).where(
        Member.term_id == term_id, Member.status == "left", Member.id.not_in(taken)
    )
    return session.scalars(query.order_by(Member.id)).unique().all()


def terms(session: Session) -> Sequence[Term]:
    """The terms, newest first."""
    return session.scalars(select(Term).order_by(Term.no.desc())).all()


def term_on(session: Session, day: date) -> Term | None:
    """The term in force on that day."""
    query = select(Term).where(Term.starts <= day).order_by(Term.starts.desc())
    return session.scalars(query.limit(1)).first()


def count_sitting(session: Session) -> dict[int, int]:
    """How many members of each term are sitting."""
    query = select(Member.term_id, func.count(Member.id)).where(Member.status == "sitting")
    rows = session.execute(query.group_by(Member.term_id))
    return {int(term): int(count) for term, count in rows}


def sitting_before(session: Session, term: Term) -> Sequence[Member]:
    """The members of earlier terms who are still written down as sitting."""
    query = select(Member).join(Member.term).where(Term.no < term.no, Member.status == "sitting")
    return session.scalars(query.order_by(Member.id)).unique().all()


def has_numbers(session: Session, plenary: PlenarySession) -> bool:
    """Whether a case number was given under this session."""
    place = f"{plenary.term.no}-{plenary.no}/"
    names = session.scalars(select(NumberSeries.name)).all()
    return any(name.startswith((f"case/{place}", f"category/{place}")) for name in names)


def order_events(session: Session, *, before: int | None, limit: int) -> Sequence[OrderEvent]:
    """What changed in the order, newest first."""
    query = select(OrderEvent).order_by(OrderEvent.id.desc()).limit(limit)
    return session.scalars(query.where(OrderEvent.id < before) if before else query).all()
