"""年度考核: scoring schemes as dated text, and one assessment per holder and year."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit
from models.people import Person
from models.subjects import Subject


class ScoreScheme(Base):
    """积分办法: never changed once entered; a new one holds from its own day on."""

    __tablename__ = "score_scheme"
    __table_args__ = (
        UniqueConstraint("holder", "valid_from"),
        CheckConstraint("holder IN ('member', 'group', 'unit')", name="holder"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str]
    name: Mapped[str]
    #: the table as it was entered; read by workflow.schemes
    text: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    entered_by: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime]


class Assessment(Subject):
    """年度考核: the account of one year, examined, open to objection, decided and then frozen."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("year", "person_id"),
        UniqueConstraint("year", "assessed_group_id"),
        UniqueConstraint("year", "unit_id"),
        CheckConstraint("holder IN ('member', 'group', 'unit')", name="holder"),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    holder: Mapped[str]
    year: Mapped[int]
    #: 被考核的委员、联络组或者承办单位；只有一个不为空
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    assessed_group_id: Mapped[int | None] = mapped_column(
        ForeignKey("liaison_group.id"), index=True
    )
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 开始考核时的姓名或者名称
    holder_name: Mapped[str]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("score_scheme.id"))
    #: 自评
    self_report: Mapped[str] = mapped_column(default="")
    #: 审核时定下的台账：workflow.scoring.kept；以后发生的事不再改它
    ledger: Mapped[dict[str, Any] | None]
    score: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    grade: Mapped[str] = mapped_column(default="")
    examined_by: Mapped[str] = mapped_column(default="")
    examination: Mapped[str] = mapped_column(default="")
    #: 异议和答复
    objection: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    frozen_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    unit: Mapped[HandlingUnit | None] = relationship()
    scheme: Mapped[ScoreScheme] = relationship()
    items: Mapped[list[ReportedItem]] = relationship(order_by="ReportedItem.no")
    corrections: Mapped[list[AssessmentCorrection]] = relationship(
        order_by="AssessmentCorrection.no"
    )

    __mapper_args__ = {"polymorphic_identity": "assessment"}

    @property
    def holder_id(self) -> int:
        """The id of whoever is assessed, among members' persons, groups or units."""
        return self.person_id or self.assessed_group_id or self.unit_id or 0


class ReportedItem(Base):
    """申报的事项: what the record lacks, told with evidence; counts only once it is accepted."""

    __tablename__ = "reported_item"
    __table_args__ = (
        UniqueConstraint("assessment_id", "no"),
        CheckConstraint("verdict IS NULL OR verdict IN ('accepted', 'declined')", name="verdict"),
        CheckConstraint("quantity >= 1", name="quantity"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    no: Mapped[int]
    #: 积分办法里的哪一条
    rule: Mapped[str]
    text: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    happened_on: Mapped[date]
    reported_by: Mapped[str]
    verdict: Mapped[str | None]
    #: 核实意见
    opinion: Mapped[str] = mapped_column(default="")
    checked_by: Mapped[str] = mapped_column(default="")


class AssessmentCorrection(Base):
    """更正: asked for by one with a reason, decided by another; before and after are kept."""

    __tablename__ = "assessment_correction"
    __table_args__ = (
        UniqueConstraint("assessment_id", "no"),
        CheckConstraint("agreed IS NULL OR decided_by <> ''", name="decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    no: Mapped[int]
    #: 更正以后的得分和等次
    score: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    grade: Mapped[str] = mapped_column(default="")
    before_score: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    before_grade: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    asked_by: Mapped[str]
    asked_on: Mapped[date]
    agreed: Mapped[bool | None]
    decided_by: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
