"""Questions about activities: whom a group has, who took part, what a group did in a year."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Member


def seats_of_group(session: Session, group_id: int | None) -> Sequence[Member]:
    """The sitting members of a group in the order of the register; nobody for no group."""
    if group_id is None:
        return []
    query = select(Member).where(Member.status == "sitting", Member.group_id == group_id)
    return session.scalars(query.order_by(Member.id)).unique().all()


def every_seat(session: Session) -> Sequence[Member]:
    """All sitting members in the order of the register."""
    query = select(Member).where(Member.status == "sitting").order_by(Member.id)
    return session.scalars(query).unique().all()
