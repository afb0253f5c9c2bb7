"""Questions about drafts that are being bundled into a collective proposal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.bundles import Bundle, BundleItem
from models.proposals import Proposal

#: the state in which a draft can be gathered
IN_REVIEW = "group_review"


def item_of(session: Session, proposal_id: int) -> BundleItem | None:
    """The draft's place in the bundle for which it was named last."""
    query = select(BundleItem).where(BundleItem.proposal_id == proposal_id)
    return session.scalars(query.order_by(BundleItem.id.desc()).limit(1)).first()


def bundle_behind(session: Session, proposal_id: int) -> Bundle | None:
    """The bundle that this collective proposal came of."""
    query = select(Bundle).where(Bundle.collective_id == proposal_id)
    return session.scalars(query.limit(1)).first()


def in_review(session: Session, group_id: int | None) -> Sequence[Proposal]:
    """What lies before the group, in the order of arrival."""
    query = select(Proposal).where(Proposal.state == IN_REVIEW, Proposal.group_id == group_id)
    return session.scalars(query.order_by(Proposal.id)).all()


def concerned_by(session: Session, proposal_id: int) -> Sequence[Proposal]:
    """The other open drafts that an act on this one, or on their collective one, may move."""
    mine = select(BundleItem.bundle_id).where(BundleItem.proposal_id == proposal_id)
    named = (
        select(BundleItem.proposal_id)
        .join(Bundle, Bundle.id == BundleItem.bundle_id)
        .where(or_(Bundle.collective_id == proposal_id, Bundle.id.in_(mine)))
    )
    query = select(Proposal).where(
        Proposal.id.in_(named), Proposal.id != proposal_id, Proposal.closed_at.is_(None)
    )
    return session.scalars(query.order_by(Proposal.id)).all()


def lock_bundle(session: Session, bundle: Bundle) -> None:
    """Two authors who answer at once must see each other, or neither would be the last."""
    session.flush()
    session.scalars(select(Bundle.id).where(Bundle.id == bundle.id).with_for_update()).one()
    for item in bundle.items:
        session.refresh(item)
