"""Proofs for one event: what somebody needs to hold to show that it is in the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint, Leaf
from models.queries import checkpoints as queries
from workflow import merkle
from workflow.checkpoints import read_checkpoint
from workflow.signednote import NoteError, read_verifier
from workflow.treestore import TreeStore, leaf_data


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The hash of an event, its place, and the path from there to a signed root."""

    event_hash: str
    position: int
    path: tuple[bytes, ...]
    #: the signed note; whoever has the public key needs nothing else
    checkpoint: str

    def holds(self) -> bool:
        """Whether the path leads to the root that the checkpoint names; no signature is asked."""
        try:
            _note, said = read_checkpoint(self.checkpoint)
        except NoteError:
            return False
        leaf = merkle.leaf_hash(leaf_data(self.event_hash))
        return merkle.proves_inclusion(leaf, self.position, said.size, self.path, said.root)

    def plain(self) -> dict[str, Any]:
        """As it is written into a file."""
        return {
            "event": self.event_hash,
            "position": self.position,
            "path": [one.hex() for one in self.path],
        }


def inclusion_of(session: Session, event_id: int) -> Inclusion | None:
    """The proof for that event in the newest checkpoint; none before it is sealed.

    ValueError or IndexError when the tree is damaged: then `audit verify` says where.
    """
    leaf, newest = queries.leaf_of(session, event_id), queries.newest_checkpoint(session)
    if leaf is None or newest is None:
        return None
    return _proof(TreeStore(session), leaf, newest)


def inclusions(session: Session, subject_ids: Collection[int]) -> list[Inclusion]:
    """The proofs of all sealed events of these subjects, in the order of the tree."""
    newest = queries.newest_checkpoint(session)
    if newest is None:
        return []
    store = TreeStore(session)
    return [_proof(store, leaf, newest) for leaf, _ in queries.leaves_of(session, subject_ids)]


def _proof(store: TreeStore, leaf: Leaf, newest: Checkpoint) -> Inclusion:
    path = merkle.inclusion(store, leaf.position, newest.size)
    return Inclusion(leaf.hash, leaf.position, tuple(path), newest.note)


def inclusion_faults(session: Session, subject_ids: Collection[int]) -> Iterator[str]:
    """What is wrong between these subjects' events and the newest checkpoint; the first first."""
    newest = queries.newest_checkpoint(session)
    if newest is None:
        return
    try:
        note, said = read_checkpoint(newest.note)
        keys = {one.id: one.verifier for one in queries.record_keys(session)}
        signed = note.signed_by(read_verifier(keys.get(newest.key_id, "")))
    except NoteError:
        signed = None
    if signed is None:
        yield f"{newest.size} 条的检查点被改动，或者签名不对"
        return
    store = TreeStore(session)
    for leaf, now in queries.leaves_of(session, subject_ids):
        if leaf.hash != now:
            yield f"第 {leaf.position + 1} 条（事件 {leaf.event_id}）签署以后被改写"
            return
        try:
            path = merkle.inclusion(store, leaf.position, said.size)
        except (IndexError, ValueError):
            path = []
        proven = merkle.leaf_hash(leaf_data(now))
        if not merkle.proves_inclusion(proven, leaf.position, said.size, path, said.root):
            yield f"第 {leaf.position + 1} 条（事件 {leaf.event_id}）和签署的树根对不上"
            return
