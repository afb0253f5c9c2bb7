"""The sheets of a livelihood project: its application, its months, its acceptance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models import LivelihoodProject
from web.documents.orders import Order
from web.documents.projectsheets import (
    AcceptanceLine,
    FundLine,
    MilestoneLine,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
    ProjectMonthSheet,
)
from web.documents.sheets import Sheet
from web.documents.wording import chinese_date
from workflow.deadlines import local_date
from workflow.lights import Scale, light_on, scale_of
from workflow.row_fields import ROWS

_RESULTS = {key: word for column in ROWS["accepted_items"] for key, word in column.choices}
_LIGHTS = {"green": "绿灯", "yellow": "黄灯", "red": "红灯"}


def _units(project: LivelihoodProject) -> tuple[str, tuple[str, ...]]:
    return project.lead_unit_name, tuple(project.partner_unit_names)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,.2f}"


def _milestones(project: LivelihoodProject) -> tuple[MilestoneLine, ...]:
    return tuple(
        MilestoneLine(one.name, one.planned_on, f"{one.weight}%", one.done_on)
        for one in project.milestones
    )


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
            source=project.source or group or f"{applicant}委员",
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
            office_opinion=_examination(order, project),
            office_signed="",
            ballot=project.ballot,
            issued_on=day,
            record_mark=order.mark,
            project_kind="办一件实事" if project.project_kind == "own" else "县政府民生实事",
            leader=project.leader_name or "",
            budget_year=_money(project.budget_year),
            funds=tuple(FundLine(one.source, _money(one.amount)) for one in project.funds),
            milestones=_milestones(project),
        )
    ]


def _examination(order: Order, project: LivelihoodProject) -> str:
    asked = {
        "普惠": "universality", "公益": "public_benefit", "可行": "feasibility",
        "资金": "money_secured",
    }  # fmt: skip
    answers = [
        f"{label}：{order.words(name, getattr(project, name))}"
        for label, name in asked.items()
        if getattr(project, name)
    ]
    opinion = project.examination_opinion or ""
    return "\n".join(filter(None, ("；".join(answers), opinion)))


def months(order: Order, project: LivelihoodProject) -> list[Sheet]:
    """The report that the order's event passed, with the light of that day."""
    at = order.event.happened_at
    counted = [one for one in project.reports if one.checked_at and one.checked_at <= at]
    if not counted:
        return []
    report = counted[-1]
    day = local_date(at)
    scale = scale_of(order.rules, project) if order.rules else Scale()
    light = light_on(project, day, scale)
    year, number = report.month.split("-")
    why = "；".join(
        one.msgid % {key: chinese_date(v) if isinstance(v, date) else v for key, v in one.params}
        for one in light.reasons
    )
    lead_unit, _partners = _units(project)
    return [
        ProjectMonthSheet(
            committee=order.office.committee,
            case_number=project.number or project.serial_no or "",
            month=f"{year}年{int(number)}月",
            title=project.title,
            place=project.place,
            lead_unit=lead_unit,
            leader=project.leader_name or "",
            progress=f"{report.percent}%",
            planned=f"{light.planned}%",
            light=f"{_LIGHTS[light.colour]}：{why}。",
            budget=_money(project.budget),
            spent=_money(report.spent),
            work=report.text,
            problem=report.problem,
            next_plan=report.next_plan,
            milestones=_milestones(project),
            photos=order.attachments,
            reporter=report.reporter,
            checker=report.checker,
            issued_on=day,
            record_mark=order.mark,
        )
    ]


def acceptances(order: Order, project: LivelihoodProject) -> list[Sheet]:
    """The latest acceptance, or the one that the order's event recorded."""
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
                    f"总投资{_money(project.budget)}万元" if project.budget is not None else "",
                    f"累计完成{_money(spent[-1])}万元" if spent else "",
                ),
            ),
            opinion=last.opinion,
            remaining="" if _remaining(project, last.id) else last.remaining,
            rectify_by=last.rectify_by,
            appraisal=""
            if appraisal is None
            else f"应参加{appraisal.turnout}人，满意{appraisal.satisfied}票，"
            f"基本满意{appraisal.basic}票，不满意{appraisal.dissatisfied}票",
            record_mark=order.mark,
            items=tuple(
                AcceptanceLine(one["item"], _RESULTS[one["result"]], one.get("note") or "")
                for one in last.items or ()
            ),
            remaining_items=_remaining(project, last.id),
        )
    ]


def _remaining(project: LivelihoodProject, inspection_id: int) -> tuple[MilestoneLine, ...]:
    return tuple(
        MilestoneLine(one.text, one.due_on, "", one.confirmed_on)
        for one in project.remaining
        if one.inspection_id == inspection_id
    )
