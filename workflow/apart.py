"""What several processes verify at the same time, each with a connection of its own.

A process starts with what is imported here, and each start costs: no mapping, no rules.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from workflow.chains import Stretch
from workflow.leaves import LeafStretch, Span


@dataclass(frozen=True, slots=True)
class Source:
    """The database, as its driver wants to be told of it."""

    dialect: str
    args: tuple[Any, ...]
    named: dict[str, Any]


def chain(source: Source, query: str) -> Stretch:
    """Verify the events that the query finds."""
    with _rows(source, query) as rows:
        return Stretch().follow(rows)


def leaves(source: Source, query: str, first: int, spans: list[Span]) -> LeafStretch:
    """Hash the leaves that the query finds, from that position on."""
    with _rows(source, query) as rows:
        return LeafStretch().follow(rows, first, spans)


@contextmanager
def _rows(source: Source, query: str) -> Iterator[Iterator[tuple[Any, ...]]]:
    if source.dialect == "sqlite":
        connection: Any = sqlite3.connect(*source.args, **source.named)
        connection.text_factory = bytes
        try:
            yield connection.execute(query)
        finally:
            connection.close()
        return
    import psycopg

    with (
        psycopg.connect(*source.args, **source.named) as server,
        server.cursor(name="raw_rows", binary=True) as cursor,
    ):
        cursor.itersize = 2_000
        cursor.execute(query.encode())
        yield iter(cursor)
