"""Effects of the project while it is carried out: reports, visits, acceptance, appraisal, end."""

from __future__ import annotations

from datetime import date

from models import (
    Appraisal,
    Inspection,
    LivelihoodProject,
    ProgressReport,
    RemainingItem,
)
from workflow.acts import Act
from workflow.deadlines import local_date
from workflow.limits import setting
from workflow.monthly import missing_month
from workflow.project_effects import plan_milestones
from workflow.publicity_of_projects import show_project
from workflow.registry import effect

# ── monthly reports ─────────────────────────────────────────────────────────


@effect
def draft_report(act: Act) -> None:
    """填写月报: it counts for nothing before a second person of the unit has checked it."""
    data = act.data
    act.project.reports.append(
        ProgressReport(
            month=data["report_month"],
            status="drafted",
            percent=data["progress"],
            spent=data.get("spent"),
            text=data["note"],
            problem=data.get("problem") or "",
            next_plan=data["next_plan"],
            started_on=data.get("started_on"),
            done=[
                {"no": one["no"], "done_on": one["done_on"].isoformat()}
                for one in data.get("done_milestones") or ()
            ],
            reporter_id=act.user.person_id if act.user else None,
            reporter=act.actor_name,
            reported_at=act.now,
        )
    )


@effect
def pass_report(act: Act) -> None:
    """审核月报: from now on it is the unit's word."""
    report = act.project.reports[-1]
    report.status, report.checker, report.checked_at = "sent", act.actor_name, act.now
    act.noted["month"] = report.month
    settle(act.project)
    show_project(act, "carrying_out")


@effect
def refuse_report(act: Act) -> None:
    """单位内退回."""
    report = act.project.reports[-1]
    report.status, report.checker = "refused", act.actor_name
    report.return_reason = act.data["reason"]


@effect
def return_report(act: Act) -> None:
    """办公室退回月报: what it said counts no longer."""
    report = act.project.counted[-1]
    report.status, report.return_reason = "returned", act.data["reason"]
    act.noted["month"] = report.month
    settle(act.project)
    show_project(act, "carrying_out")


def settle(project: LivelihoodProject) -> None:
    """Progress, start and milestones as the reports that count tell them."""
    counted = project.counted
    project.progress = counted[-1].percent if counted else 0
    failed = [one for one in project.inspections if not one.passed]
    if failed and counted and counted[-1].reported_at < failed[-1].recorded_at:
        project.progress = min(project.progress, 99)
    said = [one.started_on for one in counted if one.started_on]
    begun = [local_date(one.reported_at) for one in counted if one.percent > 0]
    project.started_on = said[-1] if said else begun[0] if begun else None
    done = {one["no"]: one["done_on"] for report in counted for one in report.done}
    for milestone in project.milestones:
        on = done.get(milestone.no)
        milestone.done_on = date.fromisoformat(on) if on else None


@effect
def note_missing_report(act: Act) -> None:
    """缺月报，告诉单位，一次."""
    act.project.missing_told = act.noted["month"] = _missing(act)


@effect
def raise_missing_report(act: Act) -> None:
    """缺月报，告诉办公室，一次."""
    act.project.missing_raised = act.noted["month"] = _missing(act)


def _missing(act: Act) -> str:
    day = setting(act.rules, act.subject, "report_day")
    return missing_month(act.project, act.today, day) or ""


# ── plan ────────────────────────────────────────────────────────────────────


@effect
def extend_deadline(act: Act) -> None:
    """延期: the old date and the reason stay in the record."""
    project = act.project
    act.noted["extended_from"] = project.finish_plan.isoformat() if project.finish_plan else None
    project.extensions += 1
    project.finish_plan = act.data["new_due"]
    _replan(act)


@effect
def carry_over(act: Act) -> None:
    """结转下一年: the milestones of the year to come, and until when."""
    project = act.project
    act.noted["carried_from"] = project.finish_plan.isoformat() if project.finish_plan else None
    project.finish_plan = act.data["new_due"]
    project.carried_to = act.data["new_due"].year
    project.budget_year = act.data["budget_year"]
    _replan(act)
    show_project(act, "carrying_out")


def _replan(act: Act) -> None:
    if rows := act.data.get("milestones"):
        project = act.project
        act.noted["plan_before"] = [
            {"name": one.name, "planned_on": one.planned_on, "weight": one.weight}
            for one in project.milestones
        ]
        plan_milestones(project, rows)


# ── acceptance and appraisal ────────────────────────────────────────────────


@effect
def mark_finished(act: Act) -> None:
    """申请验收: the day on which the unit says that it is done."""
    act.project.finished_on = act.today


@effect
def set_rectification(act: Act) -> None:
    """限期整改: a new date to finish, and the work is no longer complete."""
    project = act.project
    project.finish_plan = act.data["new_due"]
    project.progress = min(project.progress, 99)
    project.finished_on = None


@effect
def record_inspection(act: Act) -> None:
    """验收: item by item; what remains stays open until it is confirmed."""
    data, project = act.data, act.project
    rows = data.get("remaining_items") or []
    inspection = Inspection(
        held_on=data["inspected_on"],
        inspectors=data["inspectors"],
        passed=act.action.name == "pass_inspection",
        opinion=data.get("opinion") or data.get("reason") or "",
        items=[dict(one) for one in data.get("accepted_items") or ()],
        remaining="\n".join(one["text"] for one in rows),
        rectify_by=data.get("new_due"),
        recorded_at=act.now,
    )
    project.inspections.append(inspection)
    act.session.flush()
    project.remaining += [
        RemainingItem(inspection_id=inspection.id, text=one["text"], due_on=one["due_on"])
        for one in rows
    ]
    _next_remaining(project)
    if inspection.passed:
        show_project(act, "accepted")


def _item(act: Act) -> RemainingItem:
    item = next(one for one in act.project.remaining if one.id == act.data["remaining_item"])
    act.noted["remaining"] = item.text
    return item


@effect
def report_remaining(act: Act) -> None:
    """报告遗留事项已经完成."""
    item = _item(act)
    item.report, item.reported_on = act.data["note"], act.today


@effect
def confirm_remaining(act: Act) -> None:
    """确认遗留事项完成."""
    item = _item(act)
    item.confirmed_on, item.confirmed_by = act.today, act.actor_name
    _next_remaining(act.project)


def _next_remaining(project: LivelihoodProject) -> None:
    open_items = [one.due_on for one in project.remaining if one.confirmed_on is None]
    project.remaining_due = min(open_items, default=None)


def appraisal_outcome(turnout: int, satisfied: int, basic: int) -> str:
    """满意 if more than half of all; 基本满意 if 满意 and 基本满意 are; else 不满意 (镇海规则)."""
    if satisfied * 2 > turnout:
        return "satisfied"
    if (satisfied + basic) * 2 > turnout:
        return "basic"
    return "dissatisfied"


@effect
def record_appraisal(act: Act) -> None:
    """满意度测评: measured on all who should take part; counts, and no paper of anybody."""
    data = act.data
    satisfied, basic = data["votes_satisfied"], data["votes_basic"]
    act.project.appraisals.append(
        Appraisal(
            body=data.get("appraised_by") or "beneficiaries",
            turnout=data["turnout"],
            satisfied=satisfied,
            basic=basic,
            dissatisfied=data["votes_not"],
            outcome=appraisal_outcome(data["turnout"], satisfied, basic),
            comment=data.get("comment") or "",
            recorded_at=act.now,
        )
    )
    show_project(act, "appraised")


@effect
def publish_result(act: Act) -> None:
    """公示期满，结果定下来."""
    show_project(act, "closed")


@effect
def publish_ending(act: Act) -> None:
    """公示取消、终止."""
    show_project(act, "cancelled")
