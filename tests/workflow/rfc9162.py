"""RFC 9162, section 2.1, written down from its recursive definitions: an oracle for our tree.

It shares nothing with `workflow.merkle`: it holds all leaves in a list and rebuilds every proof
by recursion; whether a path proves something is found by rebuilding both roots from the
definition of the path (the older RFC 6962 has no algorithm but this).
"""

from __future__ import annotations

import hashlib


def _h(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def mth(entries: list[bytes]) -> bytes:
    """2.1.1: the Merkle Tree Hash."""
    n = len(entries)
    if n == 0:
        return _h(b"")
    if n == 1:
        return _h(b"\x00" + entries[0])
    k = _k(n)
    return _h(b"\x01" + mth(entries[:k]) + mth(entries[k:]))


def _k(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """2.1.3.1: the inclusion path of entry m."""
    n = len(entries)
    if n == 1:
        return []
    k = _k(n)
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    """2.1.4.1: the consistency proof from the first m entries."""
    return _subproof(m, entries, whole=True)


def _subproof(m: int, entries: list[bytes], *, whole: bool) -> list[bytes]:
    n = len(entries)
    if m == n:
        return [] if whole else [mth(entries)]
    k = _k(n)
    if m <= k:
        return [*_subproof(m, entries[:k], whole=whole), mth(entries[k:])]
    return [*_subproof(m - k, entries[k:], whole=False), mth(entries[:k])]


def root_by_path(leaf: bytes, m: int, n: int, steps: list[bytes]) -> bytes | None:
    """The root a path leads to, by undoing the recursion of PATH; none for a wrong length."""
    if n == 1:
        return leaf if not steps else None
    if not steps:
        return None
    k, last, rest = _k(n), steps[-1], steps[:-1]
    if m < k:
        left = root_by_path(leaf, m, k, rest)
        return left and _h(b"\x01" + left + last)
    right = root_by_path(leaf, m - k, n - k, rest)
    return right and _h(b"\x01" + last + right)


def roots_by_proof(
    m: int, n: int, steps: list[bytes], old: bytes, *, whole: bool = True
) -> tuple[bytes, bytes] | None:
    """Old and new root as a consistency proof has them, by undoing SUBPROOF."""
    if m == n:
        if whole:
            return (old, old) if not steps else None
        return (steps[0], steps[0]) if len(steps) == 1 else None
    if not steps:
        return None
    k, last, rest = _k(n), steps[-1], steps[:-1]
    if m <= k:
        found = roots_by_proof(m, k, rest, old, whole=whole)
        return found and (found[0], _h(b"\x01" + found[1] + last))
    found = roots_by_proof(m - k, n - k, rest, old, whole=False)
    return found and (_h(b"\x01" + last + found[0]), _h(b"\x01" + last + found[1]))
