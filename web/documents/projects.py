"""The sheets of a livelihood project: its application and its acceptance."""

from __future__ import annotations

from decimal import Decimal

from models import LivelihoodProject
from web.documents.orders import Order
from web.documents.sheets import (
    AcceptanceLine,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
    Sheet,
)
from web.documents.wording import chinese_date
from workflow.deadlines import local_date


def _units(project: LivelihoodProject) -> tuple[str, tuple[str, ...]]:
    return project.lead_unit_name, tuple(project.partner_unit_names)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,.2f}"


def applications(order: Order, project: LivelihoodProject) -> list[Sheet]:
    """Return the application as it stands."""
    group = project.group_name
    applicant = project.author_name
    lead_unit, partner_units = _units(project)
    day = local_date(order.event.happened_at)
    opinions = {
        "endorsed": project.group_opinion or "同意报送。",
        "changes": project.group_opinion,
        "unreviewed": "联络组逾期未审，按规则自动报送。",
    }
    return [
        ProjectApplicationSheet(
            committee=order.office.committee,
            case_number=project.number or project.serial_no or "",
            year=day.year,
            title=project.title,
            source=group or f"{applicant}委员",
            applicant=applicant,
            group=group,
            lead_unit=lead_unit,
            partner_units=partner_units,
            place=project.place,
            need=project.need,
            goal=project.goal,
            beneficiaries="" if project.beneficiaries is None else f"{project.beneficiaries:,}",
            budget=_money(project.budget),
            fund_source=project.fund_source,
            start_plan=project.start_plan,
            finish_plan=project.finish_plan,
            group_opinion=opinions.get(project.group_outcome or "", ""),
            group_signed="",
            office_opinion="",
            office_signed="",
            ballot=project.ballot,
            issued_on=day,
            record_mark=order.mark,
        )
    ]


def acceptances(order: Order, project: LivelihoodProject) -> list[Sheet]:
    """The latest inspection, or the one that the order's event recorded."""
    inspections = [
        one for one in project.inspections if one.recorded_at <= order.event.happened_at
    ] or project.inspections
    if not inspections:
        return []
    last = inspections[-1]
    lead_unit, partner_units = _units(project)
    spent = [report.spent for report in project.reports if report.spent is not None]
    appraisal = project.appraisals[-1] if project.appraisals and last.passed else None
    percents = [one.percent for one in project.reports if one.reported_at <= last.recorded_at]
    return [
        ProjectAcceptanceSheet(
            committee=order.office.committee,
            case_number=project.number or project.serial_no or "",
            title=project.title,
            place=project.place,
            lead_unit=lead_unit,
            partner_units=partner_units,
            inspectors=last.inspectors,
            issued_on=last.held_on,
            passed=last.passed,
            lines=(
                AcceptanceLine(
                    "目标任务", project.goal, f"形象进度{percents[-1]}%" if percents else ""
                ),
                AcceptanceLine(
                    "完成日期",
                    chinese_date(project.finish_plan),
                    f"{chinese_date(last.held_on)}验收{'通过' if last.passed else '未通过'}",
                ),
                AcceptanceLine(
                    "投　　资",
                    f"概算{_money(project.budget)}万元" if project.budget is not None else "",
                    f"累计完成{_money(spent[-1])}万元" if spent else "",
                ),
            ),
            opinion=last.opinion,
            remaining=last.remaining,
            rectify_by=last.rectify_by,
            appraisal=""
            if appraisal is None
            else f"应参加{appraisal.turnout}人，满意{appraisal.satisfied}票，"
            f"基本满意{appraisal.basic}票，不满意{appraisal.dissatisfied}票",
            record_mark=order.mark,
        )
    ]
