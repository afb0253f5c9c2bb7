"""选题参考: what the office would like to see taken up; nobody is bound by it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Topic(Base):
    """One topic, shown from a day on and, where it is dated, until a day."""

    __tablename__ = "topic"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="order"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    #: 说明：背景、数据、找谁了解情况
    note: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    entered_by_name: Mapped[str]
    entered_at: Mapped[datetime]

    def holds_on(self, day: date) -> bool:
        """Whether it is shown on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
