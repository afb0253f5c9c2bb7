"""工作日历: the days on which the national calendar is corrected or a local holiday entered."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CalendarDay(Base):
    """One day that differs from the packaged calendar; the office enters it."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    name: Mapped[str] = mapped_column(default="")
    #: 依据，如某号通知
    source: Mapped[str] = mapped_column(default="")
