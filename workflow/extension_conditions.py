"""Conditions of an extension: in time, not too often, not beyond the cap."""

from __future__ import annotations

from datetime import date

from models import Extension, Proposal
from workflow.acts import Act
from workflow.limits import parameter_deadline, setting
from workflow.registry import condition, detail


@condition
def before_due(act: Act) -> bool:
    """An extension is asked for while there is still time, the last day included."""
    due = act.proposal.due_on
    return due is not None and act.today <= due


@condition
def extensions_left(act: Act) -> bool:
    """A case is extended as often as its session allows."""
    granted = [one for one in act.proposal.extensions if one.decision == "granted"]
    allowed: int = setting(act.rules, act.subject, "max_extensions")
    return len(granted) < allowed


def pending(proposal: Proposal, task_id: int) -> Extension | None:
    """The request of that task which nobody has decided yet."""
    waiting = (one for one in proposal.extensions if one.decision is None)
    return next((one for one in waiting if one.task_id == task_id), None)


def cap(act: Act) -> date:
    """The last day to which the case may be extended, counted from its assignment."""
    since = act.proposal.assigned_at or act.proposal.opened_at
    return parameter_deadline(act, "extension_cap", since).on


def _wrong_date(act: Act) -> str:
    day: date | None = act.data.get("new_due")
    due, last = act.proposal.due_on, cap(act)
    if day is None or due is None:
        return ""
    if due >= last:
        return f"自交办起最迟只能办到{_said(last)}，不能再延"
    asked = pending(act.proposal, act.task.id)
    if asked and day > asked.asked_until:
        return f"不能晚于申请的日期{_said(asked.asked_until)}"
    if not due < day <= last:
        return f"要在{_said(due)}以后，最迟到{_said(last)}"
    return ""


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@condition
def extension_in_range(act: Act) -> bool:
    """Later than the date in force, not beyond the cap, not beyond what was asked for."""
    return not _wrong_date(act)


@detail("extension_in_range")
def _(act: Act) -> str:
    return _wrong_date(act)


@condition
def extension_to_apply(act: Act) -> bool:
    """A later date has been granted in this round than the case has now."""
    due = act.proposal.due_on
    return due is not None and any(
        one.until is not None and one.round == act.proposal.round and one.until > due
        for one in act.proposal.extensions
    )
