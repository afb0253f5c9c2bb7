"""Questions about where people of handling units have signed in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from models.accounts import UNIT_ROLES, Grant, User
from models.evaluations import LoginTrace
from models.organisation import HandlingUnit


def leave_trace(session: Session, trace: LoginTrace) -> None:
    """Remember one place once, with the last time."""
    known = session.scalars(
        select(LoginTrace).where(
            LoginTrace.user_id == trace.user_id,
            LoginTrace.address == trace.address,
            LoginTrace.browser == trace.browser,
            LoginTrace.device == trace.device,
        )
    ).first()
    if known is None:
        session.add(trace)
    else:
        known.seen_at = trace.seen_at


def forget_traces(session: Session, before: datetime) -> None:
    """Remove what is older: it can no longer say anything about an evaluation."""
    session.execute(delete(LoginTrace).where(LoginTrace.seen_at < before))


def traces_of_units(
    session: Session, unit_ids: Collection[int], address: str, device: str, since: datetime
) -> list[tuple[LoginTrace, User, HandlingUnit]]:
    """Who of these units has signed in from that address or on that device since then."""
    places = [LoginTrace.address == address] if address else []
    places += [LoginTrace.device == device] if device else []
    if not unit_ids or not places:
        return []
    query = (
        select(LoginTrace, User, HandlingUnit)
        .join(User, User.id == LoginTrace.user_id)
        .join(Grant, Grant.user_id == User.id)
        .join(HandlingUnit, HandlingUnit.id == Grant.unit_id)
        .where(Grant.unit_id.in_(unit_ids), LoginTrace.seen_at >= since, or_(*places))
        .order_by(LoginTrace.id, HandlingUnit.id)
    )
    return [(trace, user, unit) for trace, user, unit in session.execute(query).unique()]


def works_for(session: Session, person_id: int, unit_ids: Collection[int], today: date) -> bool:
    """Whether the person has, under whatever account, a grant of one of the units today."""
    query = (
        select(Grant)
        .join(User, User.id == Grant.user_id)
        .where(
            User.active,
            User.person_id == person_id,
            Grant.role.in_(UNIT_ROLES),
            Grant.unit_id.in_(unit_ids),
        )
    )
    return any(grant.holds_on(today) for grant in session.scalars(query))
