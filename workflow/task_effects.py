"""Effects of assignment and handling; those of the reply stand in `reply_effects`."""

from __future__ import annotations

from models import HandlingUnit
from workflow.acts import Act
from workflow.assignment_effects import DUTY
from workflow.parties import current_tasks
from workflow.registry import effect


def open_task(act: Act, unit_id: int, duty: str) -> None:
    """Open a task of the case for a unit, after the event of the act that causes it."""
    proposal, unit = act.proposal, act.session.get_one(HandlingUnit, unit_id)
    columns = {"proposal": proposal, "unit": unit, "unit_name": unit.name, "duty": duty}
    noted = {"unit": unit_id, "duty": duty, "proposal": proposal.id}
    # The task's own event follows the parent's: the cause stands before the consequence.
    act.afterwards.append(
        lambda: act.engine.open_child(
            act, "handling_task", parent=proposal, columns=columns, noted=noted
        )
    )


@effect
def open_tasks(act: Act) -> None:
    """交办: one task per unit, each with its duty."""
    proposal, data = act.proposal, act.data
    proposal.handling_mode = data["handling_mode"]
    proposal.requirements = data.get("requirements") or ""
    proposal.assigned_at = act.now
    duty = DUTY[data["handling_mode"]]
    for unit_id in data["lead_units"]:
        open_task(act, unit_id, duty)
    for unit_id in data.get("co_units") or []:
        open_task(act, unit_id, "co")


@effect
def describe_task(act: Act) -> None:
    """A new task knows its place in the case."""
    task = act.task
    ordinal = len([sibling for sibling in task.proposal.tasks if sibling is not task]) + 1
    task.number = f"{task.proposal.number}-{ordinal}"


@effect
def begin_next_round(act: Act) -> None:
    """重新办理: a new round, with new tasks for the units that answer; old rounds stay."""
    proposal = act.proposal
    answering = [task for task in current_tasks(proposal) if task.answers_proposer]
    proposal.round += 1
    act.noted |= {"round": proposal.round, "due_on": proposal.due_on}
    for task in answering:
        open_task(act, task.unit_id, task.duty)


@effect
def record_receipt(act: Act) -> None:
    """签收."""
    task, data = act.task, act.data
    task.contact_person, task.contact_phone = data["contact_person"], data["contact_phone"]
    task.signed_at = act.now


@effect
def record_co_opinion(act: Act) -> None:
    """会办意见, to the lead unit."""
    task, data = act.task, act.data
    task.opinion, task.opinion_at, task.answered_at = data["opinion"], act.now, act.now
    task.opinion_no = data.get("doc_no") or ""
    task.contact_person, task.contact_phone = data["contact_person"], data["contact_phone"]
