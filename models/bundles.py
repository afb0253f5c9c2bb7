"""合并起草: drafts of a liaison group that are to become one collective proposal.

A bundle has no state and no clock of its own: every draft keeps both. Whatever becomes of the
bundle, a draft is never without somebody who owes the next step and a date.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base

if TYPE_CHECKING:
    from models.proposals import Proposal


class Bundle(Base):
    """提议合并: by whom, under which title, and the collective proposal that came of it."""

    __tablename__ = "bundle"
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    title: Mapped[str]
    #: 提议人；是在任委员的，由他召集
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_by_name: Mapped[str]
    proposed_at: Mapped[datetime]
    #: opened once everybody asked has answered
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)

    items: Mapped[list[BundleItem]] = relationship(
        order_by="BundleItem.id", back_populates="bundle", cascade="all, delete-orphan"
    )
    collective: Mapped[Proposal | None] = relationship(foreign_keys=[collective_id])


class BundleItem(Base):
    """One draft of a bundle, and what its author says; silence is no consent."""

    __tablename__ = "bundle_item"
    __table_args__ = (
        UniqueConstraint("bundle_id", "proposal_id"),
        CheckConstraint(
            "answer IS NULL OR answer IN ('joined', 'declined', 'left')", name="answer"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    bundle_id: Mapped[int] = mapped_column(ForeignKey("bundle.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: 已经征求提出人意见的时刻
    asked_at: Mapped[datetime | None]
    #: 同意、不同意、同意以后又退出；没有答复的为空
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]

    bundle: Mapped[Bundle] = relationship(back_populates="items")
    proposal: Mapped[Proposal] = relationship(foreign_keys=[proposal_id])
