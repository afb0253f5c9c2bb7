"""首次沟通期限: by when a unit that answers has to have talked with the proposers once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from models import Event, HandlingTask
from models.queries.contacts import tasks_without_contact
from workflow import limits
from workflow.acts import Act
from workflow.deadlines import Deadline, local_date
from workflow.judgement import unmet
from workflow.rules import Action

if TYPE_CHECKING:
    from workflow.engine import Engine

PARAMETER = "first_contact_time"
MISSED = "miss_first_contact"


def first_contact_deadline(
    engine: Engine, session: Session, task: HandlingTask, now: datetime
) -> Deadline | None:
    """The date, as long as it matters: nothing has been recorded and the task is open."""
    if not task.answers_proposer or task.closed_at is not None or task.contacts:
        return None
    rules = engine.rules_of(session, task)
    looking = Action("look", "look", ())
    act = Act(session, engine, rules, task, looking, None, now, local_date(now))
    return limits.parameter_deadline(act, PARAMETER, task.opened_at)


def strike(session: Session, engine: Engine, now: datetime) -> list[Event]:
    """What the clock has to say of first contacts: these dates are not those of a state."""
    events: list[Event] = []
    for task in tasks_without_contact(session):
        state = engine.rules_of(session, task).workflow(task.kind).state(task.state)
        if state.action(MISSED) is None:
            continue
        act = engine.act(session, task, MISSED, None, now)
        if not unmet(act, act.action.only_if):
            with session.begin_nested():
                event = engine.perform(session, task, MISSED, by=None, now=now, automatic="clock")
            events.append(event)
    return events
