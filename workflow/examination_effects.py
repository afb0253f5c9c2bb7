"""Effects of the two examinations and of passing on what is not filed."""

from __future__ import annotations

from functools import partial

from models import HandlingTask, LocalCategory
from models.queries.people import active_units
from workflow.acts import Act
from workflow.parties import current_tasks
from workflow.registry import effect


@effect
def record_first_examination(act: Act) -> None:
    """What the first examination proposes; whether to file is decided by somebody else."""
    proposal, data = act.proposal, act.data
    proposal.proposed_result = data["proposed_result"]
    filing = proposal.proposed_result == "file"
    proposal.proposed_category = data.get("category") if filing else None
    proposal.proposed_ground = None if filing else data.get("ground")
    proposal.proposed_units = active_units(act.session, data.get("proposed_units") or [])
    proposal.first_opinion = data["opinion"]


@effect
def record_examination(act: Act) -> None:
    """What the examination decided: category, or ground and disposal, or a reason."""
    proposal, data = act.proposal, act.data
    proposal.category = data.get("category") or proposal.category
    number = data.get("local_category")
    finer = act.session.get(LocalCategory, number) if number else None
    proposal.local_category_id = finer.id if finer else None
    proposal.local_category = finer.name if finer else ""
    proposal.ground = data.get("ground")
    proposal.disposal = data.get("disposal")
    proposal.examination_opinion = data.get("opinion") or data.get("reason") or ""


@effect
def record_disposal(act: Act) -> None:
    """登记转送结果: where the content was sent, and when."""
    act.proposal.disposal_to = act.data["disposal_to"]
    act.proposal.disposal_on = act.data["disposal_on"]


@effect
def end_open_tasks(act: Act) -> None:
    """撤案: what the units are at ends with the case, each by an event of its own."""
    for task in current_tasks(act.proposal):
        if task.closed_at is None:
            act.afterwards.append(partial(_end, act, task))


def _end(act: Act, task: HandlingTask) -> None:
    act.engine.perform(act.session, task, "end_with_case", by=None, now=act.now, automatic="system")
