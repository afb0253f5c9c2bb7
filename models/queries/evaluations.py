"""Questions about evaluations."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.proposals import Proposal
from models.replies import Evaluation


def round_evaluations(session: Session, proposal: Proposal) -> list[Evaluation]:
    """The evaluations of the proposal's present round."""
    return list(
        session.scalars(
            select(Evaluation)
            .where(Evaluation.proposal_id == proposal.id, Evaluation.round == proposal.round)
            .order_by(Evaluation.id)
        )
    )


def all_evaluations(session: Session, proposal_id: int) -> list[Evaluation]:
    """Every evaluation of every round."""
    return list(
        session.scalars(
            select(Evaluation).where(Evaluation.proposal_id == proposal_id).order_by(Evaluation.id)
        )
    )
