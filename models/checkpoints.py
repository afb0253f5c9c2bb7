"""The tree over the whole record, and the checkpoints that are signed over it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Leaf(Base):
    """树叶: the place of an event in the tree, given once it is committed.

    Not the event's own number: on PostgreSQL a smaller number may be committed later.
    """

    __tablename__ = "leaf"
    __table_args__ = (CheckConstraint("position >= 0", name="position"),)
    #: from zero, without a gap
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True)
    #: the event's hash, as it was then
    hash: Mapped[str]


class Tile(Base):
    """树的一块: 256 neighbouring hashes; only whole ones are kept, and they never change."""

    __tablename__ = "tile"
    #: 0: hashes of leaves; above: roots of the tiles below
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: 256 hashes of 32 bytes
    hashes: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[bytes] = mapped_column(LargeBinary)


class RecordKey(Base):
    """签名公钥: who signs the checkpoints from a day on. The private half is not in here."""

    __tablename__ = "record_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    #: name, number and public key, as C2SP signed notes write them
    verifier: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    #: a note by the key before; empty for the first, and after a key was lost
    introduction: Mapped[str] = mapped_column(default="")
    #: why there is no introduction, in the words of whoever made the key
    reason: Mapped[str] = mapped_column(default="")


class Checkpoint(Base):
    """检查点: size and root of the tree at one moment, signed."""

    __tablename__ = "checkpoint"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)
    #: how many events, from the first on
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: in hex
    root: Mapped[str]
    made_at: Mapped[datetime]
    key_id: Mapped[int] = mapped_column(ForeignKey("record_key.id"))
    #: the signed note, as anybody may fetch and keep it
    note: Mapped[str]

    @property
    def short_root(self) -> str:
        """The beginning of the root, as it is printed on sheets: 8 hex digits in two groups."""
        return f"{self.root[:4]} {self.root[4:8]}"


class Witnessing(Base):
    """见证: another house has seen this checkpoint and signs that it grew from the last it saw."""

    __tablename__ = "witnessing"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(ForeignKey("checkpoint.size"), index=True)
    #: the witness's public key
    verifier: Mapped[str]
    #: the line of the signed note
    line: Mapped[str] = mapped_column(unique=True)
    taken_at: Mapped[datetime]
