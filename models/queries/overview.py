"""What the printed lists tell: the figures of each unit, the outcome of each proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.evaluations import Evaluation
from models.extensions import Extension
from models.history import Event, RefusedAttempt
from models.organisation import HandlingUnit
from models.proposals import Proposal
from models.queries.evaluations import counting
from models.replies import Reply
from models.subjects import Subject
from models.tasks import HandlingTask

_task = HandlingTask.__table__.c
_row = Subject.__table__.c
#: an evaluation is told to others when no proposer is asked any more
_ASKED = "proposer"


@dataclass(slots=True)
class UnitFigures:
    """The figures of one unit; tasks that were returned are left out of all of them."""

    name: str
    counts: Mapping[str, int]
    classes: Counter[str] = field(default_factory=Counter)
    #: the evaluations of what it answered itself, by result
    results: Counter[str] = field(default_factory=Counter)


def unit_figures(session: Session, today: date, session_id: int | None) -> list[UnitFigures]:
    """Every unit that holds a task, in the order of the register."""
    granted = select(Extension.task_id).where(Extension.decision == "granted")
    columns = {
        "held": _task.id.is_not(None),
        "co": _task.duty == "co",
        "signed": _task.signed_at.is_not(None),
        "answered": _task.answered_at.is_not(None),
        "extended": _task.id.in_(granted),
        "late": and_(_row.closed_at.is_(None), _row.due_on < today),
    }
    counted = [func.sum(case((found, 1), else_=0)) for found in columns.values()]
    query = (
        select(HandlingUnit.id, HandlingUnit.name, *counted)
        .select_from(HandlingTask.__table__)
        .join(Subject.__table__, _row.id == _task.id)
        .join(HandlingUnit, HandlingUnit.id == _task.unit_id)
        .where(_task.released.is_(False))
        .group_by(HandlingUnit.id, HandlingUnit.name)
        .order_by(HandlingUnit.id)
    )
    if session_id is not None:
        query = query.where(_row.session_id == session_id)
    found = {
        row[0]: UnitFigures(row[1], dict(zip(columns, map(int, row[2:]), strict=True)))
        for row in session.execute(query)
    }
    _add_classes(session, session_id, found)
    _add_results(session, session_id, found)
    return list(found.values())


def _add_classes(session: Session, session_id: int | None, found: dict[int, UnitFigures]) -> None:
    final = func.coalesce(Reply.confirmed_class, Reply.reply_class)
    query = (
        select(HandlingTask.unit_id, final, func.count(func.distinct(Reply.task_id)))
        .join(Reply, Reply.task_id == HandlingTask.id)
        .where(Reply.status == "issued", HandlingTask.released.is_(False))
        .group_by(HandlingTask.unit_id, final)
    )
    if session_id is not None:
        query = query.where(HandlingTask.session_id == session_id)
    for unit_id, letter_class, count in session.execute(query):
        found[unit_id].classes[letter_class] = count


def _add_results(session: Session, session_id: int | None, found: dict[int, UnitFigures]) -> None:
    query = select(HandlingTask.unit_id, HandlingTask.proposal_id, HandlingTask.round).where(
        HandlingTask.released.is_(False), HandlingTask.duty != "co"
    )
    if session_id is not None:
        query = query.where(HandlingTask.session_id == session_id)
    answered: dict[tuple[int, int], list[int]] = {}
    for unit_id, proposal_id, round_no in session.execute(query):
        answered.setdefault((proposal_id, round_no), []).append(unit_id)
    judged = results_of(session, {proposal_id for proposal_id, _round in answered})
    for (proposal_id, round_no), results in judged.items():
        for unit_id in answered.get((proposal_id, round_no), []):
            found[unit_id].results.update(results)


def results_of(
    session: Session, proposal_ids: Collection[int]
) -> dict[tuple[int, int], Counter[str]]:
    """How each proposal's last round was judged; none while a proposer may still speak."""
    query = (
        select(Evaluation, Subject.round)
        .join(Subject, Subject.id == Evaluation.proposal_id)
        .where(Subject.id.in_(proposal_ids), Subject.waits_for.is_distinct_from(_ASKED))
        .options(joinedload(Evaluation.paper_form))
        .order_by(Evaluation.id)
    )
    last = {}
    evaluations = []
    for evaluation, round_no in session.execute(query).unique():
        last[evaluation.proposal_id] = round_no
        evaluations.append(evaluation)
    # The last round that was judged: a case that is handled anew has none yet.
    judged = [one for one in counting(evaluations) if one.round <= last[one.proposal_id]]
    newest: dict[int, int] = {}
    for one in judged:
        newest[one.proposal_id] = max(one.round, newest.get(one.proposal_id, 0))
    found: dict[tuple[int, int], Counter[str]] = {}
    for one in judged:
        if one.round == newest[one.proposal_id]:
            found.setdefault((one.proposal_id, one.round), Counter())[one.result] += 1
    return found


def for_catalogue(session: Session, ids: Sequence[int]) -> Sequence[Proposal]:
    """The proposals of these ids, with all that a line of the catalogue tells, by number."""
    query = (
        select(Proposal)
        .where(Proposal.id.in_(ids))
        .options(
            selectinload(Proposal.tasks).selectinload(HandlingTask.replies),
            selectinload(Proposal.signatures),
            joinedload(Proposal.session),
        )
    )
    return sorted(
        session.scalars(query).unique(),
        key=lambda one: (one.number is None, one.number or one.serial_no or "", one.id),
    )


def where_things_stand(session: Session) -> dict[int, tuple[str, str, str, str]]:
    """Kind, state, number and title of every subject that has a record."""
    query = select(
        Subject.id, Subject.kind, Subject.state, Subject.number, Subject.serial_no, Subject.private,
        Subject.title,
    ).where(Subject.id.in_(select(Event.subject_id)))  # fmt: skip
    return {
        row.id: (
            row.kind,
            row.state,
            row.number or row.serial_no or "",
            "" if row.private else row.title,
        )
        for row in session.execute(query)
    }


def refusals_by_action(session: Session) -> list[tuple[str, int]]:
    """How often each action was refused, the most frequent first."""
    count = func.count(RefusedAttempt.id)
    query = select(RefusedAttempt.action, count).group_by(RefusedAttempt.action)
    query = query.order_by(count.desc(), RefusedAttempt.action)
    return [(action, number) for action, number in session.execute(query)]
