"""延期: a request of the answering unit for a later date, and what was decided."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Extension(Base):
    """延期申请: the old date, the date asked for and the date granted; kept in any case."""

    __tablename__ = "extension"
    __table_args__ = (
        CheckConstraint("decision IS NULL OR decision IN ('granted', 'refused')", name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(until IS NOT NULL) <= (decision = 'granted')", name="until"),
        CheckConstraint("until IS NULL OR until <= asked_until", name="not_beyond"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("handling_task.id"), index=True)
    round: Mapped[int]
    #: 原期限、申请延至
    old_due: Mapped[date]
    asked_until: Mapped[date]
    reason: Mapped[str]
    #: 目前进展、与提案人商量的情况
    work_so_far: Mapped[str]
    told_proposer: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    decision: Mapped[str | None]
    #: 批准延至
    until: Mapped[date | None]
    opinion: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
