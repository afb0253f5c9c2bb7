"""成批打印: somebody asked for many sheets, or for a book of a session: compendium, report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import User
from models.base import Base
from models.organisation import PlenarySession


class PrintJob(Base):
    """打印任务: what was asked, how far it is, what came out. Forgotten after a week."""

    __tablename__ = "print_job"
    __table_args__ = (
        CheckConstraint("kind IN ('sheets', 'book')", name="kind"),
        CheckConstraint("done >= 0 AND done <= total", name="done"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    #: only he sees it and its files
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    kind: Mapped[str]
    #: which document, and of which kind of case; a book (compendium, report) is of a whole session
    document: Mapped[str] = mapped_column(default="")
    subject_kind: Mapped[str] = mapped_column(default="")
    session_id: Mapped[int] = mapped_column(ForeignKey("plenary_session.id"))
    asked_at: Mapped[datetime]
    #: cases
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    #: what went wrong, as a sentence
    problem: Mapped[str] = mapped_column(default="")
    #: [{name, part, cases, pages, size}] as they became ready, in the folder `prints`
    files: Mapped[list[Any]] = mapped_column(default=list)
    #: [{number, reason}]: cases that could not be printed
    skipped: Mapped[list[Any]] = mapped_column(default=list)

    user: Mapped[User] = relationship()
    session: Mapped[PlenarySession] = relationship()
