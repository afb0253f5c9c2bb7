"""Questions about accounts: who signs in, which sessions are open, who holds which role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session, joinedload

from models.accounts import AccountEvent, Grant, LoginSession, User
from models.people import Person


def user_by_login(session: Session, login: str) -> User | None:
    """The account of that login name, whatever its case."""
    return session.scalars(select(User).where(func.lower(User.login) == login.lower())).first()


def end_sessions(session: Session, user_id: int, *, but: str = "") -> None:
    """End every session of the user, except the one with that key hash."""
    session.execute(
        delete(LoginSession).where(LoginSession.user_id == user_id, LoginSession.key_hash != but)
    )


def end_expired_sessions(session: Session, now: datetime) -> None:
    """Remove the sessions whose time is over."""
    session.execute(delete(LoginSession).where(LoginSession.expires_at <= now))


def accounts(
    session: Session, *, text: str = "", after: int = 0, limit: int = 50
) -> Sequence[User]:
    """Accounts whose login or name contains the text, in order of id, after that id."""
    query = select(User).join(User.person).where(User.id > after)
    if text:
        query = query.where(
            or_(
                User.login.icontains(text, autoescape=True),
                Person.name.contains(text, autoescape=True),
            )
        )
    return session.scalars(query.order_by(User.id).limit(limit)).all()


def account_events(
    session: Session, user_id: int | None = None, *, before: int | None = None, limit: int = 50
) -> Sequence[AccountEvent]:
    """What was done to that account, or to all, newest first."""
    query = select(AccountEvent).options(joinedload(AccountEvent.user))
    if user_id is not None:
        query = query.where(AccountEvent.user_id == user_id)
    if before is not None:
        query = query.where(AccountEvent.id < before)
    return session.scalars(query.order_by(AccountEvent.id.desc()).limit(limit)).all()


def holders_of_unit(session: Session, unit_id: int) -> Sequence[User]:
    """The active accounts that have a role for that unit."""
    query = select(User).join(Grant, Grant.user_id == User.id)
    query = query.where(Grant.unit_id == unit_id, User.active)
    return session.scalars(query.order_by(User.id)).unique().all()


def count_holders(session: Session, role: str) -> int:
    """How many active accounts hold the role."""
    query = (
        select(func.count(User.id.distinct()))
        .join(Grant, Grant.user_id == User.id)
        .where(Grant.role == role, User.active)
    )
    return session.scalar(query) or 0
