"""Patterns worth a look: each finds cases, and says of how many; a pattern accuses nobody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, selectinload

from models.accounts import User
from models.contacts import Contact
from models.evaluations import Evaluation, EvaluationAlert, PaperForm
from models.extensions import Extension
from models.history import Event
from models.notices import Notice
from models.proposals import Proposal
from models.replies import Reply
from models.tasks import HandlingTask

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_task = HandlingTask.__table__
_SIGNED = ("sign_reply", "sign_on_paper")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, and the case it is about."""

    case_id: int
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a pattern finds: the hits, and of how many things they were sought among."""

    hits: tuple[Hit, ...]
    total: int


def quick_replies(session: Session, minutes: int) -> Sighting:
    """Replies signed within minutes after they were drafted, or after the task was signed for."""
    query = (
        select(Event.subject_id, _task.c.proposal_id, _task.c.unit_name, Event.action,
               Event.happened_at)
        .join(_task, _task.c.id == Event.subject_id)
        .where(Event.action.in_(("accept", "draft_reply", *_SIGNED)))
        .order_by(Event.id)
    )  # fmt: skip
    began: dict[int, datetime] = {}
    drafted: dict[int, datetime] = {}
    hits, total, span = [], 0, timedelta(minutes=minutes)
    for task_id, case_id, unit, action, when in session.execute(query):
        if action == "accept":
            began[task_id] = when
        elif action == "draft_reply":
            drafted[task_id] = when
        else:
            total += 1
            start, since = _later(("accept", began.get(task_id)), ("draft", drafted.get(task_id)))
            if since is not None and when - since < span:
                taken = int((when - since).total_seconds() // 60)
                hits.append(Hit(case_id, {"unit": unit, "since": start, "minutes": taken}))
    return Sighting(tuple(hits), total)


def _later(*found: tuple[str, datetime | None]) -> tuple[str, datetime | None]:
    known = [(when, what) for what, when in found if when is not None]
    when, what = max(known) if known else (None, "")
    return what, when


def one_sided_contacts(session: Session) -> Sighting:
    """Cases with contacts of which no proposer has confirmed a single one, and how many he saw."""
    contacts = session.scalars(select(Contact).options(selectinload(Contact.voices)))
    cases: dict[int, list[Contact]] = defaultdict(list)
    for one in contacts:
        cases[one.proposal_id].append(one)
    silent = {
        case_id: found
        for case_id, found in cases.items()
        if not any(voice.answer for one in found for voice in one.voices)
    }
    read = _contact_notices_read(session, set(silent))
    hits = [
        Hit(case_id, {"contacts": len(found), "read": read.get(case_id, 0)})
        for case_id, found in sorted(silent.items())
    ]
    return Sighting(tuple(hits), len(cases))


def _contact_notices_read(session: Session, case_ids: set[int]) -> dict[int, int]:
    """How many of the contacts of each case some proposer has opened the notice of."""
    query = (
        select(_task.c.proposal_id, func.count(func.distinct(Event.id)))
        .join(Event, Event.subject_id == _task.c.id)
        .join(Notice, Notice.event_id == Event.id)
        .join(User, User.id == Notice.user_id)
        .join(Proposal.__table__, Proposal.__table__.c.id == _task.c.proposal_id)
        .where(
            Event.action == "record_contact",
            Notice.read_at.is_not(None),
            _task.c.proposal_id.in_(case_ids),
        )
        .group_by(_task.c.proposal_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def evaluations_from_units(session: Session) -> Sighting:
    """Evaluations that came from where somebody of a handling unit signs in."""
    query = select(EvaluationAlert).options(selectinload(EvaluationAlert.evaluation))
    hits = [
        Hit(one.proposal_id, {"name": one.evaluation.name, "unit": one.unit_name,
                              "user": one.unit_user_name, "kind": one.kind})
        for one in session.scalars(query.order_by(EvaluationAlert.id))
    ]  # fmt: skip
    return Sighting(tuple(hits), session.scalar(select(func.count(Evaluation.id))) or 0)


def changed_evaluations(session: Session) -> Sighting:
    """Evaluations that their proposers changed: the result before and after."""
    before = aliased(Evaluation)
    query = (
        select(Evaluation, before)
        .join(
            before,
            (before.proposal_id == Evaluation.proposal_id)
            & (before.round == Evaluation.round)
            & (before.person_id == Evaluation.person_id)
            & (before.version == Evaluation.version - 1),
        )
        .order_by(Evaluation.id)
    )
    hits = [
        Hit(now.proposal_id, {"name": now.name, "before": then.result, "after": now.result,
                              "when": now.filed_at})
        for now, then in session.execute(query)
    ]  # fmt: skip
    first = select(func.count(Evaluation.id)).where(Evaluation.version == 1)
    return Sighting(tuple(hits), session.scalar(first) or 0)


def withdrawn_late(session: Session) -> Sighting:
    """Proposals that were withdrawn after units had been given them."""
    assigned = Proposal.assigned_at.is_not(None)
    query = (
        select(Event.subject_id, Event.happened_at, Proposal.assigned_at)
        .join(Proposal, Proposal.id == Event.subject_id)
        .where(Event.to_state == "withdrawn", Event.from_state != "withdrawn", assigned)
        .order_by(Event.id)
    )
    hits = [
        Hit(case_id, {"days": (when - given).days})
        for case_id, when, given in session.execute(query)
        if given is not None  # as the query has it
    ]
    total = session.scalar(select(func.count(Proposal.id)).where(assigned)) or 0
    return Sighting(tuple(hits), total)


def late_extensions(session: Session, days: int) -> Sighting:
    """Extensions asked for on the last day, or so many days before it."""
    found = list(session.scalars(select(Extension).order_by(Extension.id)))
    hits = [
        Hit(one.proposal_id, {"by": one.asked_by, "due": one.old_due, "days": left})
        for one in found
        if (left := (one.old_due - local_day(one.asked_at)).days) <= days
    ]
    return Sighting(tuple(hits), len(found))


def papers_of_one_clerk(session: Session, forms: int) -> Sighting:
    """Evaluations on paper, where one clerk typed in that many or more of them."""
    query = select(PaperForm).where(PaperForm.status == "confirmed").order_by(PaperForm.id)
    clerks: dict[str, list[PaperForm]] = defaultdict(list)
    for one in session.scalars(query):
        clerks[one.entered_by].append(one)
    hits = [
        Hit(one.proposal_id, {"clerk": clerk, "name": one.name, "second": one.decided_by,
                              "count": len(found)})
        for clerk, found in sorted(clerks.items())
        if len(found) >= forms
        for one in found
    ]  # fmt: skip
    return Sighting(tuple(hits), sum(map(len, clerks.values())))


def late_contacts(session: Session, days: int) -> Sighting:
    """Contacts that were entered more than so many days after they are said to have been held."""
    query = (
        select(Contact, _task.c.unit_name)
        .join(_task, _task.c.id == Contact.task_id)
        .order_by(Contact.id)
    )
    found = list(session.execute(query))
    hits = [
        Hit(one.proposal_id, {"unit": unit, "held": one.held_on, "days": late})
        for one, unit in found
        if (late := (local_day(one.recorded_at) - one.held_on).days) > days
    ]
    return Sighting(tuple(hits), len(found))


def replies_alike(session: Session, percent: int) -> Sighting:
    """Letters that are as much like a letter of the same unit on another proposal."""
    other = aliased(Reply)
    other_task = aliased(_task)
    query = (
        select(_task.c.proposal_id, _task.c.unit_name, Reply.likeness, other_task.c.proposal_id)
        .select_from(Reply)
        .join(_task, _task.c.id == Reply.task_id)
        .join(other, other.id == Reply.like_id)
        .join(other_task, other_task.c.id == other.task_id)
        .where(Reply.status == "issued", Reply.likeness >= percent)
        .order_by(Reply.id)
    )
    hits = [
        Hit(case_id, {"unit": unit, "percent": likeness, "other": other_id})
        for case_id, unit, likeness, other_id in session.execute(query)
        if other_id != case_id
    ]
    issued = select(func.count(Reply.id)).where(Reply.status == "issued")
    return Sighting(tuple(hits), session.scalar(issued) or 0)


def local_day(moment: datetime) -> date:
    """The day of an instant in the county."""
    return moment.astimezone(_SHANGHAI).date()
