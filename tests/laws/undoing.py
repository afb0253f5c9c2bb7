"""Trying something and undoing it; and what must not have changed when it was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, func, inspect, select
from sqlalchemy.orm import Session

from models import Bundle, BundleItem, Event, Notice, Outbox, Subject


def snapshot(session: Session, subject: Subject) -> dict[str, Any]:
    """What an act that was refused may not change."""
    counts = {
        table.__name__: session.scalar(select(func.count()).select_from(table))
        for table in (Event, Notice, Outbox, Subject)
    }
    session.refresh(subject)
    names = [attribute.key for attribute in inspect(type(subject)).column_attrs]
    return counts | {name: getattr(subject, name) for name in names}


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Whatever happens inside did not happen."""
    written: set[Any] = set()

    def note(_session: Session, one: object) -> None:
        written.add(inspect(one).key)

    event.listen(session, "pending_to_persistent", note)
    savepoint = session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        event.remove(session, "pending_to_persistent", note)
        for one in list(session):
            if one not in session:
                continue  # went with the row it belongs to
            # A row that was written, forgotten and read again inside is not known to be gone.
            if inspect(one).key in written:
                session.expunge(one)
            # What was read again inside, under a lock, would be kept as it was there.
            elif isinstance(one, Bundle | BundleItem):
                session.expire(one)
