"""Which proposals a member may second, and which he seconded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, not_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.accounts import User
from models.proposals import Proposal, Seconding, Signature
from models.queries.visibility import may_read_text


def open_to(session: Session, user: User, today: date) -> Sequence[Proposal]:
    """Proposals that the user may second now, the latest submitted first."""
    taking_part = or_(
        Proposal.author_id == user.person_id,
        Proposal.id.in_(
            select(Signature.proposal_id).where(
                Signature.person_id == user.person_id,
                Signature.decision.in_(("pending", "agreed")),
            )
        ),
        Proposal.id.in_(_seconded(user)),
    )
    query = select(Proposal).where(
        may_read_text(user, today), Proposal.seconding_now, not_(taking_part)
    )
    return _loaded(session, query.order_by(Proposal.submitted_at.desc(), Proposal.id.desc()))


def seconded_by(session: Session, user: User, today: date) -> Sequence[Proposal]:
    """Proposals the user seconds, the latest first."""
    query = select(Proposal).where(may_read_text(user, today), Proposal.id.in_(_seconded(user)))
    return _loaded(session, query.order_by(Proposal.id.desc()))


def _seconded(user: User) -> Select[int]:
    return select(Seconding.proposal_id).where(
        Seconding.person_id == user.person_id, Seconding.status == "given"
    )


def _loaded(session: Session, query: Select[Proposal]) -> Sequence[Proposal]:
    ways = (joinedload(Proposal.author), selectinload(Proposal.secondings))
    return session.scalars(query.options(*ways)).all()
