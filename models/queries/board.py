"""承办情况一览: how many tasks of each unit stand where. Data, never a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from models.extensions import Extension
from models.organisation import HandlingUnit
from models.projects import LivelihoodProject
from models.promises import Promise
from models.proposals import Proposal
from models.subjects import Subject
from models.supervision import SupervisionCase
from models.tasks import HandlingTask

_task = HandlingTask.__table__.c
_row = Subject.__table__.c
_project = LivelihoodProject.__table__.c
_promise = Promise.__table__.c
_supervision = SupervisionCase.__table__.c
_held = _task.released.is_(False)
_disputed = and_(_task.returns > 0, _task.return_outcome.is_(None))
_extended = select(Extension.task_id).where(Extension.decision == "granted")

#: where a task stands, told from its columns; a list of tasks filters by the same words
PHASES: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "held": _held,
        "to_sign": and_(_task.signed_at.is_(None), _held, not_(_disputed)),
        "working": and_(
            _task.signed_at.is_not(None), _task.answered_at.is_(None), _held, not_(_disputed)
        ),
        "disputed": and_(_disputed, _held),
        "co": and_(_task.duty == "co", _held),
        "answered": and_(_task.answered_at.is_not(None), _held),
        "extended": and_(_task.id.in_(_extended), _held),
    }
)
LATE = "late"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit and how many of its tasks stand in each phase."""

    unit_id: int
    name: str
    counts: Mapping[str, int]


def in_phase(phase: str) -> ColumnElement[bool]:
    """Whether a subject is a handling task that stands there; KeyError for an unknown phase."""
    return Subject.id.in_(select(_task.id).where(PHASES[phase]))


def of_unit(unit_id: int) -> ColumnElement[bool]:
    """Whether a subject is a case, a task or a project of that unit."""
    return or_(
        Subject.id.in_(
            select(_task.proposal_id).where(_task.unit_id == unit_id, _task.released.is_(False))
        ),
        Subject.id.in_(select(_task.id).where(_task.unit_id == unit_id)),
        Subject.id.in_(select(_project.id).where(_project.lead_unit_id == unit_id)),
        Subject.id.in_(select(_promise.id).where(_promise.unit_id == unit_id)),
        Subject.id.in_(select(_supervision.id).where(_supervision.unit_id == unit_id)),
    )


def unit_rows(session: Session, today: date, session_id: int | None) -> list[UnitRow]:
    """Every unit that has had a task, in the order of the register."""
    late = and_(_row.closed_at.is_(None), _row.due_on < today, _held)
    columns = {**PHASES, LATE: late}
    counted = [func.sum(case((found, 1), else_=0)).label(name) for name, found in columns.items()]
    query = (
        select(HandlingUnit.id, HandlingUnit.name, *counted)
        .select_from(HandlingTask.__table__)
        .join(Subject.__table__, _row.id == _task.id)
        .join(HandlingUnit, HandlingUnit.id == _task.unit_id)
        .group_by(HandlingUnit.id, HandlingUnit.name)
        .order_by(HandlingUnit.id)
    )
    if session_id is not None:
        query = query.where(_row.session_id == session_id)
    return [
        UnitRow(row[0], row[1], dict(zip(columns, map(int, row[2:]), strict=True)))
        for row in session.execute(query)
    ]


def without_owner() -> ColumnElement[bool]:
    """无主件: an open case of which no answering unit of this round holds its task undisputed."""
    round_ = aliased(Subject)
    case_ = aliased(Subject)
    proposal = Proposal.__table__.c
    now = and_(_task.proposal_id == proposal.id, _task.duty != "co", round_.round == case_.round)
    tasks = select(_task.id).join(round_, round_.id == _task.id).where(now)
    found = (
        select(proposal.id)
        .join(case_, case_.id == proposal.id)
        .where(
            case_.closed_at.is_(None),
            case_.waits_for == "lead_unit",
            tasks.correlate(Proposal.__table__, case_).exists(),
            not_(tasks.where(_held, not_(_disputed)).correlate(Proposal.__table__, case_).exists()),
        )
    )
    return Subject.id.in_(found)
