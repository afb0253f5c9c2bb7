"""Recasting: a task whose duty changes because the case is handled in another way."""

from __future__ import annotations

from models import HandlingTask
from workflow.acts import Act
from workflow.builtin import RECAST
from workflow.completion import columns


def recast(cause: Act, task: HandlingTask, duty: str) -> None:
    """Give the task its new duty, with an event of its own that its unit is told of."""
    before = columns(task)
    task.duty = duty
    act = cause.engine.own_act(
        cause.session, task, RECAST, cause.now, party="system", tells=("unit",)
    )
    cause.engine.record(act, before=before)
