"""The clock as a party: silence that has a consequence is an action `by: clock`."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import last_moment, lock_subject, subjects_due
from workflow.acts import Act
from workflow.completion import Request, columns, complete
from workflow.deadlines import local_date
from workflow.engine import Engine, Impossible, Refused
from workflow.first_contact import strike
from workflow.judgement import unmet
from workflow.recipients import RECIPIENTS
from workflow.rules import BUILT_IN, OVERDUE, Action, State

log = logging.getLogger("jianyan.clock")
PAGE = 200


def tick(session: Session, engine: Engine, now: datetime) -> list[Event]:
    """Perform every action of the clock that is due. Safe to run at any time, by many at once.

    The row lock inside `perform` lets one of two clocks act; the other then finds the state
    without the action, or the deadline not passed, and passes on.
    """
    events: list[Event] = []
    last = 0
    while page := subjects_due(session, local_date(now), last, PAGE):
        for subject in page:
            last = subject.id
            try:
                # A savepoint each: one case that cannot move must not hold up the others.
                with session.begin_nested():
                    event = _act_on(session, engine, subject, now)
            except (SQLAlchemyError, LookupError, ValueError, TypeError, Refused, Impossible):
                log.exception("the clock could not act on subject %d", last)
                continue
            if event:
                events.append(event)
    return [*events, *strike(session, engine, now)]


def _act_on(session: Session, engine: Engine, subject: Subject, now: datetime) -> Event | None:
    state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
    for action in state.actions:
        if "clock" not in action.by:
            continue
        act = engine.act(session, subject, action.name, None, now)
        if not unmet(act, action.only_if):
            return engine.perform(
                session, subject, action.name, by=None, now=now, automatic="clock"
            )
    late = subject.due_on is not None and subject.due_on < local_date(now)
    return _escalate(session, engine, subject, state, now) if state.escalates_to and late else None


def _escalate(
    session: Session, engine: Engine, subject: Subject, state: State, now: datetime
) -> Event | None:
    """Tell who is waited for, and who has to see to it, that the date has passed: once a date."""
    lock_subject(session, subject)
    told = last_moment(session, subject.id, OVERDUE)
    if subject.due_on is None or (told and local_date(told) > subject.due_on):
        return None
    tells = tuple(name for name in (state.waits_for, state.escalates_to) if name in RECIPIENTS)
    action = Action(OVERDUE, BUILT_IN[OVERDUE], ("clock",), notify=tells)
    rules = engine.rules_of(session, subject)
    act = Act(session, engine, rules, subject, action, None, now, local_date(now), party="clock")
    act.noted = {"due_on": subject.due_on}
    return complete(
        engine, act, from_state=subject.state, before=columns(subject), request=Request()
    )
