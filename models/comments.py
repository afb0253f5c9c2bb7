"""批注: what a reader says of a passage of the text, kept with the version he read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.proposals import ProposalVersion


class TextComment(Base):
    """One comment on one part of the text; it advises, nothing waits for its answer."""

    __tablename__ = "text_comment"
    __table_args__ = (
        CheckConstraint("verdict IS NULL OR verdict IN ('taken', 'not_taken')", name="verdict"),
        CheckConstraint("(verdict IS NULL) = (answered_at IS NULL)", name="answered"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: the text that was read
    version_id: Mapped[int] = mapped_column(ForeignKey("proposal_version.id"))
    #: 哪一部分：title、background、analysis、suggestion_1……
    part: Mapped[str]
    #: 引用的原文；针对整段的为空
    quote: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    #: 建议改为
    wording: Mapped[str] = mapped_column(default="")
    #: 谁批注的，以什么关系，当时的姓名
    name: Mapped[str]
    party: Mapped[str]
    made_at: Mapped[datetime]
    #: 提出人标明的：已采纳、未采纳；没有标明的为空
    verdict: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    version: Mapped[ProposalVersion] = relationship()
