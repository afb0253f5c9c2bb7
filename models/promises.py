"""承诺事项: what a reply promised for later, followed until it is kept or given up."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit
from models.replies import Reply
from models.subjects import Subject


class Promise(Subject):
    """承诺事项: one answer 列入计划 of one reply, with its date."""

    __tablename__ = "promise"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR outcome IN ('kept', 'broken')", name="outcome"),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    #: the letter that made the promise
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 作出承诺时的单位全称
    unit_name: Mapped[str]
    #: 第几条建议
    suggestion_no: Mapped[int]
    #: 建议原文 and 承诺内容, as they stood in the letter
    suggestion: Mapped[str]
    measure: Mapped[str]
    #: 承诺的完成时限；调整过的为新的时限
    promised_on: Mapped[date]
    #: 调整过几次时限
    moved: Mapped[int] = mapped_column(default=0)
    #: 申请调整到哪一天
    asked_on: Mapped[date | None]
    #: 兑现、未能兑现；还在办的为空
    outcome: Mapped[str | None]
    kept_on: Mapped[date | None]
    #: the second letter, once the last promise of the first was kept
    second_letter_id: Mapped[int | None] = mapped_column(ForeignKey("second_letter.id"))

    unit: Mapped[HandlingUnit] = relationship()
    reply: Mapped[Reply] = relationship()
    notes: Mapped[list[PromiseNote]] = relationship(order_by="PromiseNote.id")
    second_letter: Mapped[SecondLetter | None] = relationship()

    __mapper_args__ = {"polymorphic_identity": "promise"}


class PromiseNote(Base):
    """What somebody told of a promise: the unit's progress, the proposer's view, a look back."""

    __tablename__ = "promise_note"
    __table_args__ = (
        CheckConstraint("kind IN ('progress', 'view', 'look_back')", name="kind"),
        CheckConstraint(
            "finding IS NULL OR finding IN ('done', 'on_time', 'behind', 'not_begun')",
            name="finding",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    kind: Mapped[str]
    #: 谁说的，当时的姓名
    name: Mapped[str]
    text: Mapped[str]
    #: of a look back: what was found, and when one went to see
    finding: Mapped[str | None]
    held_on: Mapped[date | None]
    at: Mapped[datetime]


class SecondLetter(Base):
    """再次答复: the promise is kept, the class becomes A; the first letter stays as it was."""

    __tablename__ = "second_letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), index=True)
    doc_no: Mapped[str]
    body: Mapped[str]
    drafter: Mapped[str]
    #: empty until it is signed
    signer: Mapped[str] = mapped_column(default="")
    contact_person: Mapped[str]
    contact_phone: Mapped[str]
    drafted_at: Mapped[datetime]
    #: 成文日期
    issued_on: Mapped[date | None]
