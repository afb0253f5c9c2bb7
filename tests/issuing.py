"""Sheets that have left the house, for tests."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models import Event, HandlingTask, IssuedSheet
from models.queries.issues import issued_by
from tests.stories import Story
from web.house import House
from web.issuing import issue


def an_issued_sheet(story: Story) -> IssuedSheet:
    """A row that no event stands behind."""
    cause = story.session.scalars(select(Event).limit(1)).one()
    return IssuedSheet(
        subject_id=cause.subject_id, cause_id=cause.id, event_id=cause.id, name="reply_letter",
        copy=1, template_version="1", code="x", sha256="0", case_number="1",
        dated=date(2026, 1, 1), issued_at=story.now,
    )  # fmt: skip


def issue_letters(story: Story, house: House) -> tuple[HandlingTask, Event, list[IssuedSheet]]:
    """A case that was replied to, its letters and forms registered as the worker does it."""
    case = story.reach("proposal", "replied")
    story.session.commit()
    task = case.tasks[0]
    query = select(Event).where(Event.subject_id == task.id, Event.action == "approve_reply")
    cause = story.session.scalars(query).one()
    story.session.commit()
    assert issue(house.database, house.engine, house.settings, cause.id, story.now) is not None
    rows = issued_by(story.session, cause.id)
    story.session.commit()
    return task, cause, rows
