"""社情民意信息 and 意见建议: what members report, what became of it, and the issues (专报)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit
from models.subjects import Subject


class SocialOpinion(Subject):
    """社情民意信息 or 意见建议: one matter, with its facts, its causes and what to do."""

    __tablename__ = "social_opinion"
    __table_args__: Any = (
        CheckConstraint("opinion_kind IN ('information', 'suggestion')", name="opinion_kind"),
        CheckConstraint("addressee IN ('county', 'township', 'unit')", name="addressee"),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    #: 社情民意信息、意见建议
    opinion_kind: Mapped[str]
    #: 意见建议向谁提：县里、乡镇、单位；以及写的是谁
    addressee: Mapped[str | None]
    addressee_name: Mapped[str] = mapped_column(default="")
    background: Mapped[str] = mapped_column(default="")
    analysis: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None]
    #: 办公室答复提出人的时间：采用、未采用、转提案、交单位
    answered_at: Mapped[datetime | None]
    #: 未采用的理由
    refusal: Mapped[str] = mapped_column(default="")
    #: 交哪个单位办理，当时的全称，何时反馈
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    unit_name: Mapped[str] = mapped_column(default="")
    #: 办理反馈
    result: Mapped[str] = mapped_column(default="")

    unit: Mapped[HandlingUnit | None] = relationship()
    uses: Mapped[list[OpinionUse]] = relationship(order_by="OpinionUse.id")

    __mapper_args__ = {"polymorphic_identity": "social_opinion"}


class OpinionUse(Base):
    """采用、报送、批示的一次: each level of use by itself, with its date and what proves it."""

    __tablename__ = "opinion_use"
    __table_args__ = (
        CheckConstraint(
            "use IN ('issue', 'merged', 'forwarded', 'adopted', 'instruction')", name="use"
        ),
        CheckConstraint("level IN ('county', 'prefecture', 'region', 'nation')", name="level"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("social_opinion.id"), index=True)
    #: 单篇采用、综合采用、向上报送、上级采用、领导批示
    use: Mapped[str]
    #: 县、地区、自治区、全国
    level: Mapped[str]
    used_on: Mapped[date]
    #: 刊物和期号、批示的领导
    source: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class OpinionIssue(Subject):
    """社情民意专报的一期: edited text; what the writers sent stays as it was."""

    __tablename__ = "opinion_issue"
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    text: Mapped[str] = mapped_column(default="")
    #: 主送、抄送
    main_to: Mapped[str] = mapped_column(default="")
    copies_to: Mapped[str] = mapped_column(default="")
    #: 编辑、签发
    editor: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]

    items: Mapped[list[OpinionIssueItem]] = relationship(
        order_by="OpinionIssueItem.no", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"polymorphic_identity": "opinion_issue"}


class OpinionIssueItem(Base):
    """编入一期的一件."""

    __tablename__ = "opinion_issue_item"
    __table_args__ = (UniqueConstraint("issue_id", "opinion_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("opinion_issue.id"), index=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("social_opinion.id"), index=True)
    no: Mapped[int]

    opinion: Mapped[SocialOpinion] = relationship()
