"""The duty board (“六个至少”): a fold over deeds. No tick is typed; each names its events."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import DutyRule
from models.queries.duties import duty_rules
from workflow.deeds import Deed

#: what a rule may count: its label, the deed, and what is asked of it
SOURCES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "information": ("社情民意信息", "opinion_sent", {"opinion_kind": "information"}),
    "suggestion": ("意见建议", "opinion_sent", {"opinion_kind": "suggestion"}),
    "collective": ("集体活动", "activity", {"activity_kind": "collective"}),
    "study": ("学习", "activity", {"activity_kind": "study"}),
    "inspection": ("视察", "activity", {"activity_kind": "inspection"}),
    "survey": ("调研", "activity", {"activity_kind": "survey"}),
    "consultation": ("协商", "activity", {"activity_kind": "consultation"}),
    "research_report": ("调研报告", "activity", {"activity_kind": "research_report"}),
    "project": ("办成的民生实事", "project_done", {}),
    "proposal": ("提交的提案", "proposal_submitted", {}),
    "proposal_filed": ("立案的提案", "proposal_filed", {}),
}
PERIODS = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_EVER = date(2000, 1, 1)
#: “六个至少”: what holds until the office has written rules of its own; 27 a year for each group
SIX: tuple[Mapping[str, Any], ...] = (
    {"name": "社情民意信息", "period": "month", "counts": ["information"]},
    {"name": "意见建议", "period": "quarter", "counts": ["suggestion"]},
    {"name": "集体活动", "period": "quarter", "counts": ["collective", "study", "consultation"]},
    {"name": "视察活动", "period": "quarter", "counts": ["inspection"]},
    {"name": "调研报告", "period": "half_year", "counts": ["research_report"]},
    {"name": "为民办实事", "period": "year", "counts": ["project"]},
)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter, half-year or year; `no` counts from 1 within the year."""

    no: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Tick:
    """What one holder owes in one period, and what has been done of it."""

    rule: DutyRule
    period: Period
    deeds: tuple[Deed, ...]

    @property
    def done(self) -> bool:
        """Whether it is enough."""
        return len(self.deeds) >= self.rule.minimum

    def standing(self, today: date) -> str:
        """done, missed (the period is over), due (it runs now) or ahead (it has not begun)."""
        if self.done:
            return "done"
        if self.period.until < today:
            return "missed"
        return "due" if self.period.since <= today else "ahead"


def rules_in_force(session: Session) -> list[DutyRule]:
    """The office's rules, also those that are over; the six while there are none at all."""
    return list(duty_rules(session)) or six()


def six(since: date = _EVER) -> list[DutyRule]:
    """“六个至少” as rules, not yet in any session."""
    return [
        DutyRule(**{"holder": "group", "minimum": 1, "place": place} | dict(one), valid_from=since)
        for place, one in enumerate(SIX, 1)
    ]


def periods(name: str, year: int) -> list[Period]:
    """The periods of that length in a year."""
    length = _MONTHS[name]
    return [
        Period(
            place,
            date(year, last - length + 1, 1),
            date(year, last, monthrange(year, last)[1]),
        )
        for place, last in enumerate(range(length, 13, length), 1)
    ]


def board(
    rules: Iterable[DutyRule], holder: str, ids: Sequence[int], deeds: Iterable[Deed], year: int
) -> dict[int, list[Tick]]:
    """What each of these groups or members owes in the year and has done, rule by rule."""
    owed = [
        (rule, period)
        for rule in sorted(rules, key=lambda one: (one.place, one.valid_from))
        if rule.holder == holder
        for period in periods(rule.period, year)
        # Of a rule that changed in between the one counts that holds when the period ends.
        if rule.valid_from <= period.until
        and (rule.valid_until is None or period.until <= rule.valid_until)
    ]
    done: dict[int, list[Deed]] = {number: [] for number in ids}
    for deed in deeds:
        for number in _holders(deed, holder):
            if number in done:
                done[number].append(deed)
    return {
        number: [Tick(rule, period, tuple(_counted(rule, period, mine))) for rule, period in owed]
        for number, mine in done.items()
    }


def _holders(deed: Deed, holder: str) -> tuple[int, ...]:
    if holder == "member":
        return tuple(dict.fromkeys(deed.people))
    return (deed.group_id,) if deed.group_id is not None else ()


def _counted(rule: DutyRule, period: Period, deeds: Iterable[Deed]) -> list[Deed]:
    sources = [SOURCES[name] for name in rule.counts if name in SOURCES]
    return [
        deed
        for deed in deeds
        if period.since <= deed.on <= period.until
        and any(
            deed.what == what and all(deed.marks.get(key) == one for key, one in asked.items())
            for _label, what, asked in sources
        )
    ]


def coming(ticks: Iterable[Tick], today: date, weeks: int) -> list[Tick]:
    """What is not done and due within so many weeks, the soonest first."""
    last = today + timedelta(weeks=weeks)
    found = [
        one for one in ticks if one.standing(today) in ("due", "ahead") and one.period.until <= last
    ]
    return sorted(found, key=lambda one: (one.period.until, one.rule.place))
