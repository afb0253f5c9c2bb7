"""Conditions of the livelihood project."""

from __future__ import annotations

from workflow.acts import Act
from workflow.registry import condition, detail


@condition
def not_yet_extended(act: Act) -> bool:
    """One extension only."""
    return act.project.extensions == 0


@condition
def progress_not_back(act: Act) -> bool:
    """Reported progress never falls."""
    return int(act.data.get("progress", 0)) >= act.project.progress


@detail("progress_not_back")
def _(act: Act) -> str:
    return str(act.project.progress)


@condition
def progress_is_100(act: Act) -> bool:
    """Finished before it is inspected."""
    return act.project.progress == 100


@condition
def plan_in_order(act: Act) -> bool:
    """The end comes after the start."""
    return bool(act.data["start_plan"] < act.data["finish_plan"])


@condition
def votes_within_turnout(act: Act) -> bool:
    """Nobody votes twice."""
    turnout: int = act.data["turnout"]
    cast: int = sum(act.data[name] for name in ("votes_satisfied", "votes_basic", "votes_not"))
    return turnout > 0 and cast <= turnout
