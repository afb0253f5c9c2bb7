"""The calculator of time limits: any start, any length, every day that is skipped or made up.

It counts with the function that counts the cases' own dates and adds only the days, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.calendar import Calendar
from workflow.deadlines import WEEKDAYS, Deadline, Pauses, Step, Term, compute
from workflow.explanations import step
from workflow.lengths import Duration
from workflow.parameters import is_length

DAY = timedelta(days=1)
START, RULE = "起算", "期限"
TOO_SHORT, TOO_LONG = "期限至少是 1", "期限太长，请核对数字和单位"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A date and the days on the way to it that were not counted as their weekday says."""

    start: date
    duration: Duration
    deadline: Deadline
    days: tuple[Step, ...]


class NoLengthError(ValueError):
    """A length of time that cannot be meant; the message is a sentence."""


def reckon(start: date, duration: Duration, calendar: Calendar) -> Reckoning:
    """The last day of that length of time from that start; NoLengthError for one not meant."""
    if duration.amount < 1:
        raise NoLengthError(TOO_SHORT)
    if not is_length(duration.amount, duration.unit):
        raise NoLengthError(TOO_LONG)
    found = compute([Term(duration, "since", start, START, RULE)], calendar)
    return Reckoning(start, duration, found, tuple(days_of(found, calendar)))


def days_of(deadline: Deadline, calendar: Calendar, pauses: Pauses = ()) -> Iterator[Step]:
    """Every day that was skipped or made up on the way to a date, one by one."""
    start, reached = _span(deadline)
    if start is None:
        return
    by_workday = any(one.kind == "working_days" for one in deadline.steps)
    paused = {day for first, last in pauses for day in _days(first, last)}
    for day in _days(start + DAY, deadline.on):
        kind = _kind(day, calendar, paused, counted=not by_workday and day < reached)
        if kind:
            weekday, name = WEEKDAYS[day.weekday()], calendar.name(day)
            yield step(kind, on=day, weekday=weekday, name=name)


def _kind(day: date, calendar: Calendar, paused: set[date], *, counted: bool) -> str:
    if day in paused:
        return "day_paused"
    if counted:
        return ""
    if calendar.is_workday(day):
        return "makeup" if calendar.is_exception(day) else ""
    return "day_holiday" if calendar.name(day) else "day_weekend"


def _span(deadline: Deadline) -> tuple[date | None, date]:
    """From which day it was counted, and where the count itself ended."""
    first = next((one for one in deadline.steps if one.kind == "since"), None)
    ends = (one for one in deadline.steps if one.kind in {"working_days", "days", "months"})
    reached = next((one.params["on"] for one in ends), deadline.on)
    start = first.params["on"] if first else None
    if not isinstance(start, date) or not isinstance(reached, date):
        return None, deadline.on
    return start, reached


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * place for place in range((last - first).days + 1))
