"""履职: what groups and members owe in each period, as dated rules; who looks after which group."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import LiaisonGroup
from models.people import Person


class DutyRule(Base):
    """履职指标: at least so many of this in each period; what is over is kept for its years."""

    __tablename__ = "duty_rule"
    __table_args__ = (
        UniqueConstraint("name", "holder", "valid_from"),
        CheckConstraint("period IN ('month', 'quarter', 'half_year', 'year')", name="period"),
        CheckConstraint("holder IN ('group', 'member')", name="holder"),
        CheckConstraint("minimum >= 1", name="minimum"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    #: 指标的名称，如 社情民意信息
    name: Mapped[str]
    #: 由联络组还是每位委员完成
    holder: Mapped[str] = mapped_column(default="group")
    period: Mapped[str]
    minimum: Mapped[int] = mapped_column(default=1)
    #: 哪些事项算：workflow.dutyboard.SOURCES 里的名称
    counts: Mapped[list[Any]] = mapped_column(default=list)
    #: 排列的次序
    place: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class AreaContact(Base):
    """片区联系: who of the committee looks after a group, from one day to another."""

    __tablename__ = "area_contact"
    __table_args__ = (
        UniqueConstraint("person_id", "group_id", "since"),
        CheckConstraint("until IS NULL OR until >= since", name="span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    #: 自哪一天起、到哪一天止
    since: Mapped[date]
    until: Mapped[date | None]

    person: Mapped[Person] = relationship()
    group: Mapped[LiaisonGroup] = relationship()
