"""评价: what each proposer says of the handling, on the screen or on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.files import Attachment

#: 纸质征询意见表的扫描件
paper_scan = Table(
    "paper_scan",
    Base.metadata,
    Column("form_id", ForeignKey("paper_form.id"), primary_key=True),
    Column("attachment_id", ForeignKey("attachment.id"), primary_key=True),
)


class Evaluation(Base):
    """评价: one proposer's own judgement of one round. Append-only: a change is a new version."""

    __tablename__ = "evaluation"
    __table_args__ = (
        UniqueConstraint("proposal_id", "round", "person_id", "version"),
        CheckConstraint("attitude IN ('satisfied', 'basic', 'dissatisfied')", name="attitude"),
        CheckConstraint("result IN ('satisfied', 'basic', 'dissatisfied')", name="result"),
        CheckConstraint(
            "(attitude <> 'dissatisfied' AND result <> 'dissatisfied') OR comment <> ''",
            name="reason_if_dissatisfied",
        ),
        CheckConstraint("(channel = 'paper') = (paper_form_id IS NOT NULL)", name="channel"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    round: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 第几次填写；更正另记一次
    version: Mapped[int] = mapped_column(default=1)
    #: 评价时的姓名
    name: Mapped[str]
    met_how: Mapped[str]
    attitude: Mapped[str]
    result: Mapped[str]
    targeted: Mapped[str | None]
    #: 承诺是否明确
    promises_clear: Mapped[str | None]
    #: 提案人看到的采纳情况：建议序号到 adopted、partly、not
    adoption: Mapped[dict[str, Any]] = mapped_column(default=dict)
    comment: Mapped[str] = mapped_column(default="")
    #: 更正的理由；是否有人劝说，只有办公室看得到
    change_reason: Mapped[str] = mapped_column(default="")
    urged: Mapped[str | None]
    #: 在线、纸质
    channel: Mapped[str] = mapped_column(default="online")
    paper_form_id: Mapped[int | None] = mapped_column(ForeignKey("paper_form.id"), index=True)
    filed_at: Mapped[datetime]

    paper_form: Mapped[PaperForm | None] = relationship()


class PaperForm(Base):
    """纸质征询意见表: typed in by one clerk, compared with the scan by another, then counted."""

    __tablename__ = "paper_form"
    __table_args__ = (
        CheckConstraint(
            "status IN ('entered', 'confirmed', 'rejected', 'disputed')", name="status"
        ),
        CheckConstraint("(status = 'entered') = (decided_at IS NULL)", name="decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    round: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    received_on: Mapped[date]
    #: the answers as the clerk read them, by the names of the fields
    answers: Mapped[dict[str, Any]]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    #: 待复核、复核无误、退回、提案人有异议
    status: Mapped[str] = mapped_column(default="entered")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    scans: Mapped[list[Attachment]] = relationship(secondary=paper_scan, order_by=Attachment.id)


class EvaluationAlert(Base):
    """评价提醒: an evaluation came from where somebody of a handling unit had signed in."""

    __tablename__ = "evaluation_alert"
    __table_args__ = (CheckConstraint("kind IN ('device', 'browser', 'address')", name="kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    #: 同一设备、同一浏览器和网络、同一网络
    kind: Mapped[str]
    #: 单位的账号，当时的姓名和单位
    unit_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    unit_user_name: Mapped[str]
    unit_name: Mapped[str]
    #: 那个账号在该处登录的时刻
    signed_in_at: Mapped[datetime]
    raised_at: Mapped[datetime]

    evaluation: Mapped[Evaluation] = relationship()


class Mediation(Base):
    """当面协商: convened with date, place and people; then what was said and agreed."""

    __tablename__ = "mediation"
    __table_args__ = (CheckConstraint("(record = '') = (recorded_at IS NULL)", name="recorded"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    round: Mapped[int]
    meets_on: Mapped[date]
    place: Mapped[str]
    invited: Mapped[str]
    convened_by: Mapped[str]
    convened_at: Mapped[datetime]
    held_on: Mapped[date | None]
    attended: Mapped[str] = mapped_column(default="")
    record: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime | None]


class ProposalRating(Base):
    """提案质量评价: what a unit thinks of the proposal it has answered."""

    __tablename__ = "proposal_rating"
    __table_args__ = (
        UniqueConstraint("proposal_id", "round", "unit_id"),
        CheckConstraint("quality IN ('good', 'fair', 'poor')", name="quality"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    round: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    unit_name: Mapped[str]
    quality: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    rated_at: Mapped[datetime]


class LoginTrace(Base):
    """登录痕迹: from where somebody of a unit has signed in; keyed marks, not addresses."""

    __tablename__ = "login_trace"
    __table_args__ = (UniqueConstraint("user_id", "address", "browser", "device"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    address: Mapped[str] = mapped_column(index=True)
    browser: Mapped[str]
    device: Mapped[str] = mapped_column(index=True)
    #: the last time
    seen_at: Mapped[datetime] = mapped_column(index=True)
