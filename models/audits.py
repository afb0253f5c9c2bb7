"""What the auditor looked at, and the cases he drew to be looked at closely."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.subjects import Subject


class AuditTrace(Base):
    """审计留痕: what somebody read, searched, exported or drew as an auditor. Append-only."""

    __tablename__ = "audit_trace"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    #: name at that time
    user_name: Mapped[str]
    #: which page or export, by the name of its endpoint
    what: Mapped[str]
    #: the case that was read, where it was one
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    #: what was asked for: conditions of a search, a day, a sample
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    request_id: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class SpotCheck(Base):
    """抽查: n cases drawn from N with a seed that is kept, so that anyone can draw them again."""

    __tablename__ = "spot_check"
    __table_args__ = (
        CheckConstraint("wanted > 0", name="wanted"),
        CheckConstraint("stratum IN ('', 'unit', 'state')", name="stratum"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    #: what is drawn from: kind of case, session, unit
    kind: Mapped[str]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("plenary_session.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"))
    #: 分层：不分、按承办单位、按状态
    stratum: Mapped[str] = mapped_column(default="")
    wanted: Mapped[int]
    seed: Mapped[str]
    #: how many cases there were to draw from, and the digest of their list
    total: Mapped[int]
    total_digest: Mapped[str]
    #: the record at that time: how many events
    events: Mapped[int]
    #: 总的意见
    note: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime | None]

    cases: Mapped[list[SpotCheckCase]] = relationship(order_by="SpotCheckCase.place")


class SpotCheckCase(Base):
    """抽中的一件: and what was found when it was looked at."""

    __tablename__ = "spot_check_case"
    __table_args__ = (
        UniqueConstraint("spot_check_id", "place"),
        UniqueConstraint("spot_check_id", "subject_id"),
        CheckConstraint("verdict IN ('', 'sound', 'unsound')", name="verdict"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    spot_check_id: Mapped[int] = mapped_column(ForeignKey("spot_check.id"), index=True)
    #: in the order in which they were drawn
    place: Mapped[int]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    #: what its stratum was called that day
    stratum_label: Mapped[str] = mapped_column(default="")
    #: 没有问题、有问题；没有看的为空
    verdict: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime | None]

    subject: Mapped[Subject] = relationship()


class Verification(Base):
    """核验结果: the whole record verified and played back by the worker, and what came of it."""

    __tablename__ = "verification"
    id: Mapped[int] = mapped_column(primary_key=True)
    #: nobody: the clock
    asked_by: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    events: Mapped[int] = mapped_column(default=0)
    #: how many sentences there are about something wrong
    faults: Mapped[int] = mapped_column(default=0)
    #: everything the report prints, as `workflow.review` wrote it
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
