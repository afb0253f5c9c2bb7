"""Questions about 沟通记录."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.contacts import Contact
from models.tasks import HandlingTask


def contacts_of(session: Session, proposal_id: int) -> list[Contact]:
    """Every contact of the case, in order of its number."""
    query = (
        select(Contact)
        .where(Contact.proposal_id == proposal_id)
        .options(selectinload(Contact.voices), selectinload(Contact.evidence))
        .order_by(Contact.no)
    )
    return list(session.scalars(query))


def tasks_without_contact(session: Session) -> list[HandlingTask]:
    """Open tasks of units that answer, of which nothing has been recorded."""
    query = (
        select(HandlingTask)
        .where(
            HandlingTask.closed_at.is_(None),
            HandlingTask.duty != "co",
            HandlingTask.id.not_in(select(Contact.task_id)),
        )
        .order_by(HandlingTask.id)
    )
    return list(session.scalars(query))


def next_contact_no(session: Session, proposal_id: int) -> int:
    """The number the next contact of the case gets; the case is locked by whoever asks."""
    query = select(func.max(Contact.no)).where(Contact.proposal_id == proposal_id)
    return (session.scalar(query) or 0) + 1
