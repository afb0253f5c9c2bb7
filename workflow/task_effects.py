"""Effects of assignment, handling and reply."""

from __future__ import annotations

from datetime import date
from typing import Any

from models import HandlingTask, HandlingUnit, Reply, ReplyAnswer
from workflow.acts import Act
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
    duty = {"sole": "sole", "lead_co": "lead", "separate": "separate"}[data["handling_mode"]]
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


@effect
def record_reply(act: Act) -> None:
    """The reply goes to the office; earlier drafts that were returned stay readable."""
    data = act.data
    act.task.replies.append(
        Reply(
            round=act.task.round,
            doc_no=data["doc_no"],
            reply_class=data["reply_class"],
            body=data["reply_body"],
            signer=data["signer"],
            contact_person=data["contact_person"],
            contact_phone=data["contact_phone"],
            publicity=data["publicity"],
            status="sent",
            sent_at=act.now,
            answers=[_answer(answer) for answer in data["answers"]],
        )
    )


def _answer(answer: dict[str, Any]) -> ReplyAnswer:
    due_on: date | None = answer["due_on"]
    return ReplyAnswer(
        no=answer["no"], verdict=answer["verdict"], measure=answer["measure"], due_on=due_on
    )


def _pending_reply(task: HandlingTask) -> Reply:
    return next(reply for reply in reversed(task.replies) if reply.status == "sent")


@effect
def return_reply(act: Act) -> None:
    """退回重拟."""
    _pending_reply(act.task).status = "returned"


@effect
def issue_reply(act: Act) -> None:
    """The letter is dated and goes to every proposer."""
    reply = _pending_reply(act.task)
    reply.status, reply.issued_on = "issued", act.today
    act.task.answered_at = act.now
