"""Witnessing: one house countersigns the checkpoints of another, after seeing that they grew.

What is handed over is C2SP's form of a witness request, so that other witnesses take it too:

    old 20113                the size the witness has seen last; 0 the first time
    <base64 hash>            the consistency proof, a line a hash
                             (empty)
    <the checkpoint, a signed note>
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint
from workflow import merkle
from workflow.checkpoints import Statement, read_statement
from workflow.signednote import Note, NoteError, Signer, Verifier, read_note
from workflow.treestore import TreeStore


class NotWitnessed(Exception):
    """Why a checkpoint is not countersigned; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A checkpoint, and the proof that it grew from an older one."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    said: Statement

    def __str__(self) -> str:
        lines = [f"old {self.old}", *(base64.b64encode(one).decode() for one in self.proof)]
        return "\n".join(lines) + f"\n\n{self.note}"


def growth(session: Session, old: int, newest: Checkpoint) -> Growth:
    """The newest checkpoint with the proof that the tree of that size is its beginning.

    ValueError when there was never so small, or there is not yet so large a tree.
    """
    note = read_note(newest.note)
    proof = merkle.consistency(TreeStore(session), old, newest.size) if old else []
    return Growth(old, tuple(proof), note, read_statement(note))


def read_growth(text: str) -> Growth:
    """What somebody hands over to be witnessed; a checkpoint alone is one that begins at 0."""
    proof: list[bytes] = []
    old = 0
    if text.startswith("old "):
        head, gap, text = text.partition("\n\n")
        first, *hashes = head.split("\n")
        try:
            old = int(first.removeprefix("old "))
            proof = [base64.b64decode(one, validate=True) for one in hashes]
        except (ValueError, binascii.Error):
            raise NoteError("增长证明写法不对：第一行是 old 和件数，以后每行一个散列。") from None
        if not gap or old < 0 or any(len(one) != 32 for one in proof):
            raise NoteError("增长证明写法不对：第一行是 old 和件数，以后每行一个散列。")
    note = read_note(text)
    return Growth(old, tuple(proof), note, read_statement(note))


def countersign(
    handed: Growth, trusted: Verifier, before: Statement | None, witness: Signer, seen_at: int
) -> Note:
    """The checkpoint with our line added; `before` is the one of that house we signed last.

    NotWitnessed when it is not signed by the trusted key, or did not grow from the one before.
    """
    said = handed.said
    if said.origin != trusted.name or not handed.note.signed_by(trusted):
        raise NotWitnessed("这个检查点不是给出的公钥签署的，不予见证。")
    if before is not None:
        if said.size < before.size:
            raise NotWitnessed(
                f"上次见证的有 {before.size} 条，这次只有 {said.size} 条：记录退回去了，不予见证。"
            )
        if said.size == before.size:
            grew = said.root == before.root
        elif handed.old != before.size:
            raise NotWitnessed(
                f"上次见证的有 {before.size} 条，请取从 {before.size} 条算起的增长证明。"
            )
        else:
            grew = merkle.proves_consistency(
                before.size, before.root, said.size, said.root, handed.proof
            )
        if not grew:
            raise NotWitnessed(
                f"前 {before.size} 条和上次见证的对不上：记录被改写过，不予见证。"
                "请保存这两份检查点。"
            )
    line = witness.sign(handed.note.text, seen_at=seen_at)
    return Note(handed.note.text, (*handed.note.signatures, line))
