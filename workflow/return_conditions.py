"""Conditions of signing for a task and of giving it back."""

from __future__ import annotations

from workflow.acts import Act
from workflow.limits import setting
from workflow.parties import current_tasks
from workflow.registry import condition, detail

#: 退办申请 that a leader of the county has decided, once and for all
SETTLED = frozenset({"moved", "kept"})


@condition
def within_return_window(act: Act) -> bool:
    """逾期不再变更: the window for asking to return a task, counted from assignment."""
    window = act.engine.parameter_deadline(act, "return_window", act.subject.opened_at)
    return act.today <= window.on


@condition
def not_refused_before(act: Act) -> bool:
    """A decided request is not asked again."""
    return act.task.returns == 0


@condition
def signed_as_lead(act: Act) -> bool:
    """A unit that answers the proposer had signed before it asked to return the task."""
    return act.task.signed_at is not None and act.task.answers_proposer


@condition
def signed_as_co(act: Act) -> bool:
    """A co-handling unit had signed before it asked to return the task."""
    return act.task.signed_at is not None and not act.task.answers_proposer


@condition
def not_the_same_unit(act: Act) -> bool:
    """The new unit is not one that already handles the case."""
    return act.data.get("new_unit") not in {
        task.unit_id for task in act.proposal.tasks if task.round == act.task.round
    }


@condition
def returns_not_settled(act: Act) -> bool:
    """What a leader has decided about the case is not asked again by anybody."""
    return all(task.return_outcome not in SETTLED for task in act.proposal.tasks)


@condition
def returns_used_up(act: Act) -> bool:
    """As many requests as the session allows have been made; the next goes to a leader."""
    asked = sum(task.returns for task in act.proposal.tasks)
    allowed: int = setting(act.rules, act.subject, "max_returns")
    return asked > allowed


@condition
def suggests_another(act: Act) -> bool:
    """Who does not think it his part names somebody else."""
    return act.data.get("suggested_unit") != act.task.unit_id


def _misruled(act: Act) -> str:
    moves, unit = act.data.get("ruling") == "move", act.data.get("new_unit")
    if moves and not unit:
        return "请选改由哪个单位承办"
    if not moves and unit:
        return "仍由该单位承办的，不选别的单位"
    return ""


@condition
def ruling_complete(act: Act) -> bool:
    """A task that is moved goes to a unit that is named; one that is kept goes nowhere."""
    return not _misruled(act)


@detail("ruling_complete")
def _(act: Act) -> str:
    return _misruled(act)


@condition
def given_to_another(act: Act) -> bool:
    """The ruling has moved the task to another unit."""
    return act.task.released


@condition
def wanted_units_new(act: Act) -> bool:
    """Only units that do not handle the case already can be suggested beside them."""
    present = {task.unit_id for task in current_tasks(act.proposal)}
    return not present & set(act.data.get("wanted_units") or [])


def _unfit(act: Act) -> str:
    mode, duty = act.proposal.handling_mode, act.data.get("added_duty")
    present = {task.unit_id for task in act.proposal.tasks if task.round == act.proposal.round}
    if act.data.get("added_unit") in present:
        return "它已经承办本案，或者已经退办"
    if mode == "lead_co" and duty == "separate":
        return "本案由一个单位主办，只能增加会办单位"
    if mode == "separate" and duty == "co":
        return "本案各单位分办，只能增加分办单位"
    return ""


@condition
def added_unit_fits(act: Act) -> bool:
    """A new unit, with a duty that fits how the case is handled."""
    return not _unfit(act)


@detail("added_unit_fits")
def _(act: Act) -> str:
    return _unfit(act)
