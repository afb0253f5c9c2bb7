"""Effects of the livelihood project."""

from __future__ import annotations

from models import Appraisal, Inspection, ProgressReport
from models.queries import people as people_queries
from workflow.acts import Act
from workflow.registry import effect
from workflow.snapshots import names_of


@effect
def write_project(act: Act) -> None:
    """Take the application's words over."""
    project, data = act.project, act.data
    project.title = data["project_name"]
    for name in ("place", "need", "goal", "fund_source"):
        if name in data:
            setattr(project, name, data[name] or "")
    for name in ("beneficiaries", "budget"):
        if name in data:
            setattr(project, name, data[name])


@effect
def assign_project(act: Act) -> None:
    """立项: responsible unit, partners and plan."""
    project, data = act.project, act.data
    project.ballot = data["ballot"]
    project.lead_unit_id = data["lead_unit"]
    partners = [unit for unit in data.get("partner_units") or [] if unit != data["lead_unit"]]
    project.partner_units = people_queries.active_units(act.session, partners)
    project.partner_unit_names = names_of(project.partner_units)
    lead = people_queries.active_units(act.session, [data["lead_unit"]])
    project.lead_unit_name = "、".join(names_of(lead))
    project.start_plan, project.finish_plan = data["start_plan"], data["finish_plan"]


@effect
def record_project_receipt(act: Act) -> None:
    """签收."""
    project, data = act.project, act.data
    project.contact_person, project.contact_phone = data["contact_person"], data["contact_phone"]


@effect
def record_progress(act: Act) -> None:
    """进度报告."""
    data = act.data
    act.project.progress = data["progress"]
    act.project.reports.append(
        ProgressReport(
            percent=data["progress"],
            spent=data.get("spent"),
            text=data["note"],
            problem=data.get("problem") or "",
            reported_at=act.now,
        )
    )


@effect
def extend_deadline(act: Act) -> None:
    """延期: the old date and the reason stay in the record."""
    project = act.project
    act.noted["extended_from"] = project.finish_plan.isoformat() if project.finish_plan else None
    project.extensions += 1
    project.finish_plan = act.data["new_due"]


@effect
def set_rectification(act: Act) -> None:
    """限期整改: a new date to finish, and the work is no longer complete."""
    project = act.project
    project.finish_plan = act.data["new_due"]
    project.progress = min(project.progress, 99)


@effect
def record_inspection(act: Act) -> None:
    """验收."""
    data = act.data
    act.project.inspections.append(
        Inspection(
            held_on=data["inspected_on"],
            inspectors=data["inspectors"],
            passed=act.action.name == "pass_inspection",
            opinion=data.get("opinion") or data.get("reason") or "",
            remaining=data.get("remaining") or "",
            rectify_by=data.get("new_due"),
            recorded_at=act.now,
        )
    )


def appraisal_outcome(turnout: int, satisfied: int, basic: int) -> str:
    """满意 if more than half of all; 基本满意 if 满意 and 基本满意 are; else 不满意 (镇海规则)."""
    if satisfied * 2 > turnout:
        return "satisfied"
    if (satisfied + basic) * 2 > turnout:
        return "basic"
    return "dissatisfied"


@effect
def record_appraisal(act: Act) -> None:
    """满意度测评: measured on all who should take part."""
    data = act.data
    satisfied, basic = data["votes_satisfied"], data["votes_basic"]
    act.project.appraisals.append(
        Appraisal(
            turnout=data["turnout"],
            satisfied=satisfied,
            basic=basic,
            dissatisfied=data["votes_not"],
            outcome=appraisal_outcome(data["turnout"], satisfied, basic),
            comment=data.get("comment") or "",
            recorded_at=act.now,
        )
    )
