"""Who is bound to a handling unit: by work, by an account, by leading it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from models.accounts import UNIT_ROLES, Grant, User
from models.organisation import GroupPost, HandlingUnit
from models.people import Member, Person


def all_units(session: Session) -> Sequence[HandlingUnit]:
    """Every unit there is and was: names of those that are no more still stand in rosters."""
    return session.scalars(select(HandlingUnit).order_by(HandlingUnit.id)).all()


def present_seats(session: Session, person_ids: Collection[int]) -> Sequence[Member]:
    """The seats these people hold now."""
    query = select(Member).where(Member.person_id.in_(person_ids), Member.status == "sitting")
    return session.scalars(query.order_by(Member.id)).unique().all()


def unit_grants(
    session: Session, person_ids: Collection[int], unit_ids: Collection[int], today: date
) -> list[Grant]:
    """The roles these people hold today in one of the units, in whichever of their accounts."""
    query = (
        select(Grant)
        .join(User, Grant.user_id == User.id)
        .where(
            User.active,
            User.person_id.in_(person_ids),
            Grant.role.in_(UNIT_ROLES),
            Grant.unit_id.in_(unit_ids),
        )
        .options(joinedload(Grant.user))
        .order_by(Grant.id)
    )
    return [grant for grant in session.scalars(query).unique() if grant.holds_on(today)]


def heads_of_group(session: Session, group_id: int | None, today: date) -> list[tuple[Person, str]]:
    """Leader, vice leaders and officers of a group, each with the post; accounts that lead it."""
    if group_id is None:
        return []
    posts = session.execute(
        select(Person, GroupPost.post)
        .join(GroupPost, GroupPost.person_id == Person.id)
        .where(GroupPost.group_id == group_id)
        .order_by(GroupPost.id)
    )
    found = {person.id: (person, post) for person, post in posts}
    leading = session.scalars(
        select(User)
        .join(Grant, Grant.user_id == User.id)
        .where(
            User.active,
            Grant.role == "liaison_leader",
            Grant.group_id == group_id,
            or_(Grant.valid_from.is_(None), Grant.valid_from <= today),
            or_(Grant.valid_to.is_(None), Grant.valid_to >= today),
        )
        .order_by(User.id)
    )
    for user in leading.unique():
        found.setdefault(user.person_id, (user.person, "leader"))
    return list(found.values())
