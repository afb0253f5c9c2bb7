"""公示项目: which words of a project everybody may read.

Texts are written by people, so what looks like somebody's number, name or address is left out
by the rules of `redaction`; the contact of the unit and the author are not taken at all.
"""

from __future__ import annotations

from models import LivelihoodProject, PublicProject
from models.queries.projects import public_project_of
from workflow.acts import Act
from workflow.redaction import redact


def show_project(act: Act, stage: str) -> None:
    """Write what is public of the project as it stands after this act; nothing before listing."""
    project = act.project
    if project.number is None:
        return
    page = public_project_of(act.session, project.id)
    if page is None:
        page = PublicProject(project_id=project.id, number=project.number, listed_on=act.today)
        page.year = int(project.number.partition("-")[0])
    page.updated_on = act.today
    with act.session.no_autoflush:
        _fill(page, project, stage)
        act.session.add(page)


def _fill(page: PublicProject, project: LivelihoodProject, stage: str) -> None:
    names = [one for one in (project.author_name, project.contact_person) if one]
    page.stage, page.project_kind = stage, project.project_kind
    page.name, page.place = redact(project.title, names), redact(project.place, names)
    page.goal = redact(project.goal, names)
    page.lead_unit, page.partner_units = project.lead_unit_name, list(project.partner_unit_names)
    page.budget = project.budget
    page.funds = [{"source": one.source, "amount": str(one.amount)} for one in project.funds]
    page.milestones = [
        {
            "name": redact(one.name, names),
            "planned_on": one.planned_on.isoformat(),
            "done_on": one.done_on.isoformat() if one.done_on else None,
        }
        for one in project.milestones
    ]
    page.start_plan, page.finish_plan = project.start_plan, project.finish_plan
    page.progress, page.carried_to = project.progress, project.carried_to
    counted = project.counted
    page.month = counted[-1].month if counted else ""
    if project.appraisals and stage in ("appraised", "closed"):
        last = project.appraisals[-1]
        page.turnout, page.satisfied = last.turnout, last.satisfied
        page.basic, page.dissatisfied, page.outcome = last.basic, last.dissatisfied, last.outcome
