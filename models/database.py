"""Opening the database: one engine, sessions that read and sessions that write.

SQLite: WAL, synchronous=FULL, foreign keys on, ten seconds of patience. A writer says
BEGIN IMMEDIATE at once; a reader never takes the write lock (a plain BEGIN that reads and
then writes fails under load). PostgreSQL: READ COMMITTED, with row locks on the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)


class BrokenReferences(Exception):
    """After a change of tables some row refers to nothing; everything was rolled back."""


def make_engine(url: str) -> Engine:
    """An engine for a `sqlite:///…` or `postgresql+psycopg://…` address."""
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def read_session(engine: Engine) -> Session:
    """A session for looking: it never takes SQLite's write lock."""
    return Session(engine, autoflush=False)


def write_session(engine: Engine) -> Session:
    """A session for changing: on SQLite it takes the write lock when it begins."""
    return Session(engine.execution_options(writes=True))


@contextmanager
def altering(engine: Engine) -> Iterator[Connection]:
    """A writing connection for changing tables, committed at the end.

    SQLite changes a table by making it anew, and dropping the old one would count as deleting
    rows that others refer to: its foreign keys rest meanwhile and are looked through at the end.
    """
    with engine.connect().execution_options(writes=True) as connection:
        driver: Any = connection.connection.dbapi_connection
        resting = engine.dialect.name == "sqlite"
        if resting:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if resting and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise BrokenReferences("the changed tables refer to rows that are gone")
        finally:
            if resting:
                driver.execute("PRAGMA foreign_keys=ON")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: we say BEGIN or BEGIN IMMEDIATE.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
