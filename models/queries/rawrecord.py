"""The record as it lies in the rows: fast, and unharmed by what can no longer be read.

A million events are read in seconds, so this goes past the mapping. Texts come as the bytes they
are stored as, instants as the database writes them; nothing is decoded before it is hashed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.checkpoints import Leaf
from models.history import Event

#: event.id, then what the hash covers in the order of its names, then hash, salt, text, and
#: whether some text of it is none any more (SQLite lets a column hold anything)
RawEvent = tuple[Any, ...]

_INSTANTS = ("happened_at", "recorded_at")
_NUMBERS = ("id", "actor_id", "on_behalf_of_id", "seq", "subject_id")
_COLUMNS = (
    "id", "actor_id", "actor_name", "algorithm", "commitment", "from_state", "happened_at",
    "on_behalf_of_id", "party", "prev_hash", "recorded_at", "request_id", "rules_digest", "seq",
    "subject_id", "to_state", "action", "hash",
)  # fmt: skip
_TEXTS = tuple(one for one in _COLUMNS if one not in _NUMBERS)
_AT_ONCE = 2_000
#: so few rows that they are still near the processor when they are hashed
_NEAR = 64


def events_query(
    dialect: str,
    subject_ids: Collection[int] = (),
    *,
    first: int = 0,
    last: int | None = None,
) -> str:
    """Every event with its words in the order of its number; or those of some subjects.

    `first` and `last` are numbers of events; both are included. The rows are `RawEvent`.
    """
    where = f" WHERE e.id >= {int(first)}"
    if last is not None:
        where += f" AND e.id <= {int(last)}"
    if subject_ids:
        where += f" AND e.subject_id IN ({', '.join(str(int(one)) for one in subject_ids)})"
    columns = [_column(dialect, one) for one in _COLUMNS]
    columns += [_text(dialect, "b.salt"), _text(dialect, "b.text"), _no_text(dialect)]
    return (
        f"SELECT {', '.join(columns)} "
        f"FROM event e LEFT JOIN event_body b ON b.event_id = e.id{where} ORDER BY e.id"
    )


def leaves_query(dialect: str, first: int, last: int) -> str:
    """The leaves from one position up to, not including, another.

    Position, event and hash of each, whether its event still has that hash (0), is gone (1) or
    has another (2), and when that event says it was recorded.
    """
    return (
        f"SELECT l.position, l.event_id, {_text(dialect, 'l.hash')}, "
        "CASE WHEN e.hash = l.hash THEN 0 WHEN e.hash IS NULL THEN 1 ELSE 2 END, "
        f"{_column(dialect, 'recorded_at')} "
        "FROM leaf l LEFT JOIN event e ON e.id = l.event_id "
        f"WHERE l.position >= {int(first)} AND l.position < {int(last)} ORDER BY l.position"
    )


def raw_rows(session: Session, query: str) -> Iterator[tuple[Any, ...]]:
    """What a query of this module finds, through the session's own connection."""
    driver: Any = session.connection().connection.driver_connection
    if dialect_of(session) != "sqlite":
        with driver.cursor(name="raw_rows", binary=True) as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query)
            yield from cursor
        return
    cursor, usual = driver.cursor(), driver.text_factory
    try:
        cursor.execute(query)
        rows: list[tuple[Any, ...]] | None = None
        while rows is None or rows:
            # For these rows alone: between two readings the connection may be asked other things.
            driver.text_factory = bytes
            try:
                rows = cursor.fetchmany(_NEAR)
            finally:
                driver.text_factory = usual
            yield from rows
    finally:
        cursor.close()


def raw_events(
    session: Session,
    subject_ids: Collection[int] = (),
    *,
    first: int = 0,
    last: int | None = None,
) -> Iterator[RawEvent]:
    """The rows of `events_query`."""
    yield from raw_rows(
        session, events_query(dialect_of(session), subject_ids, first=first, last=last)
    )


def dialect_of(session: Session) -> str:
    """The name of the database's dialect."""
    return session.get_bind().dialect.name


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


def leaf_bounds(session: Session) -> tuple[int, int]:
    """The smallest position of a leaf, and one more than the greatest; 0, 0 without any."""
    first, last = session.execute(select(func.min(Leaf.position), func.max(Leaf.position))).one()
    return (0, 0) if last is None else (first, last + 1)


def raw_tiles(session: Session) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Level, number, hashes and root of every tile, level by level."""
    query = "SELECT level, number, hashes, root FROM tile ORDER BY level, number"
    for level, number, hashes, root in raw_rows(session, query):
        yield level, number, bytes(hashes), bytes(root)


def _column(dialect: str, name: str) -> str:
    if name in _NUMBERS:
        return f"e.{name}"
    if name in _INSTANTS and dialect != "sqlite":
        wanted = "'YYYY-MM-DD HH24:MI:SS.US'"
        return _text(dialect, f"to_char(e.{name} AT TIME ZONE 'UTC', {wanted})")
    return _text(dialect, f"e.{name}")


def _text(dialect: str, expression: str) -> str:
    return expression if dialect == "sqlite" else f"convert_to({expression}, 'UTF8')"


def _no_text(dialect: str) -> str:
    """Whether something that must be text is a BLOB: of any values SQLite's greatest is that."""
    if dialect != "sqlite":
        return "false"
    texts = [f"e.{one}" for one in _TEXTS if one != "from_state"]
    return f"typeof(max(coalesce(e.from_state, ''), {', '.join(texts)}, b.salt, b.text)) = 'blob'"
