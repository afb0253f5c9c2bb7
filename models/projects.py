"""民生实事项目: application, progress month by month, inspection, appraisal."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Numeric, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit
from models.subjects import Subject

partner_unit = Table(
    "partner_unit",
    Base.metadata,
    Column("project_id", ForeignKey("livelihood_project.id"), primary_key=True),
    Column("unit_id", ForeignKey("handling_unit.id"), primary_key=True),
)


class LivelihoodProject(Subject):
    """民生实事项目."""

    __tablename__ = "livelihood_project"
    __table_args__ = (CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),)
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    place: Mapped[str] = mapped_column(default="")
    #: 群众诉求
    need: Mapped[str] = mapped_column(default="")
    #: 目标任务，写成可以核对的数量
    goal: Mapped[str] = mapped_column(default="")
    beneficiaries: Mapped[int | None]
    #: 概算，万元
    budget: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    fund_source: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None]
    group_outcome: Mapped[str | None]
    group_opinion: Mapped[str] = mapped_column(default="")
    #: 票决情况
    ballot: Mapped[str] = mapped_column(default="")
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 立项时责任单位和配合单位的全称
    lead_unit_name: Mapped[str] = mapped_column(default="")
    partner_unit_names: Mapped[list[Any]] = mapped_column(default=list)
    start_plan: Mapped[date | None]
    finish_plan: Mapped[date | None]
    #: 形象进度，%
    progress: Mapped[int] = mapped_column(default=0)
    contact_person: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    extensions: Mapped[int] = mapped_column(default=0)

    lead_unit: Mapped[HandlingUnit | None] = relationship(foreign_keys=[lead_unit_id])
    partner_units: Mapped[list[HandlingUnit]] = relationship(
        secondary=partner_unit, order_by=HandlingUnit.id
    )
    reports: Mapped[list[ProgressReport]] = relationship(order_by="ProgressReport.id")
    inspections: Mapped[list[Inspection]] = relationship(order_by="Inspection.id")
    appraisals: Mapped[list[Appraisal]] = relationship(order_by="Appraisal.id")

    __mapper_args__ = {"polymorphic_identity": "livelihood_project"}


class ProgressReport(Base):
    """进度报告."""

    __tablename__ = "progress_report"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    percent: Mapped[int]
    #: 累计完成投资，万元
    spent: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    text: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[datetime]


class Inspection(Base):
    """验收."""

    __tablename__ = "inspection"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    held_on: Mapped[date]
    inspectors: Mapped[str]
    passed: Mapped[bool]
    opinion: Mapped[str]
    #: 遗留事项
    remaining: Mapped[str] = mapped_column(default="")
    rectify_by: Mapped[date | None]
    recorded_at: Mapped[datetime]


class Appraisal(Base):
    """满意度测评: counted on all who should take part, not on those who answered."""

    __tablename__ = "appraisal"
    __table_args__ = (
        CheckConstraint("satisfied + basic + dissatisfied <= turnout", name="turnout"),
        CheckConstraint("outcome IN ('satisfied', 'basic', 'dissatisfied')", name="outcome"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    turnout: Mapped[int]
    satisfied: Mapped[int]
    basic: Mapped[int]
    dissatisfied: Mapped[int]
    outcome: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
