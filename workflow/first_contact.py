"""首次沟通期限: by when a unit that answers has to have talked with the proposers once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from models import HandlingTask
from workflow import limits
from workflow.acts import Act
from workflow.deadlines import Deadline, local_date
from workflow.rules import Action

if TYPE_CHECKING:
    from workflow.engine import Engine

PARAMETER = "first_contact_time"


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
