"""二级类别: the office's own finer categories under the fixed six, each with its dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class LocalCategory(Base):
    """二级类别: what is no longer in use is kept, for the cases that have it."""

    __tablename__ = "local_category"
    __table_args__ = (
        UniqueConstraint("category", "name", "valid_from"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    #: 所属的类别（固定六类之一），如 economic
    category: Mapped[str]
    name: Mapped[str]
    #: 自哪一天起、到哪一天止可以选用
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
