"""Questions and closing strokes of the sample county."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from models.accounts import User
from models.history import Event
from models.notices import Notice, Outbox
from models.people import Member
from models.subjects import Subject


def is_inhabited(session: Session) -> bool:
    """Whether anybody has an account, a seat or a case."""
    return any(session.scalar(select(exists().select_from(row))) for row in (User, Member, Subject))


def newest_subject(session: Session) -> int:
    """The id of what was opened last; 0 when there is nothing yet."""
    return session.scalar(select(func.max(Subject.id))) or 0


def mark_all_delivered(session: Session, now: datetime) -> None:
    """Nobody is sent a message about what never happened."""
    session.execute(
        update(Outbox).where(Outbox.delivered_at.is_(None)).values(delivered_at=now),
        execution_options={"synchronize_session": False},
    )


def mark_read_before(session: Session, moment: datetime, now: datetime) -> None:
    """Older notices count as read."""
    session.execute(
        update(Notice)
        .where(Notice.created_at < moment, Notice.read_at.is_(None))
        .values(read_at=now),
        execution_options={"synchronize_session": False},
    )


def record(session: Session) -> list[str]:
    """The hashes of all events, in the order in which they were recorded."""
    return list(session.scalars(select(Event.hash).order_by(Event.id)))
