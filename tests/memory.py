"""What was walked once in this process is not walked again: kept databases behind `Story.reach`.

The same ways are gone by hundreds of tests. On SQLite the database is kept where a way has led,
and the next test that goes the same way from the same database, byte for byte, is given that one.
Both leave it committed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from models import (
    Grant,
    HandlingUnit,
    LiaisonGroup,
    Member,
    Person,
    PlenarySession,
    Subject,
    Term,
    User,
)

if TYPE_CHECKING:
    from tests.stories import Story

#: so many databases of some two megabytes are kept in a process
_MOST = 200
#: SQLite's own counters, at the head of the first page
_HEAD = 100
#: no step of a way changes these
_CAST = (Grant, HandlingUnit, LiaisonGroup, Member, Person, PlenarySession, Term, User)


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
        #: databases from which ways may lead on: those kept, and those no story has touched
        self._known: set[bytes] = set()

    def close(self) -> None:
        """Forget everything."""
        self._folder.cleanup()

    def reach(self, story: Story, name: str, walk: Callable[[], Any]) -> Any:
        """The subject at the end of the way of that name: walked, or as it was left before."""
        session, engine = story.session, story.engine
        if session.in_nested_transaction():
            return walk()
        before = _digest(_bytes(session))
        if not story.told:
            self._known.add(before)
        elif before not in self._known:
            return walk()
        way = (
            before, name, story.now, story.pace, story.joint, story.mode, engine.rules.digest,
            engine.algorithm, engine.salt.__qualname__, engine.recorded.__qualname__,
        )  # fmt: skip
        kept = self._kept.get(way)
        return _given(story, kept) if kept else self._walked(story, way, walk)

    def _walked(self, story: Story, way: Hashable, walk: Callable[[], Any]) -> Any:
        told = len(story.told)
        subject = walk()
        with _committing(story.session):
            content = _bytes(story.session)
        if len(self._kept) < _MOST:
            file = Path(self._folder.name) / f"{len(self._kept)}.db"
            file.write_bytes(content)
            self._known.add(_digest(content))
            self._kept[way] = _Kept(file, subject.id, story.now, tuple(story.told[told:]))
        return subject


def _given(story: Story, kept: _Kept) -> Any:
    session: Any = story.session
    with _committing(session):
        raw = session.get_bind().raw_connection()
        source = sqlite3.connect(kept.file)
        source.backup(raw.driver_connection)
        source.close()
        raw.close()
    story.now = kept.now
    story.told += kept.told
    for one in list(session):
        # Read anew at once: what a page is asked of later must not begin a transaction.
        if not isinstance(one, _CAST):
            session.refresh(one)
    return session.get_one(Subject, kept.subject_id)


@contextmanager
def _committing(session: Session) -> Iterator[None]:
    """Between two transactions, with all that was read."""
    expires, session.expire_on_commit = session.expire_on_commit, False
    session.commit()
    session.expire_on_commit = expires
    yield


def _bytes(session: Session) -> bytes:
    """The database as this session sees it."""
    session.flush()
    content: bytes = session.connection().connection.driver_connection.serialize()  # type: ignore[union-attr]
    return content


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(memoryview(content)[_HEAD:]).digest()
