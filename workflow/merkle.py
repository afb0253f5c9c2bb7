"""The tree of RFC 9162, section 2.1: roots, inclusion proofs, consistency proofs.

Arithmetic only: it is told the hashes of complete subtrees by a `Nodes`, and knows neither a
database nor an event. Sizes count leaves, indices begin at zero, hashes are 32 bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

EMPTY = sha256(b"").digest()


class Nodes(Protocol):
    """Whatever can say the hash of a complete subtree."""

    def node(self, height: int, number: int) -> bytes:
        """The root over the leaves number·2^height up to (number+1)·2^height."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: 0x00 first, so that no inner node can pass for a leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: 0x01 first."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over the roots of equal complete subtrees; their number is a power of two."""
    row = b"".join(hashes)
    while len(row) > 32:
        row = b"".join([
            sha256(b"\x01" + row[at : at + 64]).digest() for at in range(0, len(row), 64)
        ])  # fmt: skip
    return row


class Frontier:
    """The roots of the complete subtrees of a growing tree; enough to say its root at any time."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, hashes: Iterable[bytes]) -> None:
        """Take further leaf hashes."""
        for one in hashes:
            self.add_one(one)

    def add_one(self, leaf: bytes) -> None:
        """Take one more leaf hash."""
        self.add_whole(leaf, 0)

    def add_whole(self, root: bytes, height: int) -> None:
        """Take the root of the next 2^height leaves; so far there are whole such blocks alone."""
        if self.size & ((1 << height) - 1):
            raise ValueError(f"{self.size} leaves are no multiple of {1 << height}")
        rest, grown = self.size >> height, root
        while rest & 1:
            grown = node_hash(self._peaks.pop(), grown)
            rest >>= 1
        self._peaks.append(grown)
        self.size += 1 << height

    def root(self) -> bytes:
        """The root over all leaves taken so far."""
        if not self._peaks:
            return EMPTY
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return _over(nodes, 0, size) if size else EMPTY


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The path that proves leaf `index` in the tree of `size` leaves (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(_over(nodes, middle, last))
            last = middle
        else:
            path.append(_over(nodes, first, middle))
            first = middle
    return path[::-1]


def consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The path that proves that the tree of `new` leaves begins with that of `old` (2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} does not grow from one of {old}")
    path: list[bytes] = []
    first, last, whole = 0, new, True
    while last != old:
        middle = first + _split(last - first)
        if old <= middle:
            path.append(_over(nodes, middle, last))
            last = middle
        else:
            path.append(_over(nodes, first, middle))
            first, whole = middle, False
    if not whole:
        path.append(_over(nodes, first, last))
    return path[::-1]


def proves_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes
) -> bool:
    """Whether the path leads from this leaf hash to that root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    number, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(one, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, one)
        number, last = number >> 1, last >> 1
    return last == 0 and found == expected


def proves_consistency(
    old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path shows the old tree at the beginning of the new one (2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    if not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    first = second = steps[0]
    for one in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            first, second = node_hash(one, first), node_hash(one, second)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            second = node_hash(second, one)
        number, last = number >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(width: int) -> int:
    """The largest power of two that is smaller than the width."""
    return 1 << ((width - 1).bit_length() - 1)


def _over(nodes: Nodes, first: int, last: int) -> bytes:
    """The root over some leaves; `first` is a multiple of the power of two that holds them."""
    width = last - first
    if width & (width - 1) == 0:
        return nodes.node(width.bit_length() - 1, first // width)
    middle = first + _split(width)
    return node_hash(_over(nodes, first, middle), _over(nodes, middle, last))
