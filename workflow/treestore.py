"""The tree over the whole record, as it lies in the database: leaves, and tiles of 256 hashes.

Whole tiles never change, so a proof for an old checkpoint is made from the same rows as one for
the newest. The ragged right edge is computed when it is asked for.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.checkpoints import Tile
from models.queries import checkpoints as queries
from workflow import merkle
from workflow.leaves import WIDTH

HEIGHT = 8
_SIZE = 32
_AT_ONCE = 5_000


def leaf_data(event_hash: str) -> bytes:
    """What a leaf holds: the hash of its event, in hex, as it stands in the row."""
    return event_hash.encode()


class TreeStore:
    """`merkle.Nodes` over the rows; keep one no longer than its session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def node(self, height: int, number: int) -> bytes:
        """The root over the leaves number·2^height up to (number+1)·2^height."""
        level, rest = divmod(height, HEIGHT)
        first = number << rest
        place = first % WIDTH
        row = self._row(level, first // WIDTH, place + (1 << rest))
        return merkle.fold(row[place : place + (1 << rest)])

    def _row(self, level: int, number: int, needed: int) -> list[bytes]:
        """At least the first `needed` hashes of a tile; IndexError where the rows are gone."""
        kept = self._tiles.get((level, number))
        if kept is None or len(kept) < needed:
            kept = self._tiles[level, number] = self._read(level, number)
        if len(kept) < needed:
            raise IndexError(f"tile {level}/{number} has {len(kept)} hashes, not {needed}")
        return kept

    def _read(self, level: int, number: int) -> list[bytes]:
        whole = queries.tile(self.session, level, number)
        if whole is not None:
            return [whole[at : at + _SIZE] for at in range(0, len(whole), _SIZE)]
        first, last = number * WIDTH, (number + 1) * WIDTH
        if level == 0:
            found = queries.leaves_between(self.session, first, last)
            return [merkle.leaf_hash(leaf_data(one)) for one in found]
        return queries.tile_roots(self.session, level - 1, first, last)


def grow(session: Session) -> int:
    """Give every committed event its place in the tree; returns the tree's size."""
    queries.lock_tree(session)
    size, last = queries.tree_size(session), 0
    while events := queries.events_without_leaf(session, last, _AT_ONCE):
        queries.add_leaves(session, size, events)
        _add_tiles(session, size, size + len(events))
        size, last = size + len(events), events[-1][0]
    return size


def _add_tiles(session: Session, before: int, after: int) -> None:
    """Keep the tiles that became whole between two sizes."""
    level, width = 0, WIDTH
    while after // width:
        store = TreeStore(session)
        for number in range(before // width, after // width):
            hashes = store._read(level, number)  # noqa: SLF001 (its own module)
            row = Tile(
                level=level, number=number, hashes=b"".join(hashes), root=merkle.fold(hashes)
            )
            session.add(row)
        session.flush()
        level, width = level + 1, width * WIDTH
