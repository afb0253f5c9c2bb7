"""What happens to a project while it is carried out: reports, visits, acceptance, appraisal."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ProgressReport(Base):
    """月报: written by one person of the unit, checked by a second, and then the unit's word."""

    __tablename__ = "progress_report"
    __table_args__ = (
        CheckConstraint("status IN ('drafted', 'sent', 'refused', 'returned')", name="status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    #: 哪一个月，2026-07
    month: Mapped[str] = mapped_column(default="")
    #: 待审核、已报送、单位内退回、办公室退回
    status: Mapped[str] = mapped_column(default="sent")
    percent: Mapped[int]
    #: 累计完成投资，万元
    spent: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    #: 本月工作
    text: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    next_plan: Mapped[str] = mapped_column(default="")
    #: 写明的实际开工日期和完成的节点；审核以后才算数
    started_on: Mapped[date | None]
    done: Mapped[list[Any]] = mapped_column(default=list)
    #: 报送人和审核人当时的姓名
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    reporter: Mapped[str] = mapped_column(default="")
    checker: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    return_reason: Mapped[str] = mapped_column(default="")
    #: the instant of its event: by it its photos are found
    reported_at: Mapped[datetime]


class SiteVisit(Base):
    """视察、督查: what was seen on the spot, and what is to be put right by when."""

    __tablename__ = "site_visit"
    __table_args__ = (
        UniqueConstraint("project_id", "no"),
        CheckConstraint("kind IN ('inspection', 'supervision')", name="kind"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    no: Mapped[int]
    kind: Mapped[str]
    visited_on: Mapped[date]
    visitors: Mapped[str]
    findings: Mapped[str]
    #: 要整改什么、何时改好；没有要整改的为空
    rectification: Mapped[str] = mapped_column(default="")
    rectify_by: Mapped[date | None]
    #: 单位报告整改，复查的人确认
    report: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[date | None]
    #: 整改逾期，告诉单位和办公室的日子
    told_on: Mapped[date | None]
    closing: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    #: 谁登记、谁确认，当时的姓名
    by: Mapped[str]
    closed_by: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]

    @property
    def open(self) -> bool:
        """Whether something is still to be put right, or to be looked at again."""
        return self.rectify_by is not None and self.closed_on is None


class Inspection(Base):
    """验收."""

    __tablename__ = "inspection"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    held_on: Mapped[date]
    inspectors: Mapped[str]
    passed: Mapped[bool]
    opinion: Mapped[str]
    #: 逐项结果：{"item", "result", "note"}
    items: Mapped[list[Any]] = mapped_column(default=list)
    #: 遗留事项，逐项写在 remaining_item
    remaining: Mapped[str] = mapped_column(default="")
    rectify_by: Mapped[date | None]
    recorded_at: Mapped[datetime]


class RemainingItem(Base):
    """遗留事项: stays open, whatever becomes of the project, until somebody has confirmed it."""

    __tablename__ = "remaining_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date]
    report: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str] = mapped_column(default="")


class Appraisal(Base):
    """满意度测评: secret, counts alone; on all who should take part, not on those who answered."""

    __tablename__ = "appraisal"
    __table_args__ = (
        CheckConstraint("satisfied + basic + dissatisfied <= turnout", name="turnout"),
        CheckConstraint("outcome IN ('satisfied', 'basic', 'dissatisfied')", name="outcome"),
        CheckConstraint("body IN ('deputies', 'members', 'beneficiaries')", name="body"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    #: 人大代表、政协委员、受益人
    body: Mapped[str] = mapped_column(default="deputies")
    turnout: Mapped[int]
    satisfied: Mapped[int]
    basic: Mapped[int]
    dissatisfied: Mapped[int]
    outcome: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
