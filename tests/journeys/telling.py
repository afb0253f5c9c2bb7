"""What journeys ask again and again: a case with its units, who was told, what was refused."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Event, HandlingTask, Notice, Proposal, Subject, User
from models.queries.history import events_of
from tests.samples_of_assignment import assignment
from tests.stories import Story
from workflow.engine import Refused


def case_of(story: Story, mode: str) -> Proposal:
    """A case that has just been assigned: 独办, 主办和会办 or 分办."""
    case: Proposal = story.reach("proposal", "filed")
    story.do(case, "assign", **assignment(story.county, mode))
    story.session.refresh(case)
    return case


def newest(story: Story, case: Proposal) -> HandlingTask:
    """The task that was opened last."""
    story.session.refresh(case)
    return case.tasks[-1]


def told(story: Story, event: Event) -> set[str]:
    """Who has a notice of the event, by login."""
    readers = select(User.login).join(Notice).where(Notice.event_id == event.id)
    return set(story.session.scalars(readers))


def told_of(story: Story, subject: Subject, action: str) -> set[str]:
    """Who was told when that was last done."""
    events = [one for one in events_of(story.session, [subject.id]) if one.action == action]
    return told(story, events[-1])


def sentences(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The sentences of a refusal."""
    return [reason.sentence for reason in refused.value.reasons]
