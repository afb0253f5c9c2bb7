"""Questions about what has to leave the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.base import Base
from models.notices import Notice, Outbox

_NOTICES = Base.metadata.tables[Notice.__tablename__]
_OUTBOX = Base.metadata.tables[Outbox.__tablename__]


def keep_notices(
    session: Session, notices: list[dict[str, Any]], messages: list[dict[str, Any]]
) -> None:
    """Keep what an act tells people, in one statement each: a case may be told to dozens."""
    # Into the tables: nobody needs these rows as objects here.
    session.execute(insert(_NOTICES), notices)
    session.execute(insert(_OUTBOX), messages)


def undelivered(session: Session, limit: int) -> Sequence[Outbox]:
    """What is still to be delivered, never-tried rows first, so that a sick one holds none up."""
    query = (
        select(Outbox)
        .where(Outbox.delivered_at.is_(None))
        .order_by(Outbox.attempts, Outbox.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def mark_delivered(session: Session, outbox_id: int, now: datetime) -> bool:
    """Remember that the row has been delivered; False when another had already done so."""
    changed = session.scalars(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.delivered_at.is_(None))
        .values(delivered_at=now, attempts=Outbox.attempts + 1, error="")
        .returning(Outbox.id)
    )
    return changed.first() is not None


def mark_failed(session: Session, outbox_id: int, error: str) -> None:
    """Remember a failed attempt and its reason."""
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.delivered_at.is_(None))
        .values(attempts=Outbox.attempts + 1, error=error)
    )
