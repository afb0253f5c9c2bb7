"""A case as it stood: folded from its events up to one of them, and how long each state took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models import Event
from workflow.calendar import Calendar
from workflow.replay import Folded

_SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Spell:
    """A subject in one state: from when, till when (None: still), and how many days that is."""

    subject_id: int
    state: str
    since: datetime
    until: datetime | None
    days: int
    workdays: int
    #: who ended it, by their names then
    ended_by: Event | None


def folded(events: Iterable[Event]) -> dict[int, Folded]:
    """The rows of these subjects as their events tell them."""
    found: dict[int, Folded] = {}
    for event in events:
        found.setdefault(event.subject_id, Folded()).take(event)
    return found


def last_on(events: Sequence[Event], day: date) -> int:
    """How many of these events, in their order, had happened by the end of that day."""
    return sum(local_day(event.happened_at) <= day for event in events)


def spells(events: Sequence[Event], now: datetime, calendar: Calendar) -> list[Spell]:
    """Every state these subjects were in, in the order of time; an open one lasts until now."""
    begun: dict[int, Event] = {}
    found: list[Spell] = []
    for event in events:
        before = begun.get(event.subject_id)
        if before is not None and event.from_state == event.to_state:
            continue
        if before is not None:
            found.append(_spell(before, event, event.happened_at, calendar))
        begun[event.subject_id] = event
    found += [_spell(event, None, now, calendar) for event in begun.values()]
    return sorted(found, key=lambda one: (one.since, one.subject_id))


def _spell(begun: Event, ended: Event | None, until: datetime, calendar: Calendar) -> Spell:
    first, last = local_day(begun.happened_at), local_day(until)
    days = max(0, (last - first).days)
    # The day it began is not counted, the day it ended is: as deadlines count.
    workdays = sum(calendar.is_workday(first + timedelta(days=one)) for one in range(1, days + 1))
    return Spell(
        begun.subject_id,
        begun.to_state,
        begun.happened_at,
        until if ended else None,
        days,
        workdays,
        ended,
    )


def local_day(moment: datetime) -> date:
    """The day of an instant in the county."""
    return moment.astimezone(_SHANGHAI).date()
