"""Which events members, groups and units are credited with: the raw material of duties and points.

Nothing here is typed by anybody for the purpose: every row is an event of the record, beside the
subject it happened to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectin_polymorphic, selectinload

from models.activities import Activity
from models.contacts import Contact
from models.evaluations import Evaluation
from models.history import Event
from models.opinions import SocialOpinion
from models.projects import LivelihoodProject
from models.promises import Promise
from models.proposals import Proposal
from models.subjects import Subject
from models.tasks import HandlingTask

_CHUNK = 500


def happenings(
    session: Session,
    marks: Mapping[str, Collection[str]],
    states: Mapping[str, Collection[str]],
    since: datetime,
    until: datetime,
) -> Sequence[tuple[Event, Subject]]:
    """The events in the order of the record, each with its subject.

    `marks` are the actions that count, by kind; `states` the states that count once entered.
    Both instants are inclusive of `since` and exclusive of `until`.
    """
    wanted = [
        and_(Subject.kind == kind, Event.action.in_(actions)) for kind, actions in marks.items()
    ] + [
        and_(
            Subject.kind == kind,
            Event.to_state.in_(names),
            Event.from_state.is_distinct_from(Event.to_state),
        )
        for kind, names in states.items()
    ]
    query = (
        select(Event, Subject)
        .join(Subject, Subject.id == Event.subject_id)
        .where(or_(*wanted), Event.happened_at >= since, Event.happened_at < until)
        .options(
            selectin_polymorphic(
                Subject,
                [Proposal, HandlingTask, LivelihoodProject, Promise, Activity, SocialOpinion],
            ),
            # What every reader asks of a case is read for all of them at once.
            selectinload(Proposal.signatures),
            selectinload(Proposal.tasks).selectinload(HandlingTask.replies),
            selectinload(Proposal.tasks)
            .selectinload(HandlingTask.contacts)
            .options(selectinload(Contact.voices), selectinload(Contact.evidence)),
        )
        .order_by(Event.id)
    )
    return [(event, subject) for event, subject in session.execute(query).unique()]


def last_events(session: Session, kind: str, action: str) -> dict[int, int]:
    """By subject of that kind, its newest event of that action."""
    query = (
        select(Event.subject_id, func.max(Event.id))
        .join(Subject, Subject.id == Event.subject_id)
        .where(Subject.kind == kind, Event.action == action)
        .group_by(Event.subject_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def evaluations_by_case(session: Session, case_ids: Collection[int]) -> dict[int, list[Evaluation]]:
    """Every version of every evaluation of these proposals, in order."""
    found: dict[int, list[Evaluation]] = {}
    ids = sorted(case_ids)
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(Evaluation)
            .outerjoin(Evaluation.paper_form)
            .options(contains_eager(Evaluation.paper_form))
            .where(Evaluation.proposal_id.in_(ids[start : start + _CHUNK]))
            .order_by(Evaluation.id)
        )
        for one in session.scalars(query):
            found.setdefault(one.proposal_id, []).append(one)
    return found
