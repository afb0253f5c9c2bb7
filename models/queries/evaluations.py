"""Questions about evaluations. Those that count are the last version of each proposer and round."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.evaluations import (
    Evaluation,
    EvaluationAlert,
    Mediation,
    PaperForm,
    ProposalRating,
    paper_scan,
)
from models.proposals import Proposal


def all_evaluations(session: Session, proposal_id: int) -> list[Evaluation]:
    """Every version of every round, also those that no longer count."""
    return list(
        session.scalars(
            select(Evaluation)
            .where(Evaluation.proposal_id == proposal_id)
            .options(joinedload(Evaluation.paper_form))
            .order_by(Evaluation.id)
        )
    )


def counting(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    """The last version of each proposer and round; none that a proposer objects to."""
    last: dict[tuple[int, int, int], Evaluation] = {}
    for one in evaluations:
        if one.paper_form is None or one.paper_form.status != "disputed":
            last[one.proposal_id, one.round, one.person_id] = one
    return sorted(last.values(), key=lambda one: one.id)


def round_evaluations(session: Session, proposal: Proposal) -> list[Evaluation]:
    """The evaluations that count in the proposal's present round."""
    found = counting(all_evaluations(session, proposal.id))
    return [one for one in found if one.round == proposal.round]


def paper_forms(session: Session, proposal_id: int) -> list[PaperForm]:
    """Every paper form of the case, in order of entry."""
    return list(
        session.scalars(
            select(PaperForm)
            .where(PaperForm.proposal_id == proposal_id)
            .options(selectinload(PaperForm.scans))
            .order_by(PaperForm.id)
        )
    )


def scan_writers(session: Session, file_ids: Collection[int]) -> dict[int, int]:
    """Whose form each of the files that are scans of one shows."""
    query = (
        select(paper_scan.c.attachment_id, PaperForm.person_id)
        .join(PaperForm, PaperForm.id == paper_scan.c.form_id)
        .where(paper_scan.c.attachment_id.in_(file_ids))
    )
    return {file_id: person_id for file_id, person_id in session.execute(query)}  # noqa: C416


def alerts_of(session: Session, proposal_id: int) -> list[EvaluationAlert]:
    """What was noticed about the evaluations of a case."""
    query = select(EvaluationAlert).where(EvaluationAlert.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(EvaluationAlert.id)))


def mediations(session: Session, proposal_id: int) -> list[Mediation]:
    """Every meeting that was convened, in order."""
    query = select(Mediation).where(Mediation.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(Mediation.id)))


def ratings_of(session: Session, proposal_id: int) -> list[ProposalRating]:
    """What the units think of the proposal."""
    query = select(ProposalRating).where(ProposalRating.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(ProposalRating.id)))
