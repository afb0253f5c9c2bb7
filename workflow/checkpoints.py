"""Checkpoints: size and root of the tree over the whole record, signed, in C2SP's form.

    云岭县政协                        whose record it is; also the name of the key
    20114                             how many events
    qB0b…=                            the root, base64
    made 2026-11-26T10:00:00.000000Z  when, by the clock of the server

A checkpoint is only signed over a tree that grew from the last one, and never at an earlier hour.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint, RecordKey
from models.queries import checkpoints as queries
from workflow import merkle
from workflow.chainwords import PATIENCE
from workflow.history import instant
from workflow.signednote import Note, NoteError, Signer, read_note
from workflow.treestore import TreeStore, grow

_MADE = "made "
_CORRECTED = "clock corrected "


class NotSigned(Exception):
    """Why no checkpoint is signed; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes
    made_at: datetime | None = None
    #: why the clock is behind that of an earlier checkpoint, in somebody's words
    correction: str = ""

    def text(self) -> str:
        """The text that is signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode()]
        if self.made_at is not None:
            lines.append(_MADE + instant(self.made_at))
        if self.correction:
            lines.append(_CORRECTED + self.correction)
        return "\n".join(lines) + "\n"


def read_statement(note: Note) -> Statement:
    """What the text of a note says; NoteError when it is no checkpoint."""
    lines = note.text.split("\n")
    try:
        size, root = int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError, binascii.Error):
        raise NoteError("这不是检查点：第二行应是件数，第三行应是树根。") from None
    if not lines[0] or str(size) != lines[1] or size < 1 or len(root) != 32:
        raise NoteError("这不是检查点：第二行应是件数，第三行应是树根。")
    corrected = [one for one in lines[3:] if one.startswith(_CORRECTED)]
    words = corrected[0].removeprefix(_CORRECTED) if corrected else ""
    return Statement(lines[0], size, root, _made(lines[3:]), words)


def _made(lines: list[str]) -> datetime | None:
    for line in lines:
        if line.startswith(_MADE):
            try:
                return datetime.strptime(line, _MADE + "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
            except ValueError:
                raise NoteError("检查点的时刻写法不对。") from None
    return None


def read_checkpoint(text: str) -> tuple[Note, Statement]:
    """A checkpoint somebody kept; NoteError when it is none. Its signatures are not verified."""
    note = read_note(text)
    return note, read_statement(note)


def seal(
    session: Session, signer: Signer, now: datetime, *, correction: str = ""
) -> Checkpoint | None:
    """Take every committed event into the tree and sign it; none when nothing is new.

    NotSigned when the tree did not grow from the last checkpoint, the key is not the one in use,
    or the clock was set back. A `correction` says why it was, and is signed with the rest.
    """
    size = grow(session)
    last = queries.newest_checkpoint(session)
    if size == (last.size if last else 0):
        return None
    keys = queries.record_keys(session)
    if not keys or keys[-1].verifier != str(signer.verifier):
        raise NotSigned("签名密钥和库里登记的不是同一把，没有签署。")
    store = TreeStore(session)
    if last:
        if now < last.made_at - PATIENCE and not correction:
            raise NotSigned(
                f"服务器的时钟比上一个检查点（{instant(last.made_at)}）还早，没有签署。请校准时钟；"
                "原来走快了的，运行 jianyan audit checkpoint --clock-corrected 写明缘由。"
            )
        if size < last.size or merkle.root(store, last.size).hex() != last.root:
            raise NotSigned(
                f"现有记录和上一个检查点（{last.size} 条）对不上，没有签署。"
                "请运行 jianyan audit verify 。"
            )
    statement = Statement(
        signer.name, size, merkle.root(store, size), now, " ".join(correction.split())
    )
    text = statement.text()
    row = Checkpoint(
        size=size,
        root=statement.root.hex(),
        made_at=now,
        key_id=keys[-1].id,
        note=str(Note(text, (signer.sign(text),))),
    )
    session.add(row)
    session.flush()
    return row


def introduce(
    session: Session, new: Signer, now: datetime, *, by: Signer | None = None, reason: str = ""
) -> RecordKey:
    """Let a new key sign from now on; `by` is the one before, which introduces it."""
    introduction = ""
    if by is not None:
        text = introduction_text(by.verifier.name, str(new.verifier))
        introduction = str(Note(text, (by.sign(text), new.sign(text))))
    row = RecordKey(
        verifier=str(new.verifier), made_at=now, introduction=introduction, reason=reason
    )
    session.add(row)
    session.flush()
    return row


def introduction_text(name: str, verifier: str) -> str:
    """What the old key signs when it hands over."""
    return f"{name}\nnext key\n{verifier}\n"
