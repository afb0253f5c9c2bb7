"""中止计时: on which days the time limits of a case stand still. Conditions and effects."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from models import Pause, Proposal
from workflow.acts import Act
from workflow.limits import setting
from workflow.parties import current_tasks
from workflow.redating import redate_one
from workflow.registry import condition, detail, effect


def requested(proposal: Proposal, task_id: int) -> Pause | None:
    """The request of that task which nobody has decided yet."""
    waiting = (one for one in proposal.pauses if one.decision is None)
    return next((one for one in waiting if one.task_id == task_id), None)


def running(proposal: Proposal, today: date) -> Pause | None:
    """The pause in which today lies."""
    return next(
        (
            one
            for one in proposal.pauses
            if one.first is not None and one.last is not None and one.first <= today <= one.last
        ),
        None,
    )


def used(proposal: Proposal) -> int:
    """How many days the case has been paused in all, planned ones included."""
    return sum((one.last - one.first).days + 1 for one in proposal.pauses if one.first and one.last)


def _left(act: Act) -> int:
    cap: int = setting(act.rules, act.subject, "pause_cap")
    return max(0, cap - used(act.proposal))


@condition
def still_in_time(act: Act) -> bool:
    """What is late already is not made in time by a pause; the last day included."""
    due = act.proposal.due_on
    return due is not None and act.today <= due


@condition
def not_paused(act: Act) -> bool:
    """One pause at a time: a further one is asked for when it is over."""
    return running(act.proposal, act.today) is None


@condition
def is_paused(act: Act) -> bool:
    """The limits stand still today, and tomorrow too if nobody ends it."""
    pause = running(act.proposal, act.today)
    return pause is not None and pause.last is not None and pause.last > act.today


@condition
def pause_days_left(act: Act) -> bool:
    """All pauses of a case together are capped by its session."""
    return _left(act) > 0


@condition
def pause_in_range(act: Act) -> bool:
    """Not beyond the cap, and not beyond what was asked for."""
    return not _wrong(act)


@detail("pause_in_range")
def _(act: Act) -> str:
    return _wrong(act)


def _wrong(act: Act) -> str:
    day: date | None = act.data.get("pause_until")
    if day is None:
        return ""
    last = act.today + timedelta(days=_left(act) - 1)
    task = None if act.subject is act.proposal else act.task
    asked = requested(act.proposal, task.id) if task else None
    if asked and day > asked.planned_last:
        return f"不能晚于申请的日期{_said(asked.planned_last)}"
    if day > last:
        return f"本案还可以中止 {_left(act)} 天，最迟到{_said(last)}"
    return ""


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@condition
def pause_to_apply(act: Act) -> bool:
    """A pause has been granted that the case does not count yet."""
    return any(one.decision == "granted" and not one.applied_at for one in act.proposal.pauses)


@effect
def record_pause_request(act: Act) -> None:
    """申请中止计时; nothing moves before it is granted."""
    act.proposal.pauses.append(_pause(act, act.task.id))
    act.session.flush()


def _pause(act: Act, task_id: int | None) -> Pause:
    data = act.data
    return Pause(
        task_id=task_id,
        round=act.proposal.round,
        ground=data["pause_ground"],
        reason=data["reason"],
        planned_last=data["pause_until"],
        asked_at=act.now,
        asked_by=act.actor_name,
    )


def _decide(act: Act, decision: str, opinion: str) -> Pause:
    asked = requested(act.proposal, act.task.id)
    if asked is None:
        raise LookupError("no pause was asked for")
    asked.decision, asked.opinion = decision, opinion
    asked.decided_at, asked.decided_by = act.now, act.actor_name
    return asked


@effect
def grant_pause(act: Act) -> None:
    """准予中止: from the day of the decision; the dates move next, by `apply_pause`."""
    asked = _decide(act, "granted", act.data.get("opinion") or "")
    _begin(act, asked)


def _begin(act: Act, pause: Pause) -> None:
    pause.first, pause.last = act.today, act.data["pause_until"]
    act.noted |= {"paused_from": pause.first, "paused_to": pause.last}


@effect
def refuse_pause(act: Act) -> None:
    """不予中止: the clock goes on."""
    _decide(act, "refused", act.data["reason"])


@effect
def pause_clock(act: Act) -> None:
    """中止计时, decided without a request of a unit."""
    pause = _pause(act, None)
    pause.decision, pause.decided_at, pause.decided_by = "granted", act.now, act.actor_name
    _begin(act, pause)
    act.proposal.pauses.append(pause)
    move_paused_dates(act)


@effect
def move_paused_dates(act: Act) -> None:
    """The case has its new date when this act is settled; its tasks are computed after it."""
    act.noted["due_from"] = act.proposal.due_on
    for pause in act.proposal.pauses:
        if pause.decision == "granted" and pause.applied_at is None:
            pause.applied_at = act.now
            act.noted |= {"paused_from": pause.first, "paused_to": pause.last}
    for task in current_tasks(act.proposal):
        if task.closed_at is None:
            act.afterwards.append(partial(redate_one, act.session, act.engine, task, act.now))


@effect
def resume_clock(act: Act) -> None:
    """恢复计时: the pause ends today; from tomorrow on the days count again."""
    if end_running(act):
        move_paused_dates(act)


@effect
def end_pause(act: Act) -> None:
    """Whatever comes after handling does not stand still because handling did."""
    end_running(act)


def end_running(act: Act) -> bool:
    """Cut the running pause off at today; whether there was one."""
    pause = running(act.proposal, act.today)
    if pause is None:
        return False
    pause.last, pause.resumed_on, pause.resumed_by = act.today, act.today, act.actor_name
    act.noted["paused_to"] = act.today
    return True
