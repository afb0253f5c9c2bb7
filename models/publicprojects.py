"""公示: what everybody reads of a project without an account, and nothing else of it.

A row is written by the acts whose outcome is public: listing, a checked report, acceptance,
appraisal, carry-over, ending. It names no person.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class PublicProject(Base):
    """公示的项目: the words of its page."""

    __tablename__ = "public_project"
    __table_args__ = (Index("ix_public_project_year_number", "year", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("livelihood_project.id"), unique=True)
    #: 项目编号, by which the page is called
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    project_kind: Mapped[str]
    name: Mapped[str]
    place: Mapped[str]
    goal: Mapped[str]
    lead_unit: Mapped[str]
    partner_units: Mapped[list[Any]] = mapped_column(default=list)
    budget: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    #: {"source", "amount"}
    funds: Mapped[list[Any]] = mapped_column(default=list)
    #: {"name", "planned_on", "done_on"}
    milestones: Mapped[list[Any]] = mapped_column(default=list)
    start_plan: Mapped[date | None]
    finish_plan: Mapped[date | None]
    progress: Mapped[int]
    #: 进度截至哪一月
    month: Mapped[str] = mapped_column(default="")
    #: carrying_out, accepted, appraised, closed, cancelled
    stage: Mapped[str]
    #: 测评：票数和结果
    turnout: Mapped[int | None]
    satisfied: Mapped[int | None]
    basic: Mapped[int | None]
    dissatisfied: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(default="")
    carried_to: Mapped[int | None]
    listed_on: Mapped[date]
    updated_on: Mapped[date]
