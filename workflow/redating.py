"""Redating: when a year's calendar is published or corrected, open due dates are computed anew.

Each subject whose date changes gets an event, so that nobody finds a date that moved silently.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import subjects_with_due_date
from workflow import limits
from workflow.acts import Act
from workflow.completion import Request, columns, complete
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.recipients import RECIPIENTS
from workflow.rules import BUILT_IN, REDATE, Action

PAGE = 200


def redate(session: Session, engine: Engine, now: datetime) -> list[Event]:
    """Compute every open due date again; an event for each that changes. Safe to repeat."""
    events: list[Event] = []
    last = 0
    while page := subjects_with_due_date(session, last, PAGE):
        for subject in page:
            last = subject.id
            if event := redate_one(session, engine, subject, now):
                events.append(event)
    return events


def redate_one(session: Session, engine: Engine, subject: Subject, now: datetime) -> Event | None:
    """Compute one due date again; the event, when it has changed."""
    rules = engine.rules_of(session, subject)
    waiting = subject.waits_for
    tells = (waiting,) if waiting in RECIPIENTS else ()
    action = Action(REDATE, BUILT_IN[REDATE], ("clock",), notify=tells)
    act = Act(session, engine, rules, subject, action, None, now, local_date(now), party="clock")
    due = limits.due_date(act)
    if due is None or (due.on, due.provisional) == (subject.due_on, subject.due_provisional):
        return None
    act.noted = {"due_from": subject.due_on, "due_to": due.on}
    return complete(
        engine,
        act,
        from_state=subject.state,
        before=columns(subject),
        request=Request(),
    )
