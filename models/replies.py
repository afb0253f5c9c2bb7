"""答复: the letter of one unit in one round, answering each suggestion."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.letters import Countersignature, Delivery, DraftComment


class Reply(Base):
    """答复: one version of it. A later version never overwrites an earlier one, nor does a round.

    shown: 征求意见稿, as the proposers saw it; drafted, checked, sent: how far it has come;
    returned and issued: what became of it.
    """

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint("reply_class IN ('A', 'B', 'C')", name="reply_class"),
        CheckConstraint(
            "confirmed_class IS NULL OR confirmed_class IN ('A', 'B', 'C')", name="confirmed_class"
        ),
        CheckConstraint(
            "status IN ('shown', 'drafted', 'checked', 'sent', 'returned', 'issued')", name="status"
        ),
        CheckConstraint("(status = 'issued') = (issued_on IS NOT NULL)", name="issued"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("handling_task.id"), index=True)
    round: Mapped[int]
    #: 发文字号；签发以前可以没有
    doc_no: Mapped[str] = mapped_column(default="")
    #: 结果类别的口径，如 ABC2024；不同地方 A/B/C 的含义不同
    class_scheme: Mapped[str] = mapped_column(default="ABC2024")
    #: 单位所定的结果类别
    reply_class: Mapped[str]
    #: 审核时更正的结果类别和理由；没有更正的为空
    confirmed_class: Mapped[str | None]
    class_reason: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    contact_person: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    #: 公开属性
    publicity: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="drafted")
    #: 拟稿、核稿、签发：谁在何时；姓名是当时的，以后人事变动不改
    drafter_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    drafter: Mapped[str] = mapped_column(default="")
    drafted_at: Mapped[datetime]
    checker_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    checker: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    #: 在系统里签发的账号；在纸上签发的，是登记的账号
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    signer: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    #: 纸质签发，由单位登记
    on_paper: Mapped[bool] = mapped_column(default=False)
    #: 谁退回、为什么
    returned_by: Mapped[str] = mapped_column(default="")
    return_reason: Mapped[str] = mapped_column(default="")
    #: 与本单位另一件答复相同的百分数，和那一件；只提醒，不拦
    likeness: Mapped[int | None]
    like_id: Mapped[int | None] = mapped_column(ForeignKey("reply.id"))
    #: 成文日期
    issued_on: Mapped[date | None]

    answers: Mapped[list[ReplyAnswer]] = relationship(
        order_by="ReplyAnswer.no", cascade="all, delete-orphan"
    )
    comments: Mapped[list[DraftComment]] = relationship(order_by=DraftComment.id)
    countersignatures: Mapped[list[Countersignature]] = relationship(order_by=Countersignature.id)
    deliveries: Mapped[list[Delivery]] = relationship(order_by=Delivery.id)

    @property
    def final_class(self) -> str:
        """The class that counts: as corrected, or else as the unit gave it."""
        return self.confirmed_class or self.reply_class

    @property
    def text(self) -> str:
        """Everything the unit has written, to be compared with other letters."""
        return "\n".join([self.body, *(answer.measure for answer in self.answers)])


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
