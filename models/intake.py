"""名册和文件导入的记录: which file came in, when, by whom, and what it changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ImportRun(Base):
    """导入记录: one file taken in, with the counts the office saw in the preview."""

    __tablename__ = "import_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    #: members, groups, units, proposal or accounts
    kind: Mapped[str]
    #: empty when it was done at the command line
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    #: rows, new, changed, unchanged; and the case that a proposal became
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
