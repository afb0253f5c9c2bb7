"""Recasting: a task whose duty changes because the case is handled in another way."""

from __future__ import annotations

from models import HandlingTask
from workflow.acts import Act
from workflow.completion import Request, columns, complete
from workflow.rules import BUILT_IN, RECAST, Action


def recast(cause: Act, task: HandlingTask, duty: str) -> None:
    """Give the task its new duty, with an event of its own that its unit is told of."""
    before = columns(task)
    task.duty = duty
    action = Action(RECAST, BUILT_IN[RECAST], ("system",), notify=("unit",))
    act = Act(
        cause.session, cause.engine, cause.rules, task, action, None, cause.now, cause.today,
        party="system",
    )  # fmt: skip
    complete(cause.engine, act, from_state=task.state, before=before, request=Request())
