"""Questions to the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, joinedload

from models.accounts import Grant, User
from models.history import Event, FormKey, NumberSeries, RulesText
from models.people import Person
from models.proposals import Proposal
from models.subjects import Subject

_ACCOUNTS = (User, Grant, Person)


def lock_subject(session: Session, subject: Subject) -> None:
    """Take the row lock (PostgreSQL; SQLite's writer already has the database) and reload.

    A task is locked after its proposal: two units that answer at once must see each other, or
    neither would find that all have answered. So is a merged case after its main one. What else
    the session has read before it got the lock may be old, so it is read anew. Accounts may stay:
    a lock on a case does not hold them, and who may act was settled when his request came in.
    """
    session.flush()
    if session.get_bind().dialect.name != "sqlite":
        main_id = subject.merged_into_id if isinstance(subject, Proposal) else None
        if (above := subject.parent_id or main_id) is not None:
            session.scalars(select(Subject.id).where(Subject.id == above).with_for_update())
        for row in session:
            if not isinstance(row, _ACCOUNTS):
                session.expire(row)
    session.refresh(subject, with_for_update=True)


def lock_user(session: Session, user_id: int) -> None:
    """Let one form of the user after another open something; others may still refer to him."""
    session.scalars(select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def last_event(session: Session, subject_id: int) -> Event | None:
    """The newest event of a subject."""
    return session.scalars(
        select(Event).where(Event.subject_id == subject_id).order_by(Event.seq.desc()).limit(1)
    ).first()


def chain_end(session: Session, subject_id: int) -> tuple[int, str] | None:
    """Number and hash of the newest event of a subject: the one the next is chained to."""
    newest = select(Event.seq, Event.hash).where(Event.subject_id == subject_id)
    found = session.execute(newest.order_by(Event.seq.desc()).limit(1)).first()
    return (found.seq, found.hash) if found else None


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


def count_events_of(session: Session, subject_ids: Collection[int]) -> int:
    """How many events these subjects have."""
    query = select(func.count(Event.id)).where(Event.subject_id.in_(subject_ids))
    return session.scalar(query) or 0


def count_events(session: Session) -> int:
    """How many events there are."""
    return session.scalar(select(func.count(Event.id))) or 0


def every_event(session: Session) -> Iterator[Event]:
    """The whole record, subject by subject, without loading it all."""
    query = (
        select(Event)
        # An event whose words are gone must be found, not left out.
        .options(joinedload(Event.body, innerjoin=False))
        .order_by(Event.subject_id, Event.seq)
        .execution_options(yield_per=500)
    )
    yield from session.scalars(query)


def subject_batches(session: Session, limit: int = 200) -> Iterator[Sequence[Subject]]:
    """Every subject in id order, some at a time."""
    last = 0
    while found := session.scalars(
        select(Subject).where(Subject.id > last).order_by(Subject.id).limit(limit)
    ).all():
        last = found[-1].id
        yield found


def used_key(session: Session, key: str) -> FormKey | None:
    """The earlier use of a form's one-time key, if any."""
    return session.get(FormKey, key)


def next_number(session: Session, series: str) -> int:
    """The next number of a series, taken under a lock; never given twice."""
    # One statement, so that the two who take the very first number do not meet either.
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    statement = (
        insert(NumberSeries)
        .values(name=series, last=1)
        .on_conflict_do_update(index_elements=["name"], set_={"last": NumberSeries.last + 1})
        .returning(NumberSeries.last)
    )
    return session.scalars(statement).one()


def keep_rules(session: Session, row: RulesText) -> None:
    """Store the text of some rules, unless another has just stored these, or their version."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    names = ("digest", "version", "canonical", "source", "first_used_at")
    values = {name: getattr(row, name) for name in names}
    session.execute(insert(RulesText).values(values).on_conflict_do_nothing())


def events_named(
    session: Session, subject_ids: Collection[int], actions: Collection[str]
) -> list[Event]:
    """The events of these actions on these subjects, in order."""
    query = select(Event).where(Event.subject_id.in_(subject_ids), Event.action.in_(actions))
    return list(session.scalars(query.order_by(Event.id)))


def subjects_due(session: Session, until: date, after_id: int, limit: int) -> list[Subject]:
    """Open subjects due on that day or before, in id order, a page at a time."""
    return list(
        session.scalars(
            select(Subject)
            .where(
                Subject.closed_at.is_(None),
                Subject.due_on.is_not(None),
                Subject.due_on <= until,
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
