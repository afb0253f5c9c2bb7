"""Conditions of supervision cases: whether there is a ground, and whether it is true."""

from __future__ import annotations

from models.queries.evaluations import all_evaluations, counting
from models.queries.promises import promises_of_case
from models.queries.supervision import open_supervisions
from workflow.acts import Act
from workflow.parties import current_tasks
from workflow.promise_effects import promise_of
from workflow.registry import condition, detail
from workflow.supervision_effects import owes


def _grounds(act: Act, unit_id: int) -> set[str]:
    """The grounds on which that unit may be supervised in this case today."""
    case = act.proposal
    judged = counting(all_evaluations(act.session, case.id))
    promises = promises_of_case(act.session, case.id)
    found = {
        "key": case.key is not None,
        # Those of the present round may still be sealed.
        "dissatisfied": any(
            "dissatisfied" in (one.attitude, one.result) and one.filed_at <= case.entered_at
            for one in judged
        ),
        "late": owes(case, unit_id, act),
        "promise": any(one.unit_id == unit_id and owes(one, unit_id, act) for one in promises),
    }
    return {ground for ground, holds in found.items() if holds}


@condition
def supervision_called_for(act: Act) -> bool:
    """There is a ground to supervise one of the units."""
    return any(_grounds(act, task.unit_id) for task in current_tasks(act.proposal))


@condition
def supervision_ground_true(act: Act) -> bool:
    """督办事由须属实: of the unit that is named."""
    return act.data.get("supervision_kind") in _grounds(act, act.data["supervised_unit"])


@condition
def promise_overdue(act: Act) -> bool:
    """A promise is supervised when its date has passed."""
    return promise_of(act).promised_on < act.today


def _standing(act: Act) -> list[str]:
    unit_id = act.data.get("supervised_unit") or getattr(act.subject, "unit_id", None)
    found = open_supervisions(act.session, act.proposal.id)
    return [one.number or "" for one in found if one.unit_id == unit_id]


@condition
def not_supervised_yet(act: Act) -> bool:
    """One unit has one open supervision case at a time in one case."""
    return not _standing(act)


@detail("not_supervised_yet")
def _(act: Act) -> str:
    return "、".join(_standing(act))


@condition
def case_withdrawn(act: Act) -> bool:
    """撤案; a case that came to its ordinary end still has its supervision struck off."""
    return act.proposal.state == "withdrawn"
