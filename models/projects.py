"""民生实事项目: application, plan, progress month by month, acceptance, appraisal.

One table for both kinds: what the government carries out after a ballot, and what a member or a
liaison group gets done (办一件实事).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Numeric, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit, LiaisonGroup
from models.projectwork import Appraisal, Inspection, ProgressReport, RemainingItem, SiteVisit
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
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
        CheckConstraint("project_kind IN ('government', 'own')", name="project_kind"),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    #: 县政府民生实事, or 委员、联络组办一件实事
    project_kind: Mapped[str] = mapped_column(default="government")
    #: 哪一次征集
    call_id: Mapped[int | None] = mapped_column(ForeignKey("project_call.id"), index=True)
    #: 办公室录入的，从哪里来
    source: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    #: 乡镇，按乡镇联络组分
    town_id: Mapped[int | None] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    #: 群众诉求
    need: Mapped[str] = mapped_column(default="")
    #: 目标任务，写成可以核对的数量
    goal: Mapped[str] = mapped_column(default="")
    beneficiaries: Mapped[int | None]
    #: 总投资，万元
    budget: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    #: 本年投资，万元
    budget_year: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    fund_source: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime | None]
    group_outcome: Mapped[str | None]
    group_opinion: Mapped[str] = mapped_column(default="")
    #: 论证筛选：普遍、公益、可行、资金各有一问
    universality: Mapped[str | None]
    public_benefit: Mapped[str | None]
    feasibility: Mapped[str | None]
    money_secured: Mapped[str | None]
    examination_opinion: Mapped[str] = mapped_column(default="")
    #: 票决情况
    ballot: Mapped[str] = mapped_column(default="")
    #: 责任领导和他当时的姓名
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    leader_name: Mapped[str] = mapped_column(default="")
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 立项时责任单位和配合单位的全称
    lead_unit_name: Mapped[str] = mapped_column(default="")
    partner_unit_names: Mapped[list[Any]] = mapped_column(default=list)
    start_plan: Mapped[date | None]
    finish_plan: Mapped[date | None]
    #: 立项、签收、实际开工、实际完成
    listed_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    started_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    #: 形象进度，%：审核以后、没有退回的最近一期月报所报
    progress: Mapped[int] = mapped_column(default=0)
    #: 缺哪一个月的月报，告诉过单位、告诉过办公室
    missing_told: Mapped[str] = mapped_column(default="")
    missing_raised: Mapped[str] = mapped_column(default="")
    #: 遗留事项里最早的期限
    remaining_due: Mapped[date | None]
    #: 结转到哪一年
    carried_to: Mapped[int | None]
    contact_person: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    extensions: Mapped[int] = mapped_column(default=0)

    lead_unit: Mapped[HandlingUnit | None] = relationship(foreign_keys=[lead_unit_id])
    town: Mapped[LiaisonGroup | None] = relationship(foreign_keys=[town_id])
    call: Mapped[ProjectCall | None] = relationship(foreign_keys=[call_id])
    partner_units: Mapped[list[HandlingUnit]] = relationship(
        secondary=partner_unit, order_by=HandlingUnit.id
    )
    milestones: Mapped[list[Milestone]] = relationship(
        order_by="Milestone.no", cascade="all, delete-orphan"
    )
    funds: Mapped[list[ProjectFund]] = relationship(
        order_by="ProjectFund.id", cascade="all, delete-orphan"
    )
    reports: Mapped[list[ProgressReport]] = relationship(order_by=ProgressReport.id)
    visits: Mapped[list[SiteVisit]] = relationship(order_by=SiteVisit.id)
    inspections: Mapped[list[Inspection]] = relationship(order_by=Inspection.id)
    remaining: Mapped[list[RemainingItem]] = relationship(order_by=RemainingItem.id)
    appraisals: Mapped[list[Appraisal]] = relationship(order_by=Appraisal.id)

    __mapper_args__ = {"polymorphic_identity": "livelihood_project"}

    @property
    def counted(self) -> list[ProgressReport]:
        """The monthly reports that count: checked by a second person, and not returned."""
        return [one for one in self.reports if one.status == "sent"]


class Milestone(Base):
    """节点: part of the plan, with its weight in percent; the weights of a project make 100."""

    __tablename__ = "milestone"
    __table_args__ = (
        UniqueConstraint("project_id", "no"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    no: Mapped[int]
    name: Mapped[str]
    planned_on: Mapped[date]
    weight: Mapped[int]
    #: 实际完成日期
    done_on: Mapped[date | None]


class ProjectFund(Base):
    """资金来源: one source and its amount, 万元."""

    __tablename__ = "project_fund"
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    source: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))


class ProjectCall(Subject):
    """民生实事征集: from when to when, and for what, everybody may name a need."""

    __tablename__ = "project_call"
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    call_from: Mapped[date]
    call_until: Mapped[date]
    #: 征集范围和要求；公开
    scope: Mapped[str]
    closing: Mapped[str] = mapped_column(default="")

    __mapper_args__ = {"polymorphic_identity": "project_call"}


class BallotSession(Subject):
    """票决会: one list of candidates, one count, one result for each of them."""

    __tablename__ = "ballot_session"
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    ballot_on: Mapped[date]
    #: 由谁票决，例如 县第十八届人民代表大会第五次会议
    ballot_body: Mapped[str]
    #: 选几项
    places: Mapped[int]
    #: 应到、发出并收回、有效的票
    entitled: Mapped[int | None]
    cast: Mapped[int | None]
    valid: Mapped[int | None]

    lines: Mapped[list[BallotLine]] = relationship(
        order_by="BallotLine.no", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"polymorphic_identity": "ballot_session"}


class BallotLine(Base):
    """候选项目: its place on the list, and the votes for it; no ballot paper is kept."""

    __tablename__ = "ballot_line"
    __table_args__ = (UniqueConstraint("ballot_id", "project_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot_session.id"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), index=True)
    no: Mapped[int]
    votes: Mapped[int | None]
    won: Mapped[bool | None]

    project: Mapped[LivelihoodProject] = relationship()
