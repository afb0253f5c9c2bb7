"""Questions about merging: what a case can be put under, and which merges it has seen."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.merging import Merge
from models.proposals import Proposal
from models.replies import Reply
from models.tasks import HandlingTask

#: a reply that has left the drafter's desk, and was not sent back to it
UNDER_WAY = ("drafted", "checked", "sent", "issued")


def possible_mains(session: Session, proposal: Proposal) -> Sequence[Proposal]:
    """Filed cases under the same rules, merged into nothing, on which no reply is under way."""
    replied = (
        select(HandlingTask.proposal_id)
        .join(Reply, Reply.task_id == HandlingTask.id)
        .where(HandlingTask.released.is_(False), Reply.status.in_(UNDER_WAY))
    )
    query = select(Proposal).where(
        Proposal.id != proposal.id,
        Proposal.rules_digest == proposal.rules_digest,
        Proposal.number.is_not(None),
        Proposal.closed_at.is_(None),
        Proposal.merged_into_id.is_(None),
        Proposal.id.not_in(replied),
    )
    return session.scalars(query.order_by(Proposal.filed_at.desc(), Proposal.id.desc())).all()


def merges_of(session: Session, proposal_id: int) -> Sequence[Merge]:
    """Every merge in which the case was the main or the merged one, undone ones too."""
    query = select(Merge).where(or_(Merge.main_id == proposal_id, Merge.merged_id == proposal_id))
    return session.scalars(query.order_by(Merge.id)).all()
