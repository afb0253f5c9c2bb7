"""并案: which case was put under which, by whom, why, and how it came apart again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Merge(Base):
    """并案: one line each time a case is put under a main one. Undone ones stay."""

    __tablename__ = "merge"
    __table_args__ = (
        CheckConstraint("main_id <> merged_id", name="two_cases"),
        CheckConstraint("(undone_at IS NULL) = (undone_reason = '')", name="undone"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    main_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    reason: Mapped[str]
    #: 并案时是在复审中，还没有立案；撤销以后回到那里
    while_examined: Mapped[bool]
    merged_by: Mapped[str]
    merged_at: Mapped[datetime]
    #: 谁撤销的；主案撤回、系统撤销的为空
    undone_by: Mapped[str] = mapped_column(default="")
    undone_reason: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[datetime | None]
    #: 主案的记录里已经记下这次并案（撤销以后，是已经记下撤销）
    noted: Mapped[bool] = mapped_column(default=False)
