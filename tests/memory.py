"""What was walked once in this process is not walked again: kept databases behind `Story.reach`.

The same ways are gone by hundreds of tests. On SQLite the database is kept where a way has led,
and the next test that goes the same way from the same beginning is given that database. Both
leave it committed. A test that has done anything else before goes on by itself: whether it has is
asked of the connection, which counts what it wrote and sees what others wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from models import Subject

if TYPE_CHECKING:
    from tests.stories import Story

#: so many databases of some two megabytes are kept in a process
_MOST = 150


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where a way has led."""

    file: Path
    subject_id: int
    now: datetime
    told: tuple[str, ...]


class Memory:
    """The kept databases of this process."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="jianyan-ways-")
        self._kept: dict[Hashable, _Kept] = {}
        #: numbers instead of ways, which would grow with each step
        self._numbers: dict[Hashable, int] = {}

    def close(self) -> None:
        """Forget everything."""
        self._folder.cleanup()

    def number(self, way: Hashable) -> int:
        """A short name for a way."""
        return self._numbers.setdefault(way, len(self._numbers))


class Place:
    """Where one story stands: at the end of a known way, or somewhere of its own."""

    def __init__(self, memory: Memory, session: Session, beginning: Hashable) -> None:
        self._memory, self._session = memory, session
        self._way = memory.number(beginning)
        self._mark = _mark(session)

    def reach(self, story: Story, name: Hashable, walk: Callable[[], Any]) -> Any:
        """The subject at the end of the way of that name: walked, or as it was left before."""
        session = self._session
        if session.in_nested_transaction() or self._mark != _mark(session):
            return walk()
        way = self._memory.number((self._way, name, story.now, story.pace, story.joint, story.mode))
        kept = self._memory._kept.get(way)
        subject = self._given(story, kept) if kept else self._walked(story, way, walk)
        self._way, self._mark = way, _mark(session)
        return subject

    def _walked(self, story: Story, way: int, walk: Callable[[], Any]) -> Any:
        told = len(story.told)
        subject = walk()
        self._session.commit()
        kept = self._memory._kept
        if len(kept) < _MOST:
            file = Path(self._memory._folder.name) / f"{way}.db"
            file.write_bytes(_driver(self._session).serialize())
            kept[way] = _Kept(file, subject.id, story.now, tuple(story.told[told:]))
        return subject

    def _given(self, story: Story, kept: _Kept) -> Any:
        session = self._session
        session.commit()
        raw: Any = session.get_bind().raw_connection()  # type: ignore[union-attr]
        source = sqlite3.connect(kept.file)
        source.backup(raw.driver_connection)
        source.close()
        raw.close()
        session.expire_all()
        story.now = kept.now
        story.told += kept.told
        return session.get_one(Subject, kept.subject_id)


def _driver(session: Session) -> Any:
    return session.connection().connection.driver_connection


def _mark(session: Session) -> Hashable:
    """What is another as soon as anybody has written anything, or is about to."""
    if session.new or session.dirty or session.deleted:
        return object()
    driver = _driver(session)
    (others,) = driver.execute("PRAGMA data_version").fetchone()
    return id(driver), driver.total_changes, others
