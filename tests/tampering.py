"""An administrator of the database at work: what the triggers refuse, and he can do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.triggers import APPEND_ONLY


@contextlib.contextmanager
def tampering(session: Session) -> Iterator[None]:
    """An administrator of the database at work: no trigger, no foreign key; undone afterwards."""
    session.commit()
    session.close()
    if session.get_bind().dialect.name == "sqlite":
        # A pragma that is ignored within a transaction.
        session.execute(text("SELECT 1"))
        session.rollback()
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
    else:
        session.execute(text("SET LOCAL session_replication_role = replica"))
    try:
        yield
    finally:
        session.rollback()
        session.close()


def rows(session: Session) -> list[tuple[int, int, int]]:
    query = "SELECT id, subject_id, seq FROM event ORDER BY subject_id, seq"
    return [tuple(row) for row in session.execute(text(query))]
