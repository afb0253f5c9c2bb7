"""Who stands in a relation to a subject: the reverse of `workflow.parties`, for notices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from models.accounts import Grant, User


def _users_with(role: str, today: date) -> Select[User]:
    return (
        select(User)
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
    return list(session.scalars(_users_with(role, today)).unique())


def users_of_units(
    session: Session, unit_ids: Collection[int], today: date, role: str = "handling_unit"
) -> list[User]:
    """Everybody who works for one of the units today, or leads one, as the role says."""
    if not unit_ids:
        return []
    query = _users_with(role, today).where(Grant.unit_id.in_(unit_ids))
    return list(session.scalars(query).unique())


def reviewers_of_group(session: Session, group_id: int | None, today: date) -> list[User]:
    """Everybody who may review for the liaison group today."""
    if group_id is None:
        return []
    query = _users_with("liaison_leader", today).where(Grant.group_id == group_id)
    return list(session.scalars(query).unique())


def users_of_persons(
    session: Session, person_ids: Collection[int], roles: Collection[str], today: date
) -> list[User]:
    """The accounts of these persons that hold one of the roles today."""
    if not person_ids:
        return []
    query = (
        select(User)
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
    return list(session.scalars(query).unique())
