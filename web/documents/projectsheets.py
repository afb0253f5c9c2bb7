"""What the sheets of a livelihood project are given: application, month, acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FundLine:
    """A source and its amount, 万元."""

    source: str
    amount: str


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone, or something that remains: by when, its weight, and when it was done."""

    name: str
    planned_on: date
    weight: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProjectApplicationSheet:
    """民生实事项目申报表."""

    committee: str
    #: 项目号；尚未编号的用流水号
    case_number: str
    year: int
    title: str
    #: 联络组、委员 or 提案
    source: str
    applicant: str
    group: str
    lead_unit: str
    partner_units: tuple[str, ...]
    place: str
    need: str
    goal: str
    beneficiaries: str
    #: 总投资（万元）
    budget: str
    fund_source: str
    start_plan: date | None
    finish_plan: date | None
    #: 联络组意见 and who gave it when
    group_opinion: str
    group_signed: str
    #: 审核意见 and who gave it when
    office_opinion: str
    office_signed: str
    ballot: str
    #: 申报日期
    issued_on: date
    record_mark: str
    #: 县政府民生实事、办一件实事
    project_kind: str = ""
    leader: str = ""
    #: 本年投资（万元）
    budget_year: str = ""
    funds: tuple[FundLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptanceLine:
    """One thing that was promised, beside what was found."""

    item: str
    planned: str
    found: str


@dataclass(frozen=True, slots=True)
class ProjectAcceptanceSheet:
    """民生实事项目验收单: one inspection of one project."""

    committee: str
    case_number: str
    title: str
    place: str
    lead_unit: str
    partner_units: tuple[str, ...]
    inspectors: str
    #: 验收日期
    issued_on: date
    passed: bool
    lines: tuple[AcceptanceLine, ...]
    opinion: str
    #: 遗留事项、整改项
    remaining: str
    rectify_by: date | None
    #: 群众评议 n/N；尚未测评的为空
    appraisal: str
    record_mark: str
    #: 逐项结果，验收组当时登记的
    items: tuple[AcceptanceLine, ...] = ()
    remaining_items: tuple[MilestoneLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectMonthSheet:
    """项目月进度表: one checked report of one month."""

    committee: str
    case_number: str
    #: 2026年7月
    month: str
    title: str
    place: str
    lead_unit: str
    leader: str
    progress: str
    #: 到报送之日按节点应完成
    planned: str
    #: 灯色和原因，由系统算出
    light: str
    budget: str
    spent: str
    work: str
    problem: str
    next_plan: str
    milestones: tuple[MilestoneLine, ...]
    #: 照片的文件名
    photos: tuple[str, ...]
    reporter: str
    checker: str
    #: 审核并报送的日期
    issued_on: date
    record_mark: str


OfProjects = ProjectApplicationSheet | ProjectMonthSheet | ProjectAcceptanceSheet
#: each by the name of its document
SHEETS: dict[str, type[OfProjects]] = {
    "project_application": ProjectApplicationSheet,
    "project_month": ProjectMonthSheet,
    "project_acceptance": ProjectAcceptanceSheet,
}
