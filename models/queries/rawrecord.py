"""The record as it lies in the rows: fast, and unharmed by what can no longer be read.

A million events are read in seconds, so this goes past the mapping. Instants come as text, as
they were written; text that is no UTF-8 any more comes with its broken bytes escaped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.checkpoints import Leaf
from models.history import Event

#: event.id, then what the hash covers in the order of its names, then hash, salt, text
RawEvent = tuple[Any, ...]

_INSTANTS = ("happened_at", "recorded_at")
_COLUMNS = (
    "id", "actor_id", "actor_name", "algorithm", "commitment", "from_state", "happened_at",
    "on_behalf_of_id", "party", "prev_hash", "recorded_at", "request_id", "rules_digest", "seq",
    "subject_id", "to_state", "action", "hash",
)  # fmt: skip
_AT_ONCE = 2_000


def raw_events(
    session: Session,
    subject_ids: Collection[int] = (),
    *,
    first: int = 0,
    last: int | None = None,
) -> Iterator[RawEvent]:
    """Every event with its words in the order of its number; or those of some subjects.

    `first` and `last` are numbers of events; both are included.
    """
    where = f" WHERE e.id >= {int(first)}"
    if last is not None:
        where += f" AND e.id <= {int(last)}"
    if subject_ids:
        where += f" AND e.subject_id IN ({', '.join(str(int(one)) for one in subject_ids)})"
    query = (
        f"SELECT {', '.join(_column(session, one) for one in _COLUMNS)}, b.salt, b.text "
        f"FROM event e LEFT JOIN event_body b ON b.event_id = e.id{where} ORDER BY e.id"
    )
    yield from _rows(session, query, "events")


def raw_leaves(session: Session) -> Iterator[tuple[int, int, str, str | None, str | None]]:
    """Position, event and hash of every leaf, and hash and time of recording of that event now."""
    recorded = _column(session, "recorded_at")
    query = (
        f"SELECT l.position, l.event_id, l.hash, e.hash, {recorded} "
        "FROM leaf l LEFT JOIN event e ON e.id = l.event_id ORDER BY l.position"
    )
    yield from _rows(session, query, "leaves")


def events_outside_tree(session: Session, before: datetime) -> Iterator[int]:
    """Numbers of events that have no leaf although they say they were recorded before that."""
    query = (
        select(Event.id)
        .outerjoin(Leaf, Leaf.event_id == Event.id)
        .where(Leaf.event_id.is_(None), Event.recorded_at < before)
        .order_by(Event.id)
    )
    yield from session.scalars(query)


def last_event_id(session: Session) -> int:
    """The greatest number an event has."""
    return session.scalar(select(func.max(Event.id))) or 0


def raw_tiles(session: Session) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Level, number, hashes and root of every tile, level by level."""
    query = "SELECT level, number, hashes, root FROM tile ORDER BY level, number"
    for level, number, hashes, root in _rows(session, query, "tiles"):
        yield level, number, bytes(hashes), bytes(root)


def _column(session: Session, name: str) -> str:
    if name in _INSTANTS and not _on_sqlite(session):
        return f"to_char(e.{name} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    return f"e.{name}"


def _rows(session: Session, query: str, name: str) -> Iterator[Any]:
    driver: Any = session.connection().connection.driver_connection
    if not _on_sqlite(session):
        with driver.cursor(name=f"raw_{name}") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query)
            yield from cursor
        return
    cursor = driver.cursor()
    try:
        yield from cursor.execute(query)
    except sqlite3.OperationalError as error:
        if "UTF-8" in str(error):
            raise UnreadableText from error
        raise
    finally:
        cursor.close()


class UnreadableText(Exception):
    """Some text of an SQLite row is no UTF-8 any more; ask again with `broken_text_escaped`."""


@contextmanager
def broken_text_escaped(session: Session) -> Iterator[None]:
    """Let SQLite give text that is no UTF-8 with its bytes escaped; slower."""
    driver: Any = session.connection().connection.driver_connection
    driver.text_factory = _escaped
    try:
        yield
    finally:
        driver.text_factory = str


def _escaped(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
