"""Which open dates a change of the calendar moves: tried before it is saved, and listed after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import CalendarDay, Event, Subject
from web import casepage, db
from web.house import house, now
from web.lists import item
from web.wording import forget_calendar
from workflow import history
from workflow.redating import redate


@dataclass(frozen=True, slots=True)
class Moved:
    """One case whose date another day moves."""

    number: str
    title: str
    who: str
    url: str
    old: date | None
    new: date | None


def put(day: date, entry: CalendarDay | None) -> tuple[Moved, ...]:
    """Enter, change or remove one day; every open date that moves, with an event each."""
    session = db.session()
    known = session.get(CalendarDay, day)
    if known is not None and entry is None:
        session.delete(known)
    elif entry is not None:
        session.merge(entry)
    session.flush()
    forget_calendar(session)
    return _moved(redate(session, house().engine, now()))


def foreseen(day: date, entry: CalendarDay | None) -> tuple[Moved, ...]:
    """What `put` would move, done and taken back."""
    trial = db.session().begin_nested()
    try:
        return put(day, entry)
    finally:
        trial.rollback()
        forget_calendar(db.session())


def _moved(events: Sequence[Event]) -> tuple[Moved, ...]:
    found = []
    for event in events:
        subject = db.session().get_one(Subject, event.subject_id)
        shown, noted = item(subject, mine=False), history.body(event)["noted"]
        found.append(
            Moved(
                shown.number or shown.kind_label, shown.title, shown.who,
                casepage.case_url(subject), _day(noted["due_from"]), _day(noted["due_to"]),
            )
        )  # fmt: skip
    return tuple(found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
