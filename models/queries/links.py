"""Links of subjects, from either end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.links import SubjectLink


def links_of(session: Session, subject_ids: Collection[int]) -> Sequence[SubjectLink]:
    """Every link from or to one of the subjects, oldest first."""
    if not subject_ids:
        return ()
    ends = or_(SubjectLink.from_id.in_(subject_ids), SubjectLink.to_id.in_(subject_ids))
    return session.scalars(select(SubjectLink).where(ends).order_by(SubjectLink.id)).all()


def linked_from(session: Session, subject_id: int, relation: str) -> Sequence[SubjectLink]:
    """What a subject has led to in that relation, oldest first."""
    query = select(SubjectLink).where(
        SubjectLink.from_id == subject_id, SubjectLink.relation == relation
    )
    return session.scalars(query.order_by(SubjectLink.id)).all()


def linked_to(session: Session, subject_id: int, relation: str) -> Sequence[SubjectLink]:
    """What a subject has come from in that relation, oldest first."""
    query = select(SubjectLink).where(
        SubjectLink.to_id == subject_id, SubjectLink.relation == relation
    )
    return session.scalars(query.order_by(SubjectLink.id)).all()
