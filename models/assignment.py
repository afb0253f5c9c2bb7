"""交办: who was to handle a case, what they said, where it was handed over, who supervises it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit


class AssignmentPlan(Base):
    """拟办方案: to whom a case is going to be assigned; with `trial`, the units are asked first."""

    __tablename__ = "assignment_plan"
    __table_args__ = (
        UniqueConstraint("proposal_id", "no"),
        CheckConstraint("handling_mode IN ('sole', 'lead_co', 'separate')", name="handling_mode"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: 第几次拟办；以最后一次为准
    no: Mapped[int]
    handling_mode: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    #: 预交办：问过各单位
    trial: Mapped[bool]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    #: 预交办结束：都答复了、到期了，或者不再等候
    closed_at: Mapped[datetime | None]

    answers: Mapped[list[TrialAnswer]] = relationship(order_by="TrialAnswer.id")

    @property
    def pending(self) -> list[TrialAnswer]:
        """Who has been asked and may still answer."""
        if not self.trial or self.closed_at is not None:
            return []
        return [one for one in self.answers if one.answered_at is None]


class TrialAnswer(Base):
    """One unit of a plan, and what it said to it; silence stays silence."""

    __tablename__ = "trial_answer"
    __table_args__ = (
        UniqueConstraint("plan_id", "unit_id"),
        CheckConstraint("duty IN ('sole', 'lead', 'co', 'separate')", name="duty"),
        CheckConstraint("answer IS NULL OR answer IN ('fit', 'unfit', 'more')", name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("assignment_plan.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    unit_name: Mapped[str]
    duty: Mapped[str]
    answer: Mapped[str | None]
    other_unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"))
    reason: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    unit: Mapped[HandlingUnit] = relationship(foreign_keys=[unit_id])
    other_unit: Mapped[HandlingUnit | None] = relationship(foreign_keys=[other_unit_id])


class HandoverMeeting(Base):
    """交办会: a day on which cases were handed over; the cases name it when they are assigned."""

    __tablename__ = "handover_meeting"
    id: Mapped[int] = mapped_column(primary_key=True)
    held_on: Mapped[date]
    place: Mapped[str]
    #: 主持人、参加范围等
    note: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Assignment(Base):
    """交办: which authority handed the case over, under which number, at which meeting."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint(
            "authority IN ('party_office', 'government_office', 'committee')", name="authority"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    #: 交办机关
    authority: Mapped[str]
    #: 交办文号
    letter_no: Mapped[str] = mapped_column(default="")
    handover_id: Mapped[int | None] = mapped_column(ForeignKey("handover_meeting.id"), index=True)
    assigned_by: Mapped[str]
    assigned_at: Mapped[datetime]

    handover: Mapped[HandoverMeeting | None] = relationship()


class Instruction(Base):
    """领导批示: what a leader wrote on a case, as the office entered it."""

    __tablename__ = "instruction"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    leader: Mapped[str]
    given_on: Mapped[date]
    text: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]


class KeyProposal(Base):
    """重点提案: under which leader's supervision a case stands, since when and until when."""

    __tablename__ = "key_proposal"
    __table_args__ = (CheckConstraint("form IN ('talk', 'research', 'inspection')", name="form"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 列为重点提案时的姓名
    leader_name: Mapped[str]
    #: 督办方式
    form: Mapped[str]
    reason: Mapped[str]
    since: Mapped[date]
    #: 不再列为重点提案之日；仍是的为空
    ended_on: Mapped[date | None]


class LeaderSupervision(Base):
    """督办记录: what the supervising leader of a key proposal did on one day."""

    __tablename__ = "leader_supervision"
    __table_args__ = (CheckConstraint("form IN ('talk', 'research', 'inspection')", name="form"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: 当时的督办领导
    leader: Mapped[str]
    held_on: Mapped[date]
    form: Mapped[str]
    done: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
