"""各组提案: how many proposals came from each liaison group, and when. Data, never a ranking."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from models.organisation import LiaisonGroup
from models.proposals import Proposal
from models.subjects import Subject

_row = Subject.__table__.c
_proposal = Proposal.__table__.c


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group, or the members of none: what was handed in, and of that between sessions."""

    group_id: int | None
    name: str
    submitted: int = 0
    between: int = 0
    filed: int = 0


def group_rows(session: Session, session_id: int | None) -> list[GroupRow]:
    """Every group at work or with a proposal, in the order of the register; last, those of none.

    A proposal counts for the group that its author was in when he began it.
    """

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    query = (
        select(
            _row.group_id,
            func.count(),
            number(_proposal.in_session.is_(False)),
            number(_row.number.is_not(None)),
        )
        .join(Proposal.__table__, _proposal.id == _row.id)
        .where(_proposal.submitted_at.is_not(None))
        .group_by(_row.group_id)
    )
    if session_id is not None:
        query = query.where(_row.session_id == session_id)
    found = {group: tuple(map(int, counts)) for group, *counts in session.execute(query)}
    groups = session.scalars(select(LiaisonGroup).order_by(LiaisonGroup.id))
    rows = [
        GroupRow(one.id, one.name, *found.get(one.id, ()))
        for one in groups
        if one.active or one.id in found
    ]
    return [*rows, GroupRow(None, "", *found[None])] if None in found else rows
