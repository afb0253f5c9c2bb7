"""Questions about replies."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.replies import Reply
from models.tasks import HandlingTask

_task = HandlingTask.__table__.c


def last_letters(session: Session, unit_id: int, besides: int, limit: int) -> Sequence[Reply]:
    """The unit's last letters that were signed, those to one proposal left out."""
    tasks = select(_task.id).where(_task.unit_id == unit_id, _task.proposal_id != besides)
    query = (
        select(Reply)
        .where(Reply.task_id.in_(tasks), Reply.status.in_(("sent", "issued")))
        .options(selectinload(Reply.answers))
        .order_by(Reply.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()
