"""What the forms of a project begin with: its plan, its money, its items to be accepted."""

from __future__ import annotations

from typing import Any

from models import LivelihoodProject


def initial(project: LivelihoodProject) -> dict[str, Any]:
    """The first values beside the columns of the same name."""
    return {
        "project_name": project.title,
        "project_kind": project.project_kind,
        "project_call": str(project.call_id or ""),
        "town": str(project.town_id or ""),
        "budget_year": project.budget_year or project.budget,
        "funds": [{"source": one.source, "amount": str(one.amount)} for one in project.funds],
        "milestones": [
            {"name": one.name, "planned_on": one.planned_on.isoformat(), "weight": str(one.weight)}
            for one in project.milestones
        ],
        # The result of an item is a judgement: it is never filled in.
        "accepted_items": [{"item": one.name} for one in project.milestones],
    }
