"""The leaves of the tree, read a stretch at a time; several stretches can be, at the same time.

This module is loaded by processes of their own, so it knows neither the database nor the mapping.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Any

from workflow.merkle import fold

WIDTH = 256
#: as `models.queries.rawrecord.leaves_query` reads it
RawLeaf = tuple[Any, ...]
#: up to which size, and between which instants its events were recorded; in the order of sizes
Span = tuple[int, bytes, bytes]
DELETED, REWRITTEN, EARLY, LATE = range(1, 5)


@dataclass(frozen=True, slots=True)
class LeafFault:
    """What is wrong with one leaf."""

    position: int
    event_id: int
    kind: int


@dataclass(slots=True)
class LeafStretch:
    """Neighbouring leaves, beginning with a whole tile."""

    #: the hashes of each tile, and its root where it is whole; then none may follow but the last
    tiles: list[tuple[bytes, bytes]] = field(default_factory=list)
    faults: list[LeafFault] = field(default_factory=list)
    #: the first position at which there is no leaf although some follow
    gap: int | None = None

    def follow(self, rows: Iterable[RawLeaf], first: int, spans: Sequence[Span]) -> LeafStretch:
        """Hash these leaves, in the order of their positions, beginning at `first`."""
        rest, told = iter(rows), set[int]()
        limits = [size for size, *_ in spans]
        while tile := list(islice(rest, WIDTH)):
            end = first + len(tile)
            if tile[0][0] != first or tile[-1][0] != end - 1:
                self.gap = next(at for at, row in enumerate(tile, first) if row[0] != at)
                tile = tile[: self.gap - first]
                end = self.gap
                if not tile:
                    break
            if any(row[3] for row in tile):
                self.faults += [LeafFault(row[0], row[1], row[3]) for row in tile if row[3]]
            self._look(tile, first, spans, limits, told)
            hashes = [sha256(b"\x00" + row[2]).digest() for row in tile]
            self.tiles.append((b"".join(hashes), fold(hashes) if len(tile) == WIDTH else b""))
            if self.gap is not None:
                break
            first = end
        self.faults.sort(key=lambda one: one.position)
        return self

    def _look(
        self,
        tile: list[RawLeaf],
        first: int,
        spans: Sequence[Span],
        limits: list[int],
        told: set[int],
    ) -> None:
        """Whether events were recorded when their checkpoint says; each kind is told once."""
        start = first
        for size, earliest, latest in spans[bisect_right(limits, first) :]:
            part = tile[start - first : size - first]
            hours = [row[4] for row in part if isinstance(row[4], bytes)]
            if hours and (min(hours) < earliest or max(hours) > latest):
                self._tell(part, earliest, latest, told)
            start = size
            if size >= first + len(tile):
                break

    def _tell(self, part: list[RawLeaf], earliest: bytes, latest: bytes, told: set[int]) -> None:
        for row in part:
            if not isinstance(row[4], bytes):
                continue
            kind = EARLY if row[4] < earliest else LATE if row[4] > latest else 0
            if kind and kind not in told:
                told.add(kind)
                self.faults.append(LeafFault(row[0], row[1], kind))
