"""Questions to the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.history import Event, FormKey, NumberSeries, RulesText
from models.subjects import Subject


def lock_subject(session: Session, subject: Subject) -> None:
    """Take the row lock (PostgreSQL; SQLite's writer already has the database) and reload."""
    session.refresh(subject, with_for_update=True)


def last_event(session: Session, subject_id: int) -> Event | None:
    """The newest event of a subject: the one the next is chained to."""
    return session.scalars(
        select(Event).where(Event.subject_id == subject_id).order_by(Event.seq.desc()).limit(1)
    ).first()


def last_moment(session: Session, subject_id: int, action: str) -> datetime | None:
    """When that action last happened to the subject."""
    return session.scalar(
        select(func.max(Event.happened_at)).where(
            Event.subject_id == subject_id, Event.action == action
        )
    )


def events_of(session: Session, subject_ids: Collection[int]) -> list[Event]:
    """The events of these subjects, in the order in which they were recorded."""
    return list(
        session.scalars(select(Event).where(Event.subject_id.in_(subject_ids)).order_by(Event.id))
    )


def every_event(session: Session) -> Iterator[Event]:
    """The whole record, subject by subject, without loading it all."""
    query = select(Event).order_by(Event.subject_id, Event.seq).execution_options(yield_per=500)
    yield from session.scalars(query)


def used_key(session: Session, key: str) -> FormKey | None:
    """The earlier use of a form's one-time key, if any."""
    return session.get(FormKey, key)


def next_number(session: Session, series: str) -> int:
    """The next number of a series, taken under a lock; never given twice."""
    row = session.get(NumberSeries, series, with_for_update=True)
    if row is None:
        row = NumberSeries(name=series, last=0)
        session.add(row)
    row.last += 1
    session.flush()
    return row.last


def rules_by_version(session: Session, version: str) -> RulesText | None:
    """The rules stored under that version label."""
    return session.scalars(select(RulesText).where(RulesText.version == version)).first()


def subjects_overdue(session: Session, before: object, after_id: int, limit: int) -> list[Subject]:
    """Open subjects whose date has passed, in id order, a page at a time."""
    return list(
        session.scalars(
            select(Subject)
            .where(
                Subject.closed_at.is_(None),
                Subject.due_on.is_not(None),
                Subject.due_on < before,
                Subject.id > after_id,
            )
            .order_by(Subject.id)
            .limit(limit)
        )
    )


def subjects_with_due_date(session: Session, after_id: int, limit: int) -> list[Subject]:
    """Open subjects that have a due date, in id order, a page at a time."""
    return list(
        session.scalars(
            select(Subject)
            .where(Subject.closed_at.is_(None), Subject.due_on.is_not(None), Subject.id > after_id)
            .order_by(Subject.id)
            .limit(limit)
        )
    )


def open_subjects_under_other_rules(
    session: Session, digest: str, after_id: int, limit: int
) -> list[Subject]:
    """Open subjects that live under other rules than these, in id order, a page at a time."""
    return list(
        session.scalars(
            select(Subject)
            .where(
                Subject.closed_at.is_(None), Subject.rules_digest != digest, Subject.id > after_id
            )
            .order_by(Subject.id)
            .limit(limit)
        )
    )
