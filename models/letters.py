"""What others say to a draft of a reply, and how the letter reaches each proposer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class DraftComment(Base):
    """对草稿的意见: one proposer's word on the draft he was shown."""

    __tablename__ = "draft_comment"
    __table_args__ = (
        UniqueConstraint("reply_id", "person_id"),
        CheckConstraint("view IN ('pending', 'agree', 'changes', 'silent')", name="view"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 送出时的姓名
    name: Mapped[str]
    #: 待回复、没有意见、希望修改、未回复
    view: Mapped[str] = mapped_column(default="pending")
    comment: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime | None]


class Countersignature(Base):
    """会签: one co-handling unit's word on one draft of the lead unit."""

    __tablename__ = "countersignature"
    __table_args__ = (
        UniqueConstraint("reply_id", "unit_id"),
        CheckConstraint("view IN ('pending', 'agree', 'reserve', 'silent')", name="view"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 当时的单位全称
    unit_name: Mapped[str]
    #: 待会签、同意、有保留意见、逾期未会签
    view: Mapped[str] = mapped_column(default="pending")
    reservation: Mapped[str] = mapped_column(default="")
    signed_by: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime | None]


class Delivery(Base):
    """送达: one letter to one proposer, on line when it is issued, or on paper as registered."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("mode IN ('online', 'in_person', 'post', 'passed_on')", name="mode"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 送达时的姓名
    name: Mapped[str]
    #: 网上、当面、邮寄、转交
    mode: Mapped[str]
    delivered_on: Mapped[date]
    #: 提案人在网上确认收到的时刻
    read_at: Mapped[datetime | None]
    #: 纸质的：谁签收、谁登记
    received_by: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(default="")
