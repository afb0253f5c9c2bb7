"""答复: the letter of one unit in one round, answering each suggestion."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Reply(Base):
    """答复: drafted by the unit, checked by the office, then issued; rounds are kept for ever."""

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint("reply_class IN ('A', 'B', 'C')", name="reply_class"),
        CheckConstraint("status IN ('sent', 'returned', 'issued')", name="status"),
        CheckConstraint("(status = 'issued') = (issued_on IS NOT NULL)", name="issued"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("handling_task.id"), index=True)
    round: Mapped[int]
    #: 发文字号
    doc_no: Mapped[str]
    #: 结果类别的口径，如 ABC2024；不同地方 A/B/C 的含义不同
    class_scheme: Mapped[str] = mapped_column(default="ABC2024")
    reply_class: Mapped[str]
    body: Mapped[str]
    signer: Mapped[str]
    contact_person: Mapped[str]
    contact_phone: Mapped[str]
    #: 公开属性
    publicity: Mapped[str]
    #: 报送、退回、发出
    status: Mapped[str] = mapped_column(default="sent")
    sent_at: Mapped[datetime]
    #: 成文日期
    issued_on: Mapped[date | None]

    answers: Mapped[list[ReplyAnswer]] = relationship(
        order_by="ReplyAnswer.no", cascade="all, delete-orphan"
    )


class ReplyAnswer(Base):
    """逐条答复: what becomes of one numbered suggestion."""

    __tablename__ = "reply_answer"
    __table_args__ = (
        UniqueConstraint("reply_id", "no"),
        CheckConstraint("verdict IN ('adopted', 'partly', 'planned', 'not')", name="verdict"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), index=True)
    no: Mapped[int]
    #: 采纳、部分采纳、列入计划、未采纳
    verdict: Mapped[str]
    measure: Mapped[str]
    #: 列入计划的完成时限
    due_on: Mapped[date | None]
