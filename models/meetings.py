"""审查会: a meeting that examines many proposals, and its agenda."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.subjects import Subject

if TYPE_CHECKING:
    from models.proposals import Proposal


class ExaminationMeeting(Subject):
    """审查会: when, where, who was there; what was decided is in the cases themselves."""

    __tablename__ = "examination_meeting"
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    meeting_on: Mapped[date]
    place: Mapped[str]
    #: 主持人
    chair: Mapped[str]
    #: 出席、缺席的人
    present: Mapped[str] = mapped_column(default="")
    absent: Mapped[str] = mapped_column(default="")
    #: 会议情况和其他事项
    minutes: Mapped[str] = mapped_column(default="")

    items: Mapped[list[AgendaItem]] = relationship(
        order_by="AgendaItem.no", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"polymorphic_identity": "examination_meeting"}


class AgendaItem(Base):
    """议程上的一件: a proposal, its place, and what the meeting did with it."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "proposal_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("examination_meeting.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    no: Mapped[int]
    #: 会上办的动作：file、not_file、send_back、examine_again；没有议决的为空
    outcome: Mapped[str | None]
    #: 议决时所填：类别或者理由、去向、表决情况
    decision: Mapped[dict[str, Any] | None]
    decided_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()
