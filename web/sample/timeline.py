"""When things happen in the sample: steps of many cases, in one order of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from workflow.calendar import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: the sample's today: nothing happens after it
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Deed = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to one case, some days after the one before."""

    name: str
    days: int
    deed: Deed
    #: done in office hours, on a working day
    office_hours: bool = True


@dataclass(frozen=True, slots=True)
class Anchor:
    """The step of that name (the last, if there are several) happens on that day."""

    step: str
    day: date


def moments(
    steps: Sequence[Step], anchor: Anchor, rng: Random, calendar: Calendar
) -> list[datetime]:
    """The instant of every step: counted from the anchor, backwards and forwards."""
    if not anchor.step:
        fixed = 0
    else:
        fixed = max(place for place, step in enumerate(steps) if step.name == anchor.step)
    days = [anchor.day] * len(steps)
    for place in range(fixed - 1, -1, -1):
        days[place] = days[place + 1] - timedelta(days=steps[place + 1].days)
    for place in range(fixed + 1, len(steps)):
        days[place] = days[place - 1] + timedelta(days=steps[place].days)
    found: list[datetime] = []
    for step, day in zip(steps, days, strict=True):
        moment = _moment(step, day, rng, calendar, backwards=day <= anchor.day)
        if found and moment <= found[-1]:
            moment = found[-1] + timedelta(minutes=rng.randrange(6, 55))
        found.append(moment)
    return found


def _moment(step: Step, day: date, rng: Random, calendar: Calendar, *, backwards: bool) -> datetime:
    if step.office_hours:
        while not calendar.is_workday(day):
            day += timedelta(days=-1 if backwards else 1)
        hour = rng.choice((9, 10, 10, 11, 15, 16, 16))
    else:
        hour = rng.choice((8, 9, 12, 13, 15, 19, 20, 21))
    if day == TODAY:
        hour = min(hour, 15)
    clock = time(hour, rng.randrange(60), rng.randrange(60))
    return datetime.combine(day, clock, SHANGHAI).astimezone(UTC)


def days_before(number: int) -> date:
    """The day so many days before the sample's today."""
    return TODAY - timedelta(days=number)
