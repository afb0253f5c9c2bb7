"""Time limits: one pure function from terms and calendar to a date that explains itself.

The page, the printed sheet, the reminder and the overdue list print what `compute` returns;
none of them counts on its own.

Law: 《中华人民共和国民法典》
  201 条  按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。
  202 条  按照年、月计算期间的，到期月的对应日为期间的最后一日；没有对应日的，月末日为最后一日。
  203 条  期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from workflow.calendar import Calendar
from workflow.explanations import TEXTS, Deadline, Step, step
from workflow.lengths import Duration, Relation

__all__ = [
    "TEXTS",
    "Deadline",
    "Step",
    "Term",
    "add_months",
    "compute",
    "days_left",
    "extended",
    "local_date",
    "waited",
]

Mark = Literal["late", "soon", "ok"]
Pauses = Sequence[tuple[date, date]]

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
SOON = 3  # working days
WEEKEND = "周末"
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

# A notice still to come can pull a date forward only by the make-up weekends it brings.
NEAR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Term:
    """One limit with its anchor resolved to a day; `provisional` if the anchor itself is."""

    duration: Duration | None
    relation: Relation
    anchor_date: date
    anchor_label: str
    rule_label: str
    provisional: bool = False


def compute(limit_terms: Sequence[Term], calendar: Calendar, pauses: Pauses = ()) -> Deadline:
    """The earliest of the terms, explained; pauses (first day, last day) stop `since` terms only.

    A fixed day does not wait, and a case's due day, from which `before` counts back, already
    contains the pauses of the case.
    """
    if not limit_terms:
        raise ValueError("没有任何期限可算")
    results = [_resolve(term, calendar, pauses) for term in limit_terms]
    won = min(range(len(results)), key=lambda place: results[place].on)
    winner = results[won]
    provisional = any(one.provisional and one.on <= winner.on + NEAR for one in results)
    steps = list(winner.steps)
    if len(results) > 1:
        for place, (term, loser) in enumerate(zip(limit_terms, results, strict=True)):
            if place != won:
                named = {"rule": term.rule_label, "anchor": term.anchor_label}
                steps.append(step("lost", **named, on=loser.on))
        steps.append(step("won", rule=limit_terms[won].rule_label, on=winner.on))
    return Deadline(winner.on, provisional, tuple(steps))


def extended(deadline: Deadline, new_on: date, reason: str, at: date | datetime) -> Deadline:
    """The deadline moved to a later day a person named; the old day and the reason stay in it."""
    if new_on <= deadline.on:
        raise ValueError("延期后的日期必须晚于原来的期限")
    on_day = local_date(at) if isinstance(at, datetime) else at
    line = step("extended", at=on_day, old=deadline.on, on=new_on, reason=reason)
    # A day a person has named does not move when a calendar arrives.
    return replace(deadline, on=new_on, provisional=False, steps=(*deadline.steps, line))


def waited(until: date, since: date, calendar: Calendar, pauses: Pauses) -> Deadline:
    """A day a person named on `since`, later by the days on which the clock has stood still."""
    paused = _paused(pauses)
    goal = max(0, (until - since).days)
    walked = _walk(since, goal, DAY, lambda day: day not in paused)
    on = walked[-1] if walked else until
    if on == until:
        return Deadline(until, False, ())
    steps = _told_pauses(pauses, paused.intersection(walked))
    reached = on
    while not calendar.is_workday(on) or on in paused:
        on += DAY
    steps.append(step("waited", old=until, on=reached))
    if on != reached:
        name = calendar.name(reached) or WEEKEND
        steps.append(step("rolled", old=reached, name=name, on=on))
    awaited = calendar.awaited_year(on)
    if awaited is not None:
        steps.append(step("provisional", year=awaited))
    return Deadline(on, awaited is not None, tuple(steps))


def days_left(deadline_on: date, today: date, calendar: Calendar) -> tuple[int, Mark]:
    """Working days still left after today (0: the last chance), negative when late.

    The day after the last day is late even on a weekend, so a late count is at least one.
    """
    if today > deadline_on:
        return -max(1, sum(map(calendar.is_workday, _days(deadline_on + DAY, today)))), "late"
    left = sum(map(calendar.is_workday, _days(today + DAY, deadline_on)))
    return left, "soon" if left <= SOON else "ok"


def local_date(instant: datetime) -> date:
    """The whole day in Asia/Shanghai on which an instant falls; the instant must be aware."""
    if instant.tzinfo is None:
        raise ValueError("时刻没有时区")
    return instant.astimezone(SHANGHAI).date()


def add_months(day: date, months: int) -> date:
    """The same day so many months later or earlier, or that month's last day (民法典 202 条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _resolve(term: Term, calendar: Calendar, pauses: Pauses) -> Deadline:
    start = term.anchor_date
    named = {"rule": term.rule_label, "anchor": term.anchor_label}
    steps = [step(term.relation, **named, on=start)]
    if term.relation == "by":
        # The day was named by a person or fixed by a document: it is taken as it stands.
        return Deadline(start, term.provisional, tuple(steps))
    if term.duration is None or term.duration.amount < 1:
        raise ValueError(f"{term.rule_label}：期限至少是 1")
    amount, unit = term.duration.amount, term.duration.unit
    back = term.relation == "before"
    paused = _paused(() if back else pauses)
    target = add_months(start, -amount if back else amount)
    goal = abs((target - start).days) if unit == "months" else amount

    def counts(day: date) -> bool:
        return day not in paused and (unit != "working_days" or calendar.is_workday(day))

    walked = _walk(start, goal, -DAY if back else DAY, counts)
    reached = walked[-1]
    if unit == "working_days":
        steps += _explain_skipped(sorted(walked), calendar, paused)
    steps += _told_pauses(pauses, paused.intersection(walked))
    steps.append(step(unit + ("_back" if back else ""), count=amount, on=reached))
    if unit == "months" and target.day != start.day:
        steps.append(step("month_end"))
    # 民法典 203 条 rolls forward. No article says what happens to a day counted back; rolling it
    # forward would shorten the margin it is there to keep, so it rolls backward.
    on = reached
    while not calendar.is_workday(on) or on in paused:
        on += -DAY if back else DAY
    if on != reached:
        name = calendar.name(reached) or WEEKEND
        steps.append(step("rolled_back" if back else "rolled", old=reached, name=name, on=on))
    awaited = calendar.awaited_year(max(on, reached, start) if back else on)
    if awaited is not None:
        steps.append(step("provisional", year=awaited))
    return Deadline(on, term.provisional or awaited is not None, tuple(steps))


def _told_pauses(pauses: Pauses, stopped: frozenset[date]) -> list[Step]:
    steps = []
    for first, last in sorted(pauses):
        if here := {day for day in stopped if first <= day <= last}:
            steps.append(step("pause", first=first, last=last, days=len(here)))
            stopped -= here  # a day two pauses share is told once
    return steps


def _walk(start: date, goal: int, stride: timedelta, counts: Callable[[date], bool]) -> list[date]:
    # 民法典 201 条：开始的当日不计入，自下一日开始计算。
    walked: list[date] = []
    day = start
    while goal:
        day += stride
        walked.append(day)
        goal -= counts(day)
    return walked


def _explain_skipped(
    walked: Sequence[date], calendar: Calendar, paused: frozenset[date]
) -> Iterator[Step]:
    weekends = 0
    free: list[date] = []
    for day in [*walked, None]:
        if day is not None and day not in paused and not calendar.is_workday(day):
            free.append(day)
            continue
        holidays = [one for one in free if calendar.is_exception(one)]
        if holidays:
            # A weekend between two listed days belongs to the stretch, one beside it does not.
            first, last = holidays[0], holidays[-1]
            days = (last - first).days + 1
            weekends += len(free) - days
            name = "、".join(dict.fromkeys(filter(None, map(calendar.name, holidays))))
            kind = "holiday" if days > 1 else "holiday_day"
            yield step(kind, name=name, first=first, last=last, days=days)
        else:
            weekends += len(free)
        free = []
        if day is not None and day not in paused and calendar.is_exception(day):
            weekday, name = WEEKDAYS[day.weekday()], calendar.name(day)
            yield step("makeup", on=day, weekday=weekday, name=name)
    if weekends:
        yield step("weekends", days=weekends)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + DAY * place for place in range((last - first).days + 1))


def _paused(pauses: Pauses) -> frozenset[date]:
    return frozenset(day for first, last in pauses for day in _days(first, last))
