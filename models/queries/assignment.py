"""What assignment asks: leaders, meetings, cases that are ready to be handed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.accounts import User
from models.assignment import Assignment, AssignmentPlan, HandoverMeeting, KeyProposal
from models.proposals import Proposal
from models.queries.parties import users_in_role


def leaders(session: Session, today: date) -> list[User]:
    """Everybody who may be asked to supervise a key proposal."""
    return users_in_role(session, "leader", today)


def meeting(session: Session, number: int) -> HandoverMeeting | None:
    """The meeting of that id."""
    return session.get(HandoverMeeting, number)


def meetings(session: Session, limit: int = 60) -> Sequence[HandoverMeeting]:
    """The meetings, the latest first."""
    query = select(HandoverMeeting).order_by(
        HandoverMeeting.held_on.desc(), HandoverMeeting.id.desc()
    )
    return session.scalars(query.limit(limit)).all()


def handed_over(session: Session, meeting_id: int) -> Sequence[Proposal]:
    """The cases handed over at a meeting, in the order of their numbers."""
    query = select(Proposal).join(Assignment, Assignment.proposal_id == Proposal.id)
    query = query.where(Assignment.handover_id == meeting_id).options(selectinload(Proposal.tasks))
    return session.scalars(query.order_by(Proposal.number, Proposal.id)).all()


def count_handed_over(session: Session) -> dict[int, int]:
    """How many cases each meeting has."""
    query = select(Assignment.handover_id, func.count()).group_by(Assignment.handover_id)
    return {number: count for number, count in session.execute(query) if number is not None}


def key_among(session: Session, proposal_ids: Collection[int]) -> dict[int, str]:
    """Which of the proposals are key proposals, with the leader who supervises each."""
    query = select(KeyProposal.proposal_id, KeyProposal.leader_name).where(
        KeyProposal.ended_on.is_(None), KeyProposal.proposal_id.in_(proposal_ids)
    )
    return {row.proposal_id: row.leader_name for row in session.execute(query)}


def ready_to_assign(session: Session, limit: int = 300) -> Sequence[Proposal]:
    """Filed cases with a plan: asked in a trial, or proposed by the office; oldest first."""
    planned = select(AssignmentPlan.proposal_id)
    query = select(Proposal).where(Proposal.state == "filed", Proposal.id.in_(planned))
    query = query.options(selectinload(Proposal.plans).selectinload(AssignmentPlan.answers))
    return session.scalars(query.order_by(Proposal.number, Proposal.id).limit(limit)).all()


def count_unplanned(session: Session) -> int:
    """无主件: filed cases of which nobody has said yet who is to handle them."""
    planned = select(AssignmentPlan.proposal_id)
    query = select(func.count(Proposal.id)).where(
        Proposal.state == "filed", Proposal.id.not_in(planned)
    )
    return session.scalar(query) or 0
