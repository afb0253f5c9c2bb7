"""月报: which month is owed by which day, and who is told, once each, when it does not come.

The due day is the parameter `report_day`, in a shorter month its last day. The first month owed is
the first whose due day comes after the unit signed for the project.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from models import Event, LivelihoodProject
from models.queries.projects import carried_out
from workflow.deadlines import local_date
from workflow.judgement import unmet

if TYPE_CHECKING:
    from workflow.engine import Engine

#: the actions of the clock: tell the unit, then the office; and of a rectification that is late
STRIKES = ("miss_report", "raise_missing_report", "miss_rectification")


def due_of(year: int, month: int, report_day: int) -> date:
    """The day by which the report of a month is due."""
    return date(year, month, min(report_day, monthrange(year, month)[1]))


def last_due(day: date, report_day: int) -> date:
    """The latest due day that is past on that day."""
    here = due_of(day.year, day.month, report_day)
    if here < day:
        return here
    year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
    return due_of(year, month, report_day)


def name_of_month(day: date) -> str:
    """A month as forms and rows write it: 2026-07."""
    return f"{day.year}-{day.month:02d}"


def missing_month(project: LivelihoodProject, day: date, report_day: int) -> str | None:
    """The month whose report is past due on that day and has not come; None if nothing is owed."""
    if project.accepted_on is None or project.progress == 100:
        return None
    due = last_due(day, report_day)
    month = name_of_month(due)
    if due <= project.accepted_on or any(one.month == month for one in project.counted):
        return None
    return month


def months_to_report(project: LivelihoodProject, day: date) -> list[str]:
    """The months of which a report may be written: from the signing on, none that has come."""
    if project.accepted_on is None:
        return []
    come = {one.month for one in project.counted}
    found: list[str] = []
    year, month = day.year, day.month
    while (year, month) >= (project.accepted_on.year, project.accepted_on.month):
        if (name := f"{year}-{month:02d}") not in come or name == name_of_month(day):
            found.append(name)
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return found


def strike(session: Session, engine: Engine, now: datetime) -> list[Event]:
    """What the clock has to say of projects: these dates are not those of a state."""
    events: list[Event] = []
    for project in carried_out(session):
        state = engine.rules_of(session, project).workflow(project.kind).state(project.state)
        for name in STRIKES:
            if state.action(name) is None:
                continue
            act = engine.act(session, project, name, None, now)
            if not unmet(act, act.action.only_if):
                with session.begin_nested():
                    events.append(
                        engine.perform(session, project, name, by=None, now=now, automatic="clock")
                    )
    return events


def shown_on(project: LivelihoodProject, day: date) -> date | None:
    """The day of the last report that counted by that day."""
    days = [on for one in project.counted if (on := local_date(one.reported_at)) <= day]
    return max(days, default=None)
