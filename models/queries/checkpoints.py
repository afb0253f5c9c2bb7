"""Questions to the tree over the record, and to its checkpoints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint, Leaf, RecordKey, Tile, Witnessing
from models.history import Event
from models.subjects import Subject

#: any number that nothing else of ours locks: one adds to the tree at a time
_LOCK = 9162


def newest_checkpoint(session: Session) -> Checkpoint | None:
    """The last signed checkpoint; none before the first event was sealed."""
    return session.scalars(select(Checkpoint).order_by(Checkpoint.size.desc()).limit(1)).first()


def checkpoint_of_size(session: Session, size: int) -> Checkpoint | None:
    """The checkpoint over exactly so many events."""
    return session.get(Checkpoint, size)


def checkpoint_over(session: Session, position: int) -> Checkpoint | None:
    """The first checkpoint that covers the leaf at that position."""
    query = select(Checkpoint).where(Checkpoint.size > position).order_by(Checkpoint.size)
    return session.scalars(query.limit(1)).first()


def checkpoint_before(session: Session, event_id: int, moment: datetime) -> Checkpoint | None:
    """The newest checkpoint that was there before that event, and already at that moment.

    Whoever asks later gets the same: what is signed afterwards covers the event too, so that it
    is as large as the event's number, whatever the clock said.
    """
    query = select(Checkpoint).where(Checkpoint.size < event_id, Checkpoint.made_at <= moment)
    return session.scalars(query.order_by(Checkpoint.size.desc()).limit(1)).first()


def checkpoints(session: Session) -> Iterator[Checkpoint]:
    """Every checkpoint, from the smallest on."""
    yield from session.scalars(
        select(Checkpoint).order_by(Checkpoint.size).execution_options(yield_per=500)
    )


def checkpoints_before(session: Session, size: int | None, limit: int) -> list[Checkpoint]:
    """The newest checkpoints smaller than that, newest first."""
    query = select(Checkpoint).order_by(Checkpoint.size.desc()).limit(limit)
    return list(session.scalars(query if size is None else query.where(Checkpoint.size < size)))


def count_checkpoints(session: Session) -> int:
    """How many checkpoints were signed."""
    return session.scalar(select(func.count()).select_from(Checkpoint)) or 0


def record_keys(session: Session) -> list[RecordKey]:
    """Every public key, in the order in which they came into use."""
    return list(session.scalars(select(RecordKey).order_by(RecordKey.id)))


def witnessings_of(session: Session, size: int) -> list[Witnessing]:
    """Who has countersigned the checkpoint of that size."""
    return list(
        session.scalars(select(Witnessing).where(Witnessing.size == size).order_by(Witnessing.id))
    )


def witnessings(session: Session) -> list[Witnessing]:
    """Every countersignature."""
    return list(session.scalars(select(Witnessing).order_by(Witnessing.id)))


def lock_tree(session: Session) -> None:
    """Let one add leaves after another; SQLite's writer has the database to itself anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def tree_size(session: Session) -> int:
    """How many leaves the tree has."""
    last = session.scalar(select(func.max(Leaf.position)))
    return 0 if last is None else last + 1


def events_without_leaf(session: Session, after: int, limit: int) -> list[tuple[int, str]]:
    """Number and hash of committed events beyond that number that are not in the tree yet."""
    query = (
        select(Event.id, Event.hash)
        .outerjoin(Leaf, Leaf.event_id == Event.id)
        .where(Leaf.event_id.is_(None), Event.id > after)
        .order_by(Event.id)
        .limit(limit)
    )
    return [(row.id, row.hash) for row in session.execute(query)]


def add_leaves(session: Session, first: int, events: Sequence[tuple[int, str]]) -> None:
    """Give these events the next places, from `first` on."""
    session.execute(
        Leaf.__table__.insert(),  # type: ignore[attr-defined]
        [
            {"position": first + place, "event_id": number, "hash": digest}
            for place, (number, digest) in enumerate(events)
        ],
    )


def leaf_of(session: Session, event_id: int) -> Leaf | None:
    """The place of an event in the tree; none before it is sealed."""
    return session.scalars(select(Leaf).where(Leaf.event_id == event_id)).first()


def leaves_between(session: Session, first: int, last: int) -> list[str]:
    """The hashes of events at the positions `first` up to, not including, `last`."""
    query = select(Leaf.hash).where(Leaf.position >= first, Leaf.position < last)
    return list(session.scalars(query.order_by(Leaf.position)))


def tile(session: Session, level: int, number: int) -> bytes | None:
    """The 256 hashes of a whole tile; none where it is not whole yet."""
    return session.scalar(select(Tile.hashes).where(Tile.level == level, Tile.number == number))


def tile_roots(session: Session, level: int, first: int, last: int) -> list[bytes]:
    """The roots of the tiles `first` up to, not including, `last` of a level."""
    query = select(Tile.root).where(Tile.level == level, Tile.number >= first, Tile.number < last)
    return list(session.scalars(query.order_by(Tile.number)))


def subjects_numbered(session: Session, number: str) -> list[Subject]:
    """Everything that has this number, or this serial number; most have a kind of their own."""
    query = select(Subject).where((Subject.number == number) | (Subject.serial_no == number))
    return list(session.scalars(query.order_by(Subject.id)))


def leaves_of(session: Session, subject_ids: Collection[int]) -> list[tuple[Leaf, str]]:
    """The leaves of these subjects' events, with the hash each event has now, in tree order."""
    query = (
        select(Leaf, Event.hash)
        .join(Event, Event.id == Leaf.event_id)
        .where(Event.subject_id.in_(subject_ids))
        .order_by(Leaf.position)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
