"""督办和催办: what the supervisors ask of a unit beyond the ordinary course of a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit
from models.proposals import Proposal
from models.subjects import Subject


class SupervisionCase(Subject):
    """督办件: one unit, one ground, one number; a part of the case on whose account it stands."""

    __tablename__ = "supervision_case"
    __table_args__ = (
        CheckConstraint("ground IN ('key', 'dissatisfied', 'late', 'promise')", name="ground"),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 立督办件时的单位全称
    unit_name: Mapped[str]
    #: 重点提案、提案人不满意、逾期未办、承诺未兑现
    ground: Mapped[str]
    #: 督办要求
    demands: Mapped[str]
    #: 督办领导：在督办单上签发的
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    leader_name: Mapped[str]
    #: 谁立的
    raised_by: Mapped[str]
    #: 立督办件时本案（或者承诺）的期限
    was_due_on: Mapped[date | None]
    #: 反馈期限；没有另定的为空，照规定的期限
    feedback_by: Mapped[date | None]
    #: 销号意见
    closing: Mapped[str] = mapped_column(default="")

    unit: Mapped[HandlingUnit] = relationship()
    notes: Mapped[list[SupervisionNote]] = relationship(order_by="SupervisionNote.id")

    __mapper_args__ = {"polymorphic_identity": "supervision_case"}

    @property
    def proposal(self) -> Proposal:
        """The case on whose account it stands."""
        if not isinstance(self.parent, Proposal):
            raise TypeError(f"supervision case {self.id} belongs to no proposal")
        return self.parent


class SupervisionNote(Base):
    """What was said in a supervision case: the unit's report, the leader's word, the proposer's."""

    __tablename__ = "supervision_note"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('report', 'return', 'referral', 'instruction', 'view')", name="kind"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    supervision_id: Mapped[int] = mapped_column(ForeignKey("supervision_case.id"), index=True)
    kind: Mapped[str]
    #: 谁说的，当时的姓名
    name: Mapped[str]
    #: 办理措施，或者理由、批示、看法
    text: Mapped[str]
    #: 单位反馈的落实结果
    result: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class Urge(Base):
    """提醒、催办: how, when and with which words a unit was urged on."""

    __tablename__ = "urge"
    __table_args__ = (
        UniqueConstraint("subject_id", "no"),
        CheckConstraint("level IN ('reminder', 'urge')", name="level"),
        CheckConstraint("channel IN ('system', 'phone', 'letter')", name="channel"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    #: 对这一件的第几次
    no: Mapped[int]
    #: 提醒、催办；再往上是督办件
    level: Mapped[str]
    #: 系统、电话、发函
    channel: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    #: 当时的期限、要求反馈的日期
    due_on: Mapped[date | None]
    feedback_by: Mapped[date | None]
    #: 对谁：当时的单位全称
    unit_names: Mapped[list[Any]] = mapped_column(default=list)
    by: Mapped[str]
    #: the instant of its event: by it the notices, and who has read them, are found
    at: Mapped[datetime]
