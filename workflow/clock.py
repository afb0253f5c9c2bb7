"""The clock as a party: silence that has a consequence is an action `by: clock`."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import subjects_due
from workflow import first_contact, monthly
from workflow.deadlines import local_date
from workflow.engine import Engine, Impossible, Refused
from workflow.judgement import unmet
from workflow.reminding import remind, told_of

log = logging.getLogger("jianyan.clock")
PAGE = 200


def tick(session: Session, engine: Engine, now: datetime) -> list[Event]:
    """Perform every action of the clock that is due, and remind. Safe at any time, by many at once.

    The row lock inside `perform` lets one of two clocks act; the other then finds the state
    without the action, or the deadline not passed, and passes on.
    """
    events: list[Event] = []
    today, last = local_date(now), 0
    horizon = today - timedelta(days=min((0, *engine.rules.reminders)))
    while page := subjects_due(session, horizon, last, PAGE):
        told = told_of(session, [subject.id for subject in page])
        for subject in page:
            last = subject.id
            try:
                # A savepoint each: one case that cannot move must not hold up the others.
                with session.begin_nested():
                    event = _act_on(session, engine, subject, now) or remind(
                        session, engine, subject, told.get(subject.id, ()), now
                    )
            except (SQLAlchemyError, LookupError, ValueError, TypeError, Refused, Impossible):
                log.exception("the clock could not act on subject %d", last)
                continue
            if event:
                events.append(event)
    for others in (first_contact, monthly):  # dates that are not those of a state
        events += others.strike(session, engine, now)
    return events


def _act_on(session: Session, engine: Engine, subject: Subject, now: datetime) -> Event | None:
    if subject.due_on is None or subject.due_on > local_date(now):
        return None
    state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
    for action in state.actions:
        if "clock" not in action.by:
            continue
        act = engine.act(session, subject, action.name, None, now)
        if not unmet(act, action.only_if):
            return engine.perform(
                session, subject, action.name, by=None, now=now, automatic="clock"
            )
    return None
