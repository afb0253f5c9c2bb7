"""Dates that a newly published or corrected calendar moves are moved, and the record says so."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from models import CalendarDay, Event, Notice, Subject
from models.queries.history import events_of
from tests.people import County
from tests.stories import Story
from workflow import history
from workflow.engine import Engine
from workflow.redating import redate


def correct(session: Session, day: date, *, is_workday: bool) -> None:
    """The office enters one day; the next request reads the calendar afresh."""
    session.add(CalendarDay(day=day, is_workday=is_workday, name="肉孜节", source="县府办通知"))
    session.flush()
    session.info.pop("calendar", None)


def reviewed(session: Session, door: Engine, county: County) -> tuple[Story, Subject]:
    story = Story(session, door, county)
    return story, story.reach("proposal", "group_review")


def test_a_local_holiday_moves_the_date_with_an_event(
    session: Session, door: Engine, county: County
) -> None:
    story, subject = reviewed(session, door, county)
    before = subject.due_on
    assert before is not None
    correct(session, before, is_workday=False)

    moved = redate(session, door, story.now)

    assert [event.action for event in moved] == ["redate"]
    assert subject.due_on is not None
    assert subject.due_on > before
    noted = history.body(moved[0])["noted"]
    assert noted == {"due_from": before.isoformat(), "due_to": subject.due_on.isoformat()}
    assert history.verify_all(session) == []


def test_whoever_is_waited_for_is_told(session: Session, door: Engine, county: County) -> None:
    story, subject = reviewed(session, door, county)
    assert subject.due_on is not None
    correct(session, subject.due_on, is_workday=False)
    [event] = redate(session, door, story.now)
    told = {notice.user_id for notice in notices(session, event)}
    assert county["leader"].id in told
    assert county["stranger"].id not in told


def test_an_unchanged_calendar_moves_nothing(
    session: Session, door: Engine, county: County
) -> None:
    story, subject = reviewed(session, door, county)
    version, count = subject.version, len(events_of(session, [subject.id]))
    correct(session, date(2026, 12, 31), is_workday=False)
    assert redate(session, door, story.now + timedelta(hours=1)) == []
    assert (subject.version, len(events_of(session, [subject.id]))) == (version, count)


def notices(session: Session, event: Event) -> list[Notice]:
    return session.query(Notice).filter_by(event_id=event.id).all()
