"""Questions about printing in batches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from models.history import Event
from models.printing import PrintJob
from models.promises import Promise
from models.proposals import Proposal
from models.replies import Reply
from models.subjects import Subject
from models.tasks import HandlingTask


def jobs_of(session: Session, user_id: int) -> list[PrintJob]:
    """What the user has asked for, newest first."""
    query = select(PrintJob).where(PrintJob.user_id == user_id)
    return list(session.scalars(query.order_by(PrintJob.id.desc()).limit(50)))


def job_of(session: Session, user_id: int, job_id: int) -> PrintJob | None:
    """One of them."""
    found = session.get(PrintJob, job_id)
    return found if found is not None and found.user_id == user_id else None


def open_jobs(session: Session, user_id: int) -> int:
    """How many of his are waiting or running."""
    query = select(PrintJob.id).where(
        PrintJob.user_id == user_id, PrintJob.finished_at.is_(None), PrintJob.cancelled_at.is_(None)
    )
    return len(session.scalars(query).all())


def old_jobs(session: Session, before: datetime) -> list[PrintJob]:
    """Those asked for before that moment."""
    return list(session.scalars(select(PrintJob).where(PrintJob.asked_at < before)))


def subjects_with(
    session: Session, kind: str, plenary_id: int, actions: Collection[str]
) -> list[int]:
    """The subjects of that kind and session to which one of these acts happened, by number.

    A task belongs to the session of its proposal.
    """
    above = aliased(Subject, flat=True)
    happened = select(Event.id).where(Event.subject_id == Subject.id, Event.action.in_(actions))
    query = (
        select(Subject.id)
        .outerjoin(above, above.id == Subject.parent_id)
        .where(
            Subject.kind == kind,
            or_(Subject.session_id == plenary_id, above.session_id == plenary_id),
            happened.exists(),
        )
        .order_by(above.number, Subject.number, Subject.id)
    )
    return list(session.scalars(query))


def filed_in(session: Session, plenary_id: int) -> list[Proposal]:
    """The proposals of a session that were filed, by number."""
    query = select(Proposal).where(
        Proposal.session_id == plenary_id, Proposal.number.is_not(None), ~Proposal.private
    )
    return list(session.scalars(query.order_by(Proposal.number)))


def received_in(session: Session, plenary_id: int) -> list[Proposal]:
    """The proposals of a session that reached the office, by serial number."""
    query = select(Proposal).where(
        Proposal.session_id == plenary_id, Proposal.serial_no.is_not(None), ~Proposal.private
    )
    return list(session.scalars(query.order_by(Proposal.serial_no)))


def promises_in(session: Session, plenary_id: int) -> list[Promise]:
    """What was promised in replies to proposals of a session."""
    cases = select(Proposal.id).where(Proposal.session_id == plenary_id)
    tasks = select(HandlingTask.id).where(HandlingTask.proposal_id.in_(cases))
    letters = select(Reply.id).where(Reply.task_id.in_(tasks))
    return list(session.scalars(select(Promise).where(Promise.reply_id.in_(letters))))


def subjects_that(session: Session, subject_ids: Collection[int], action: str) -> set[int]:
    """Those of the ids to which that act ever happened."""
    query = select(Event.subject_id).where(
        Event.action == action, Event.subject_id.in_(subject_ids)
    )
    return set(session.scalars(query.distinct()))


def newest_hash(session: Session, subject_ids: Collection[int]) -> str:
    """The hash of the newest entry about any of these; empty when there is none."""
    query = select(Event.hash).where(Event.subject_id.in_(subject_ids)).order_by(Event.id.desc())
    return session.scalars(query.limit(1)).first() or ""
