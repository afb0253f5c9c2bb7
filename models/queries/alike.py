"""Which submitted proposals share marks with a text: candidates, to be compared one by one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session, selectinload

from models.fingerprints import ASKED, KEPT, Fingerprint, text_marks, title_marks
from models.proposals import Proposal, ProposalVersion

#: how many are compared at most: those that share most of the title, and most of the text
BY_TITLE, BY_TEXT = 24, 12
BATCH = 500
_row = Fingerprint.__table__.c


def body_of(proposal: Proposal) -> str:
    """情况, 分析 and 建议 as one text."""
    return "\n".join(
        [proposal.background, proposal.analysis, *(one.text for one in proposal.suggestions)]
    )


def candidates(session: Session, title: str, body: str, besides: int | None) -> Sequence[Proposal]:
    """The proposals to compare with, drafts left out; the caller adds what the user may see."""
    found = {
        *_sharing(session, title_marks(title), BY_TITLE, besides),
        *_sharing(session, text_marks(body, ASKED), BY_TEXT, besides),
    }
    query = select(Proposal).where(Proposal.id.in_(found), Proposal.private.is_(False))
    query = query.options(selectinload(Proposal.suggestions))
    return session.scalars(query.order_by(Proposal.id)).all()


def _sharing(
    session: Session, marks: Sequence[int], most: int, besides: int | None
) -> Sequence[int]:
    query = (
        select(_row.proposal_id)
        .where(_row.mark.in_(marks))
        .group_by(_row.proposal_id)
        .order_by(func.count().desc(), _row.proposal_id.desc())
        .limit(most)
    )
    if besides is not None:
        query = query.where(_row.proposal_id != besides)
    return session.scalars(query).all()


def keep_marks(session: Session, proposal: Proposal) -> None:
    """Write the marks of a proposal as it stands; flush first."""
    _forget(session, [proposal.id])
    _write(session, [proposal])


def rebuild_marks(session: Session) -> int:
    """Write the marks of everything that was ever submitted anew; how many. The caller commits."""
    count = last = 0
    submitted = select(ProposalVersion.proposal_id)
    while batch := session.scalars(
        select(Proposal)
        .where(Proposal.id > last, Proposal.id.in_(submitted))
        .options(selectinload(Proposal.suggestions))
        .order_by(Proposal.id)
        .limit(BATCH)
    ).all():
        _forget(session, [one.id for one in batch])
        _write(session, batch)
        last, count = batch[-1].id, count + len(batch)
        session.expunge_all()
    return count


def _forget(session: Session, ids: Sequence[int]) -> None:
    session.execute(delete(Fingerprint).where(_row.proposal_id.in_(ids)))


def _write(session: Session, proposals: Sequence[Proposal]) -> None:
    rows = [
        {"mark": mark, "proposal_id": one.id}
        for one in proposals
        for mark in {*title_marks(one.title), *text_marks(body_of(one), KEPT)}
    ]
    if rows:
        session.execute(insert(Fingerprint.__table__), rows)  # type: ignore[arg-type]
