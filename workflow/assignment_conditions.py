"""Conditions of pre-assignment and of key proposals."""

from __future__ import annotations

from workflow.acts import Act
from workflow.parties import unit_ids
from workflow.registry import condition, detail


def _silent(act: Act) -> list[str]:
    plans = act.proposal.plans
    return [answer.unit_name for answer in plans[-1].pending] if plans else []


@condition
def every_trial_answered(act: Act) -> bool:
    """Every unit that was asked in the trial has answered."""
    return not _silent(act)


@detail("every_trial_answered")
def _(act: Act) -> str:
    return "、".join(_silent(act))


def _objects(act: Act) -> bool:
    return act.data.get("trial_answer") in ("unfit", "more")


@condition
def other_unit_named(act: Act) -> bool:
    """Who says that another unit should do it, or should join, says which: not itself."""
    own = unit_ids(act.user, act.today) if act.user else set()
    other = act.data.get("other_unit")
    return not _objects(act) or (other is not None and other not in own)


@condition
def trial_reason_given(act: Act) -> bool:
    """An objection has a reason."""
    return not _objects(act) or bool(act.data.get("reason"))


@condition
def not_a_key_case(act: Act) -> bool:
    """A key proposal has one supervising leader at a time."""
    return act.proposal.key is None


@condition
def is_a_key_case(act: Act) -> bool:
    """重点提案."""
    return act.proposal.key is not None
