"""附件: files handed in with an action; the bytes lie on disk under their digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Attachment(Base):
    """附件: its name is only shown, never used as a path."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    #: empty until the form it was uploaded with is performed
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    uploaded_at: Mapped[datetime]
