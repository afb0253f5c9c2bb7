"""中止计时: days on which the time limits of a case stand still, and who decided so."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Pause(Base):
    """中止: asked for by a unit or made by the office; what was refused is kept too."""

    __tablename__ = "pause"
    __table_args__ = (
        CheckConstraint(
            "ground IN ('policy', 'proceedings', 'proposer_away', 'other')", name="ground"
        ),
        CheckConstraint("decision IS NULL OR decision IN ('granted', 'refused')", name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "(first IS NOT NULL AND last IS NOT NULL AND first <= last) = "
            "(decision IS NOT NULL AND decision = 'granted')",
            name="span",
        ),
        CheckConstraint("last IS NULL OR last <= planned_last", name="not_beyond"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: 申请的承办件；办公室、督查室自己决定的为空
    task_id: Mapped[int | None] = mapped_column(ForeignKey("handling_task.id"), index=True)
    round: Mapped[int]
    ground: Mapped[str]
    reason: Mapped[str]
    #: 申请或者决定时定下的最后一天
    planned_last: Mapped[date]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    decision: Mapped[str | None]
    #: 实际中止的第一天和最后一天；提前恢复的，最后一天随之提前
    first: Mapped[date | None]
    last: Mapped[date | None]
    opinion: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
    #: 本案的期限已经随之重算、提案人已经通知
    applied_at: Mapped[datetime | None]
    #: 提前恢复的日期和人
    resumed_on: Mapped[date | None]
    resumed_by: Mapped[str] = mapped_column(default="")
