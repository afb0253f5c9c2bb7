"""Questions about comments on the text, and about who was first to hand the text in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.comments import TextComment
from models.history import Event

#: the state in which a proposal first lies before the office
SUBMITTED = "submitted"


def comments_of(session: Session, proposal_id: int) -> Sequence[TextComment]:
    """Every comment on the text, oldest first."""
    query = select(TextComment).where(TextComment.proposal_id == proposal_id)
    return session.scalars(query.order_by(TextComment.id)).all()


def open_comments(session: Session, proposal_id: int) -> Sequence[TextComment]:
    """Those that the author has not marked yet."""
    return [one for one in comments_of(session, proposal_id) if one.verdict is None]


def first_submission(session: Session, proposal_id: int) -> datetime | None:
    """When the proposal first came before the office."""
    return session.scalar(
        select(func.min(Event.happened_at)).where(
            Event.subject_id == proposal_id, Event.to_state == SUBMITTED
        )
    )
