"""关联: what one case has become in another, or serves in it, told from both ends.

A row says from which subject to which, in which relation, and by which event it was made, so
that each page can show the other and the record proves both.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.history import Event
from models.subjects import Subject


class SubjectLink(Base):
    """关联: two subjects, their relation, and the event that made it."""

    __tablename__ = "subject_link"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "relation"),
        CheckConstraint("from_id <> to_id", name="apart"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    #: a name of `workflow.linking.RELATIONS`
    relation: Mapped[str]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)

    source: Mapped[Subject] = relationship(foreign_keys=[from_id])
    target: Mapped[Subject] = relationship(foreign_keys=[to_id])
    event: Mapped[Event] = relationship()
