"""沟通记录: what a unit says it talked about with the proposers, and what they say to that."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.files import Attachment

#: 佐证材料
contact_evidence = Table(
    "contact_evidence",
    Base.metadata,
    Column("contact_id", ForeignKey("contact.id"), primary_key=True),
    Column("attachment_id", ForeignKey("attachment.id"), primary_key=True),
)


class Contact(Base):
    """One dated contact; never edited: a correction is a record of its own."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("proposal_id", "no"),
        CheckConstraint("stage IN ('before', 'during', 'after')", name="stage"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("handling_task.id"), index=True)
    #: 本案第几次
    no: Mapped[int]
    #: 办前、办中、办后
    stage: Mapped[str]
    mode: Mapped[str]
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    #: 单位参加人，以及其中职务最高的一级
    unit_persons: Mapped[str]
    leader_level: Mapped[str | None]
    summary: Mapped[str]
    #: 记录人
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
    #: the earlier record that this one puts right, and why
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    correction_reason: Mapped[str] = mapped_column(default="")

    voices: Mapped[list[ContactVoice]] = relationship(order_by="ContactVoice.id")
    evidence: Mapped[list[Attachment]] = relationship(
        secondary=contact_evidence, order_by=Attachment.id
    )


class ContactVoice(Base):
    """提案人一方: a proposer who is said to have taken part, and what he says himself."""

    __tablename__ = "contact_voice"
    __table_args__ = (
        UniqueConstraint("contact_id", "person_id"),
        CheckConstraint(
            "answer IS NULL OR answer IN ('confirmed', 'differs', 'not_held')", name="answer"
        ),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 沟通时的姓名
    name: Mapped[str]
    #: 属实、记录有出入、没有这次沟通；没有答复的为空
    answer: Mapped[str | None]
    words: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
