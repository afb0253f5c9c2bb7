"""Conditions of assignment and handling; those of the reply stand in `reply_conditions`."""

from __future__ import annotations

from models import HandlingTask
from workflow.acts import Act
from workflow.parties import current_tasks
from workflow.registry import condition, detail


def _misfit(act: Act) -> str:
    mode = act.data.get("handling_mode")
    lead, co = act.data.get("lead_units") or [], act.data.get("co_units") or []
    if set(lead) & set(co):
        return "同一单位不能既主办又会办"
    if mode == "sole" and (len(lead) != 1 or co):
        return "独办只能有一个主办单位，不能有会办单位"
    if mode == "lead_co" and (len(lead) != 1 or not co):
        return "主办和会办须有一个主办单位、至少一个会办单位"
    if mode == "separate" and (len(lead) < 2 or co):
        return "分办须有两个以上单位，不能有会办单位"
    return ""


@condition
def units_fit_mode(act: Act) -> bool:
    """独办 one unit; 主办会办 one lead and others; 分办 several, each answering by itself."""
    return not _misfit(act)


@detail("units_fit_mode")
def _(act: Act) -> str:
    return _misfit(act)


def _unanswered(act: Act) -> list[HandlingTask]:
    return [task for task in current_tasks(act.proposal) if task.answered_at is None]


@condition
def every_task_answered(act: Act) -> bool:
    """Every unit that has to answer has answered."""
    return bool(current_tasks(act.proposal)) and not _unanswered(act)


@detail("every_task_answered")
def _(act: Act) -> str:
    return "、".join(task.unit_name for task in _unanswered(act))


@condition
def is_lead_task(act: Act) -> bool:
    """主办、独办、分办 write to the proposer; 会办 write to the lead."""
    return act.task.answers_proposer


def _without_opinion(act: Act) -> list[str]:
    return [
        task.unit_name
        for task in current_tasks(act.proposal)
        if not task.answers_proposer and task.answered_at is None
    ]


@condition
def co_opinions_in(act: Act) -> bool:
    """The lead answers after every co-handling unit has given its opinion."""
    return not _without_opinion(act)


@detail("co_opinions_in")
def _(act: Act) -> str:
    return "、".join(_without_opinion(act))
