"""What the indicators (办理指标) are counted from: the cases of a session with all their parts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.contacts import Contact
from models.history import Event, EventBody
from models.promises import Promise
from models.proposals import Proposal
from models.replies import Reply
from models.tasks import HandlingTask


def submitted_cases(session: Session, plenary_id: int | None) -> Sequence[Proposal]:
    """Every proposal that was ever handed in, of one session or of all, with its parts."""
    parts = selectinload(Proposal.tasks)
    query = (
        select(Proposal)
        .where(Proposal.submitted_at.is_not(None))
        .options(
            selectinload(Proposal.signatures),
            selectinload(Proposal.merged).selectinload(Proposal.signatures),
            parts.joinedload(HandlingTask.unit),
            parts.selectinload(HandlingTask.contacts).selectinload(Contact.voices),
            parts.selectinload(HandlingTask.contacts).selectinload(Contact.evidence),
            parts.selectinload(HandlingTask.replies).selectinload(Reply.answers),
        )
        .order_by(Proposal.id)
    )
    if plenary_id is not None:
        query = query.where(Proposal.session_id == plenary_id)
    return session.scalars(query).all()


def promises_in(session: Session, case_ids: Collection[int]) -> Sequence[Promise]:
    """Every promise made in these cases, with its unit and its second letter."""
    query = (
        select(Promise)
        .where(Promise.parent_id.in_(case_ids))
        .options(joinedload(Promise.unit), joinedload(Promise.second_letter))
        .order_by(Promise.id)
    )
    return session.scalars(query).all()


def due_dates(
    session: Session, case_ids: Collection[int]
) -> Mapping[int, Sequence[tuple[datetime, date | None]]]:
    """When the due date of each case became which, in order, as its events say."""
    query = (
        select(Event.subject_id, Event.happened_at, EventBody.text)
        .join(EventBody, EventBody.event_id == Event.id)
        .where(Event.subject_id.in_(case_ids), EventBody.text.contains('"due_on"'))
        .order_by(Event.id)
    )
    found: dict[int, list[tuple[datetime, date | None]]] = defaultdict(list)
    for case_id, moment, text in session.execute(query):
        change = json.loads(text)["changes"].get("due_on")
        if change is not None:
            found[case_id].append((moment, date.fromisoformat(change[1]) if change[1] else None))
    return found
