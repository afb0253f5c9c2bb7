"""Effects of an extension: the request, the decision, and the dates that follow it."""

from __future__ import annotations

from functools import partial

from models import Extension
from workflow.acts import Act
from workflow.extension_conditions import pending
from workflow.parties import current_tasks
from workflow.redating import redate_one
from workflow.registry import effect


@effect
def record_extension_request(act: Act) -> None:
    """申请延期: the date in force, the date asked for, and why."""
    data, proposal = act.data, act.proposal
    if proposal.due_on is None:
        raise ValueError("a case without a date is not extended")
    proposal.extensions.append(
        Extension(
            task_id=act.task.id,
            round=proposal.round,
            old_due=proposal.due_on,
            asked_until=data["new_due"],
            reason=data["reason"],
            work_so_far=data["work_so_far"],
            told_proposer=data["told_proposer"],
            asked_at=act.now,
            asked_by=act.actor_name,
        )
    )
    act.session.flush()


def _decide(act: Act, decision: str, opinion: str) -> Extension:
    asked = pending(act.proposal, act.task.id)
    if asked is None:
        raise LookupError("no extension was asked for")
    asked.decision, asked.opinion = decision, opinion
    asked.decided_at, asked.decided_by = act.now, act.actor_name
    return asked


@effect
def grant_extension(act: Act) -> None:
    """准予延期: the case's date moves next, by `apply_extension`."""
    asked = _decide(act, "granted", act.data.get("opinion") or "")
    asked.until = act.data["new_due"]
    act.noted |= {"due_from": asked.old_due, "reason": asked.reason}


@effect
def refuse_extension(act: Act) -> None:
    """不予延期: the old date stands."""
    _decide(act, "refused", act.data["reason"])


@effect
def move_case_date(act: Act) -> None:
    """The case has its new date when this act is settled; its tasks take theirs from it."""
    act.noted["due_from"] = act.proposal.due_on
    for task in current_tasks(act.proposal):
        if task.closed_at is None:
            act.afterwards.append(partial(redate_one, act.session, act.engine, task, act.now))
