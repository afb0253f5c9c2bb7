"""One byte of a raw row changed at a time, as a disk or an administrator would."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any


def every_flip(row: tuple[Any, ...], random: Random) -> Iterator[tuple[Any, ...]]:
    """The row with each byte of each column changed in one bit, one after another.

    The first column is the event's number, which the tree proves and not the chain; the last is
    what SQLite says of the others. An empty text and an empty column have no byte.
    """
    for column, value in enumerate(row):
        if column in (0, len(row) - 1) or value in (None, b""):
            continue
        stored = value if isinstance(value, bytes) else str(value).encode()
        for place in range(len(stored)):
            yield (*row[:column], _changed(value, stored, place, random), *row[column + 1 :])


def _changed(value: Any, stored: bytes, place: int, random: Random) -> Any:
    if isinstance(value, int):
        digits = [one for one in b"0123456789" if one != stored[place]]
        other = stored[:place] + bytes([random.choice(digits)]) + stored[place + 1 :]
        return int(other)
    return flipped(stored, place, 1 << random.randrange(8))


def flipped(stored: bytes, place: int, bits: int) -> bytes:
    """The bytes with these bits of one of them turned."""
    return stored[:place] + bytes([stored[place] ^ bits]) + stored[place + 1 :]
