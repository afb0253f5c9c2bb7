"""督查周报: what every unit is behind with, and what falls due soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session, selectin_polymorphic

from models.notices import Outbox
from models.projects import LivelihoodProject
from models.promises import Promise
from models.subjects import Subject
from models.supervision import SupervisionCase
from models.tasks import HandlingTask

#: whose turn it is when the unit is the one that is late
OF_UNITS = ("unit", "lead_unit", "co_unit", "unit_leader", "countersigner")
_KINDS = (HandlingTask, LivelihoodProject, Promise, SupervisionCase)


def falling_due(session: Session, last: date) -> Sequence[Subject]:
    """What waits for a unit and is due on that day or before, the oldest date first."""
    released = select(HandlingTask.__table__.c.id).where(HandlingTask.__table__.c.released)
    query = (
        select(Subject)
        .where(
            Subject.kind.in_([kind.__mapper_args__["polymorphic_identity"] for kind in _KINDS]),
            Subject.closed_at.is_(None),
            Subject.due_on <= last,
            or_(false(), *(Subject.waits_for == party for party in OF_UNITS)),
            Subject.id.not_in(released),
        )
        .order_by(Subject.due_on, Subject.id)
        .options(selectin_polymorphic(Subject, _KINDS))
    )
    return session.scalars(query).all()


def is_queued(session: Session, key: str) -> bool:
    """Whether a message of that key has been put into the outbox."""
    return session.scalar(select(Outbox.id).where(Outbox.key == key)) is not None
