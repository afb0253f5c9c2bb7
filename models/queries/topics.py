"""Topics: those of today, and all there were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.topics import Topic


def every_topic(session: Session) -> Sequence[Topic]:
    """All topics, the latest first."""
    return session.scalars(select(Topic).order_by(Topic.starts_on.desc(), Topic.id.desc())).all()


def topics_of(session: Session, day: date) -> list[Topic]:
    """Those that are shown on that day."""
    return [topic for topic in every_topic(session) if topic.holds_on(day)]
