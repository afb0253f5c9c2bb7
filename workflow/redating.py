"""Redating: when a year's calendar is published or corrected, open due dates are computed anew.

Each subject whose date changes gets an event, so that nobody finds a date that moved silently.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import lock_subject, subjects_with_due_date
from workflow import limits
from workflow.acts import Act
from workflow.builtin import REDATE
from workflow.deadlines import Deadline
from workflow.engine import Engine

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
    if _new_date(engine.own_act(session, subject, REDATE, now)) is None:
        return None
    # Somebody may be moving the case at this moment: only what still holds under the lock counts.
    lock_subject(session, subject)
    act = engine.own_act(session, subject, REDATE, now, tells=(subject.waits_for,))
    due = _new_date(act)
    if due is None or subject.closed_at is not None:
        return None
    act.noted = {"due_from": subject.due_on, "due_to": due.on}
    return engine.record(act)


def _new_date(act: Act) -> Deadline | None:
    """The date as it is counted today, where it is another than the row has."""
    due, subject = limits.due_date(act), act.subject
    same = due and (due.on, due.provisional) == (subject.due_on, subject.due_provisional)
    return None if same else due
