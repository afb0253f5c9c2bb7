"""The tree: our arithmetic against the definitions of the RFC, on random trees and proofs."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow import rfc9162
from workflow import merkle

#: the eight entries with which every implementation of RFC 6962 is tested, and the roots over the
#: first one to eight of them
ENTRIES = [
    bytes.fromhex(one)
    for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


class Listed:
    """Nodes over a list of entries."""

    def __init__(self, entries: list[bytes]) -> None:
        self.entries = entries

    def node(self, height: int, number: int) -> bytes:
        return rfc9162.mth(self.entries[number << height : (number + 1) << height])


def entries_of(count: int, seed: int) -> list[bytes]:
    return [hashlib.sha256(f"{seed}/{i}".encode()).digest()[: seed % 32] for i in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_the_known_ones(size: int) -> None:
    assert merkle.root(Listed(ENTRIES), size).hex() == ROOTS[size - 1]
    grown = merkle.Frontier()
    grown.add(merkle.leaf_hash(one) for one in ENTRIES[:size])
    assert grown.root().hex() == ROOTS[size - 1]


def test_an_empty_tree_has_the_root_of_the_rfc() -> None:
    assert merkle.root(Listed([]), 0) == merkle.Frontier().root() == rfc9162.mth([])


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 200), st.data())
def test_roots_and_proofs_are_those_of_the_rfc(count: int, data: st.DataObject) -> None:
    entries = entries_of(count, data.draw(st.integers(0, 10**6)))
    size = data.draw(st.integers(1, count))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    nodes, whole = Listed(entries), entries[:size]
    root = rfc9162.mth(whole)
    assert merkle.root(nodes, size) == root
    path = merkle.inclusion(nodes, index, size)
    assert path == rfc9162.path(index, whole)
    assert merkle.proves_inclusion(merkle.leaf_hash(entries[index]), index, size, path, root)
    steps = merkle.consistency(nodes, old, size)
    assert steps == rfc9162.proof(old, whole)
    assert merkle.proves_consistency(old, rfc9162.mth(entries[:old]), size, root, steps)


def damaged(path: list[bytes], data: st.DataObject) -> list[bytes]:
    """The path with one thing wrong, or as it was."""
    what = data.draw(st.sampled_from(["nothing", "bit", "drop", "add", "swap"]))
    if what == "add" or not path:
        place = data.draw(st.integers(0, len(path)))
        return [*path[:place], b"\x07" * 32, *path[place:]]
    place = data.draw(st.integers(0, len(path) - 1))
    found = list(path)
    if what == "bit":
        changed = bytearray(found[place])
        changed[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
        found[place] = bytes(changed)
    elif what == "drop":
        del found[place]
    elif what == "swap":
        found[place], found[0] = found[0], found[place]
    return found


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 70), st.data())
def test_damaged_inclusion_proofs_are_judged_alike(count: int, data: st.DataObject) -> None:
    entries = entries_of(count, data.draw(st.integers(0, 1000)))
    index = data.draw(st.integers(0, count - 1))
    path = damaged(rfc9162.path(index, entries), data)
    told = data.draw(st.sampled_from([index, 0, count - 1, index ^ 1]))
    size = data.draw(st.sampled_from([count, count + 1, max(1, count - 1), count * 2]))
    leaf, root = merkle.leaf_hash(entries[index]), rfc9162.mth(entries)
    ours = merkle.proves_inclusion(leaf, told, size, path, root)
    theirs = told < size and rfc9162.root_by_path(leaf, told, size, path) == root
    assert ours == theirs


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 70), st.data())
def test_damaged_consistency_proofs_are_judged_alike(count: int, data: st.DataObject) -> None:
    entries = entries_of(count, data.draw(st.integers(0, 1000)))
    old = data.draw(st.integers(1, count))
    steps = damaged(rfc9162.proof(old, entries), data)
    told = data.draw(st.sampled_from([old, 1, count, max(1, old - 1)]))
    size = data.draw(st.sampled_from([count, count + 1, count * 2]))
    first, second = rfc9162.mth(entries[:old]), rfc9162.mth(entries)
    ours = merkle.proves_consistency(told, first, size, second, steps)
    theirs = told <= size and rfc9162.roots_by_proof(told, size, steps, first) == (first, second)
    assert ours == theirs


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (9, 3)])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int, size: int) -> None:
    nodes = Listed(entries_of(3, 1))
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion(nodes, index, size)
    assert not merkle.proves_inclusion(b"", index, size, [], b"")


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_a_tree_does_not_shrink(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="does not grow"):
        merkle.consistency(Listed(entries_of(3, 1)), old, new)
    assert not merkle.proves_consistency(old, b"", new, b"", [])
