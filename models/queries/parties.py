"""Who stands in a relation to a subject: the reverse of `workflow.parties`, for notices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from models.accounts import Grant, User


def _users(session: Session, query: Select[int]) -> list[User]:
    """The accounts in order of their ids; those the session already holds are not read again."""
    ids = session.scalars(query).all()
    held = {one: session.identity_map.get(identity_key(User, one)) for one in ids}
    if missing := [one for one, user in held.items() if user is None]:
        read = session.scalars(select(User).where(User.id.in_(missing))).unique()
        held |= {user.id: user for user in read}
    return [user for one in ids if (user := held[one]) is not None]


def _users_with(role: str, today: date) -> Select[int]:
    return (
        select(User.id)
        .join(Grant, Grant.user_id == User.id)
        .where(
            User.active,
            Grant.role == role,
            or_(Grant.valid_from.is_(None), Grant.valid_from <= today),
            or_(Grant.valid_to.is_(None), Grant.valid_to >= today),
        )
        .order_by(User.id)
        .distinct()
    )


def users_in_role(session: Session, role: str, today: date) -> list[User]:
    """Everybody with that role today."""
    return _users(session, _users_with(role, today))


def users_of_units(
    session: Session, unit_ids: Collection[int], today: date, role: str = "handling_unit"
) -> list[User]:
    """Everybody who works for one of the units today, or leads one, as the role says."""
    if not unit_ids:
        return []
    query = _users_with(role, today).where(Grant.unit_id.in_(unit_ids))
    return _users(session, query)


def reviewers_of_group(session: Session, group_id: int | None, today: date) -> list[User]:
    """Everybody who may review for the liaison group today."""
    if group_id is None:
        return []
    query = _users_with("liaison_leader", today).where(Grant.group_id == group_id)
    return _users(session, query)


def users_of_persons(
    session: Session, person_ids: Collection[int], roles: Collection[str], today: date
) -> list[User]:
    """The accounts of these persons that hold one of the roles today."""
    if not person_ids:
        return []
    query = (
        select(User.id)
        .join(Grant, Grant.user_id == User.id)
        .where(
            User.active,
            User.person_id.in_(person_ids),
            Grant.role.in_(roles),
            and_(
                or_(Grant.valid_from.is_(None), Grant.valid_from <= today),
                or_(Grant.valid_to.is_(None), Grant.valid_to >= today),
            ),
        )
        .order_by(User.id)
        .distinct()
    )
    return _users(session, query)
