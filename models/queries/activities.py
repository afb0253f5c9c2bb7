"""Questions about activities: whom a group has, who took part, what a group did in a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.accounts import User
from models.activities import Activity
from models.people import Member
from models.queries.visibility import Sees, may_see


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


def seen_in_year(
    session: Session, user: User, sees: Sees, today: date, year: int
) -> list[Activity]:
    """Activities of a year that the user may see, by the day they were held or are planned for."""
    day = func.coalesce(Activity.held_on, Activity.plan_on)
    query = (
        select(Activity)
        .where(
            may_see(user, today, sees),
            day.between(date(year, 1, 1), date(year, 12, 31)),
            Activity.state != "cancelled",
        )
        .options(selectinload(Activity.participants))
        .order_by(day, Activity.id)
    )
    return list(session.scalars(query))


def newest_confirmed(session: Session, group_id: int, kind: str) -> Activity:
    """The last confirmed activity of that kind of a group; NoResultFound when there is none."""
    query = select(Activity).where(
        Activity.group_id == group_id,
        Activity.activity_kind == kind,
        Activity.state == "confirmed",
    )
    return session.scalars(query.order_by(Activity.held_on.desc()).limit(1)).one()
