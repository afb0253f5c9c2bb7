"""The subject: anything that has a state and is driven by states.yaml.

Proposal, handling task and livelihood project are joined tables on top of it, so that one
query lists what waits for somebody, and one event log covers them all. Only
`workflow.machine` writes `state`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import LiaisonGroup, PlenarySession
from models.people import Person


class Subject(Base):
    """案件: what is common to every kind."""

    __tablename__ = "subject"
    __table_args__: Any = (
        UniqueConstraint("kind", "number"),
        UniqueConstraint("kind", "serial_no"),
        CheckConstraint("round >= 1", name="round"),
        Index("ix_subject_waits_for_due_on", "waits_for", "due_on"),
        Index("ix_subject_kind_state_due_on", "kind", "state", "due_on"),
        Index("ix_subject_closed_at_id", "closed_at", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    #: the rules this subject lives under, whatever states.yaml says today
    rules_digest: Mapped[str] = mapped_column(ForeignKey("rules_text.digest"))
    #: 行版本: a form made from an older row is a conflict
    version: Mapped[int] = mapped_column(default=0)
    #: 第几轮办理
    round: Mapped[int] = mapped_column(default=1)
    #: 案由 or 项目名称
    title: Mapped[str]
    #: 流水号, taken on submission
    serial_no: Mapped[str | None]
    #: 案号 or 项目编号, permanent from filing on
    number: Mapped[str | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    #: 提出人的姓名、界别和所属联络组的名称；第一次提交以后，人事变动、改名都不再改
    author_name: Mapped[str] = mapped_column(default="")
    author_sector: Mapped[str] = mapped_column(default="")
    group_name: Mapped[str] = mapped_column(default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("plenary_session.id"), index=True)
    #: the proposal a handling task belongs to
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    #: only the author and the invited cosigners see it
    private: Mapped[bool] = mapped_column(default=False)
    #: the party that owes the next step; None when closed
    waits_for: Mapped[str | None]
    due_on: Mapped[date | None]
    #: the date reaches into a year whose calendar is not published
    due_provisional: Mapped[bool] = mapped_column(default=False)
    #: why this date: rule, start, days skipped and counted
    due_detail: Mapped[dict[str, Any] | None]
    opened_at: Mapped[datetime]
    entered_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    author: Mapped[Person | None] = relationship()
    group: Mapped[LiaisonGroup | None] = relationship()
    session: Mapped[PlenarySession | None] = relationship()
    parent: Mapped[Subject | None] = relationship(remote_side=id)  # noqa: A003

    __mapper_args__ = {
        "polymorphic_on": "kind",
        "version_id_col": version,
        "version_id_generator": False,
    }
