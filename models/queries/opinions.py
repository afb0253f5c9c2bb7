"""Questions about opinions and the issues they are put into."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.opinions import OpinionIssue, OpinionIssueItem, SocialOpinion

#: states in which an opinion can still be put into an issue
TO_BE_USED = ("sent", "with_unit", "handled", "turned")


def issues_of(session: Session, opinion_id: int) -> Sequence[OpinionIssue]:
    """The issues in which an opinion stands, cancelled ones too, oldest first."""
    query = (
        select(OpinionIssue)
        .join(OpinionIssueItem, OpinionIssueItem.issue_id == OpinionIssue.id)
        .where(OpinionIssueItem.opinion_id == opinion_id)
        .order_by(OpinionIssue.id)
    )
    return session.scalars(query).all()


def free_opinions(session: Session, issue: OpinionIssue | None = None) -> Sequence[SocialOpinion]:
    """What an issue can be made of, oldest first: sent, and in no other issue that stands."""
    taken = (
        select(OpinionIssueItem.opinion_id)
        .join(OpinionIssue, OpinionIssue.id == OpinionIssueItem.issue_id)
        .where(OpinionIssue.state != "cancelled")
    )
    if issue is not None and issue.id is not None:
        taken = taken.where(OpinionIssue.id != issue.id)
    query = select(SocialOpinion).where(
        SocialOpinion.opinion_kind == "information",
        SocialOpinion.state.in_(TO_BE_USED),
        SocialOpinion.id.not_in(taken),
    )
    return session.scalars(query.order_by(SocialOpinion.id)).all()
