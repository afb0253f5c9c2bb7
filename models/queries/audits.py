"""What the auditor asks of the record, and what he himself has looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.accounts import User
from models.audits import AuditTrace, SpotCheck, Verification
from models.history import Event, RefusedAttempt
from models.letters import Delivery
from models.notices import Notice
from models.organisation import HandlingUnit
from models.people import Person
from models.projects import LivelihoodProject
from models.replies import Reply
from models.subjects import Subject
from models.tasks import HandlingTask

_task = HandlingTask.__table__.c


@dataclass(frozen=True, slots=True)
class EventWish:
    """Which events are looked for; empty is any."""

    person: str = ""
    action: str = ""
    kind: str = ""
    number: str = ""
    unit_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    limit: int = 50


def find_events(session: Session, seen: ColumnElement[bool], wish: EventWish) -> list[Event]:
    """Events of cases for which `seen` holds, newest first."""
    query = select(Event).join(Subject, Subject.id == Event.subject_id).where(seen)
    query = _of_case(query, wish)
    if wish.person:
        query = query.where(Event.actor_name.contains(wish.person, autoescape=True))
    if wish.action:
        query = query.where(Event.action == wish.action)
    if wish.since is not None:
        query = query.where(Event.happened_at >= wish.since)
    if wish.until is not None:
        query = query.where(Event.happened_at < wish.until)
    if wish.before is not None:
        query = query.where(Event.id < wish.before)
    return list(session.scalars(query.order_by(Event.id.desc()).limit(wish.limit)))


def find_refusals(
    session: Session, seen: ColumnElement[bool], wish: EventWish
) -> list[tuple[RefusedAttempt, str]]:
    """Refused attempts and who made them, newest first; also those on no case, if none is asked."""
    query: Any = (
        select(RefusedAttempt, func.coalesce(Person.name, ""))
        .outerjoin(User, User.id == RefusedAttempt.user_id)
        .outerjoin(Person, Person.id == User.person_id)
        .outerjoin(Subject, Subject.id == RefusedAttempt.subject_id)
        .where(or_(RefusedAttempt.subject_id.is_(None), seen))
    )
    query = _of_case(query, wish)
    if wish.person:
        query = query.where(Person.name.contains(wish.person, autoescape=True))
    if wish.action:
        query = query.where(RefusedAttempt.action == wish.action)
    if wish.since is not None:
        query = query.where(RefusedAttempt.at >= wish.since)
    if wish.until is not None:
        query = query.where(RefusedAttempt.at < wish.until)
    if wish.before is not None:
        query = query.where(RefusedAttempt.id < wish.before)
    query = query.order_by(RefusedAttempt.id.desc()).limit(wish.limit)
    return [(row[0], row[1]) for row in session.execute(query)]


def _of_case(query: Any, wish: EventWish) -> Any:
    if wish.kind:
        query = query.where(Subject.kind == wish.kind)
    if wish.number:
        found = select(Subject.id).where(
            or_(Subject.number == wish.number, Subject.serial_no == wish.number)
        )
        query = query.where(or_(Subject.id.in_(found), Subject.parent_id.in_(found)))
    if wish.unit_id is not None:
        project = LivelihoodProject.__table__.c
        tasks = select(_task.id).where(_task.unit_id == wish.unit_id)
        cases = select(_task.proposal_id).where(_task.unit_id == wish.unit_id)
        projects = select(project.id).where(project.lead_unit_id == wish.unit_id)
        query = query.where(
            or_(Subject.id.in_(tasks), Subject.id.in_(cases), Subject.id.in_(projects))
        )
    return query


def subjects_called(session: Session, ids: Collection[int]) -> dict[int, Subject]:
    """These subjects by their ids."""
    query = select(Subject).where(Subject.id.in_(ids))
    return {one.id: one for one in session.scalars(query)}


def traces_of_audit(
    session: Session, *, subject_id: int | None = None, before: int | None = None, limit: int = 50
) -> Sequence[AuditTrace]:
    """What auditors looked at, of one case or of all, newest first."""
    query = select(AuditTrace).order_by(AuditTrace.id.desc()).limit(limit)
    if subject_id is not None:
        query = query.where(AuditTrace.subject_id == subject_id)
    return session.scalars(query.where(AuditTrace.id < before) if before else query).all()


def readings_of(
    session: Session, subject_ids: Collection[int]
) -> list[tuple[str, datetime, str, str]]:
    """Who has read notices and letters of these cases: name, when, what for, and about what.

    The third is `notice` or `letter`; the fourth the action a notice is about, or the unit of
    the letter.
    """
    told = (
        select(Person.name, Notice.read_at, Event.action)
        .join(Event, Event.id == Notice.event_id)
        .join(User, User.id == Notice.user_id)
        .join(Person, Person.id == User.person_id)
        .where(Event.subject_id.in_(subject_ids), Notice.read_at.is_not(None))
    )
    sent = (
        select(Delivery.name, Delivery.read_at, HandlingUnit.name)
        .join(Reply, Reply.id == Delivery.reply_id)
        .join(_task_table, _task.id == Reply.task_id)
        .join(HandlingUnit, HandlingUnit.id == _task.unit_id)
        .where(_task.id.in_(subject_ids), Delivery.read_at.is_not(None))
    )
    found: list[tuple[str, datetime, str, str]] = []
    for kind, query in (("notice", told), ("letter", sent)):
        found += [(name, when, kind, about) for name, when, about in session.execute(query) if when]
    return sorted(found, key=lambda one: one[1])


_task_table = HandlingTask.__table__


def spot_checks(session: Session) -> Sequence[SpotCheck]:
    """Every spot check, newest first."""
    query = select(SpotCheck).options(selectinload(SpotCheck.cases))
    return session.scalars(query.order_by(SpotCheck.id.desc())).all()


def to_draw_from(
    session: Session, seen: ColumnElement[bool], kind: str, session_id: int | None,
    unit_id: int | None,
) -> list[tuple[int, str]]:  # fmt: skip
    """Id and state of every case a spot check may draw, in the order of their numbers."""
    query = select(Subject.id, Subject.state).where(seen, Subject.kind == kind)
    if session_id is not None:
        query = query.where(Subject.session_id == session_id)
    if unit_id is not None:
        query = query.where(
            or_(
                Subject.id.in_(select(_task.id).where(_task.unit_id == unit_id)),
                Subject.id.in_(select(_task.proposal_id).where(_task.unit_id == unit_id)),
            )
        )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Subject.id))]


def first_units(session: Session, subject_ids: Collection[int]) -> dict[int, str]:
    """The unit by which a case is put into a stratum: its first, or that of the task itself."""
    query = (
        select(_task.id, _task.proposal_id, _task.unit_name)
        .where(or_(_task.id.in_(subject_ids), _task.proposal_id.in_(subject_ids)))
        .order_by(_task.id)
    )
    found: dict[int, str] = {}
    for task_id, proposal_id, name in session.execute(query):
        found.setdefault(task_id, name)
        found.setdefault(proposal_id, name)
    return found


def newest_verification(session: Session, *, finished: bool = True) -> Verification | None:
    """The last time the whole record was verified, or was to be."""
    query = select(Verification).order_by(Verification.id.desc()).limit(1)
    if finished:
        query = query.where(Verification.finished_at.is_not(None))
    return session.scalars(query).first()


def with_cases(session: Session, number: int) -> SpotCheck | None:
    """A spot check with its cases."""
    cases = selectinload(SpotCheck.cases)
    query = select(SpotCheck).where(SpotCheck.id == number)
    return session.scalars(query.options(cases)).first()


def delegated_actions(session: Session, subject_ids: Collection[int]) -> list[Event]:
    """The events of these cases in which one acted for another."""
    query = select(Event).options(joinedload(Event.body))
    query = query.where(Event.subject_id.in_(subject_ids), Event.on_behalf_of_id.is_not(None))
    return list(session.scalars(query.order_by(Event.id)))
