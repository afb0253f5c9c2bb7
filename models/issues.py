"""文书发出登记: which sheets have left the house, and what exactly they were."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class IssuedSheet(Base):
    """发出的一份文书: one copy, as it was first printed. Append-only by trigger.

    The same facts stand in the event it names, which the chain covers; this table only finds it.
    """

    __tablename__ = "issued_sheet"
    __table_args__ = (
        UniqueConstraint("cause_id", "name", "copy"),
        CheckConstraint("copy >= 0", name="copy"),
        CheckConstraint("(copy = 0) = (code IS NULL)", name="code"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    #: the act from which the sheet exists
    cause_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    #: the entry in the record that says it was issued
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    #: which document, by its name in states.yaml
    name: Mapped[str]
    #: 第几份；0 是全部各份合成的一个文件
    copy: Mapped[int]
    template_version: Mapped[str]
    #: 核验码：a digest of what the sheet says; the joined file has none of its own
    code: Mapped[str | None] = mapped_column(unique=True)
    #: of the whole file
    sha256: Mapped[str] = mapped_column(index=True)
    #: 案号 and 成文日期, as printed
    case_number: Mapped[str]
    dated: Mapped[date]
    #: where the QR code leads; a later print repeats it
    address: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime]
