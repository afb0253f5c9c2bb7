"""Questions to the promise ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from models.promises import Promise


def promises_of_reply(session: Session, reply_id: int) -> Sequence[Promise]:
    """Every promise of one letter, in the order of the suggestions."""
    query = select(Promise).where(Promise.reply_id == reply_id).order_by(Promise.suggestion_no)
    return session.scalars(query).all()


def promises_of_case(session: Session, proposal_id: int) -> Sequence[Promise]:
    """Every promise made in one case."""
    query = select(Promise).where(Promise.parent_id == proposal_id).order_by(Promise.id)
    return session.scalars(query).all()


def promises_of_unit(session: Session, unit_id: int) -> Sequence[Promise]:
    """Every promise of one unit, the soonest first: its register of a look back."""
    query = select(Promise).where(Promise.unit_id == unit_id)
    return session.scalars(query.order_by(Promise.promised_on, Promise.id)).all()


def promises_after(session: Session, last_id: int) -> Sequence[Promise]:
    """Promises made after that one."""
    return session.scalars(select(Promise).where(Promise.id > last_id).order_by(Promise.id)).all()


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """承诺兑现率 as counts: of so many whose date has come, so many were kept."""

    unit_name: str
    made: int
    due: int
    kept: int
    broken: int
    late: int


def fulfilment(session: Session, today: date, unit_id: int | None = None) -> list[Fulfilment]:
    """The counts of each unit that ever promised anything, by name."""
    came = Promise.promised_on < today
    open_ = Promise.outcome.is_(None)

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    query = (
        select(
            Promise.unit_name,
            func.count(),
            number(or_(came, Promise.outcome.is_not(None))),
            number(Promise.outcome == "kept"),
            number(Promise.outcome == "broken"),
            number(and_(open_, came)),
        )
        .group_by(Promise.unit_name)
        .order_by(Promise.unit_name)
    )
    if unit_id is not None:
        query = query.where(Promise.unit_id == unit_id)
    return [Fulfilment(*row) for row in session.execute(query)]
