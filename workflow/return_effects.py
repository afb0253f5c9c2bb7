"""Effects of what a unit does beside handling: signing, returning, naming who works on it."""

from __future__ import annotations

from functools import partial

from models import HandlingUnit
from models.queries import people as people_queries
from workflow import recasting
from workflow.acts import Act
from workflow.parties import current_tasks
from workflow.registry import effect
from workflow.task_effects import open_task

#: 办理方式 of a case that was handled by one unit, once another joins it as …
_JOINED = {"co": ("lead_co", "lead"), "separate": ("separate", "separate")}


@effect
def record_wanted_units(act: Act) -> None:
    """建议增加单位: advice to the office, which decides."""
    units = people_queries.active_units(act.session, act.data["wanted_units"])
    act.task.wanted_units, act.task.wanted_reason = units, act.data["reason"]


@effect
def record_return_request(act: Act) -> None:
    """申请退办, naming the right unit and the duty it rests on."""
    task, data = act.task, act.data
    task.returns += 1
    task.return_reason, task.duty_basis = data["reason"], data["duty_basis"]
    task.suggested_unit_id = data["suggested_unit"]
    task.return_asked_at = act.now


def _decide(act: Act, outcome: str) -> None:
    task = act.task
    task.return_outcome, task.return_opinion = outcome, act.data["reason"]
    task.return_decided_at, task.return_decided_by = act.now, act.actor_name


def _move(act: Act, outcome: str) -> None:
    _decide(act, outcome)
    act.task.released, act.task.moved_to_id = True, act.data["new_unit"]
    open_task(act, act.data["new_unit"], act.task.duty)


@effect
def record_return_refusal(act: Act) -> None:
    """维持: the task goes on, its clock is not reset."""
    _decide(act, "refused")
    act.noted["clock_reset"] = False


@effect
def open_replacement_task(act: Act) -> None:
    """改办: the new unit takes over the duty."""
    _move(act, "agreed")


@effect
def settle_return(act: Act) -> None:
    """裁定: a leader says once and for all who handles the case."""
    if act.data["ruling"] == "move":
        _move(act, "moved")
    else:
        _decide(act, "kept")
        act.noted["clock_reset"] = False


@effect
def add_unit(act: Act) -> None:
    """增加会办或分办单位; who handled the case alone now leads it, or answers beside another."""
    proposal, duty = act.proposal, act.data["added_duty"]
    if proposal.handling_mode == "sole":
        proposal.handling_mode, changed = _JOINED[duty]
        for task in current_tasks(proposal):
            act.afterwards.append(partial(recasting.recast, act, task, changed))
    open_task(act, act.data["added_unit"], duty)
    unit = act.session.get_one(HandlingUnit, act.data["added_unit"])
    act.noted["unit_name"] = unit.name


@effect
def record_handler(act: Act) -> None:
    """承办人、承办科室 and 办理方案: the unit's own order of work."""
    task, data = act.task, act.data
    task.handler = data["handler"]
    for name in ("section", "plan_leader", "plan_text"):
        if name in data:
            setattr(task, name, data[name] or "")


@effect
def change_contact(act: Act) -> None:
    """更换联系人: whom the proposer and the office call."""
    act.task.contact_person = act.data["contact_person"]
    act.task.contact_phone = act.data["contact_phone"]
