"""Who acts in whose name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.accounts import Delegation, User
from models.people import Person


def between(session: Session, principal: User, deputy: User, day: date) -> Delegation | None:
    """What lets the deputy act for the principal on that day."""
    query = select(Delegation).where(
        Delegation.from_user_id == principal.id, Delegation.to_user_id == deputy.id
    )
    found = session.scalars(query.order_by(Delegation.id.desc()))
    return next((one for one in found if one.holds_on(day)), None)


def given_by(session: Session, user: User) -> Sequence[Delegation]:
    """What the user has given, the latest first."""
    query = select(Delegation).where(Delegation.from_user_id == user.id)
    return session.scalars(query.order_by(Delegation.id.desc())).all()


def held_by(session: Session, user: User, day: date) -> Sequence[Delegation]:
    """What the user may act under on that day."""
    query = select(Delegation).where(
        Delegation.to_user_id == user.id,
        Delegation.ended_at.is_(None),
        Delegation.starts_on <= day,
        Delegation.ends_on >= day,
    )
    found = session.scalars(query.order_by(Delegation.id)).all()
    return [one for one in found if one.from_user.active]


def accounts_called(session: Session, text: str) -> Sequence[User]:
    """Open accounts with that login, or of a person with that name."""
    query = (
        select(User)
        .join(Person, Person.id == User.person_id)
        .where(User.active, or_(User.login == text, Person.name == text))
    )
    return session.scalars(query.order_by(User.id)).unique().all()
