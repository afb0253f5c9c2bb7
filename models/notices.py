"""What people are told, what leaves the house, and what they have typed but not sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.history import Event


class Notice(Base):
    """通知: an event that concerns somebody."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("user_id", "event_id"),
        Index("ix_notice_user_id_read_at", "user_id", "read_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()


class Outbox(Base):
    """待发信息: written with the change, delivered afterwards, once per key."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_delivered_at_id", "delivered_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


class Draft(Base):
    """自动保存: what somebody has typed into a form and not yet sent."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "place"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    #: `new/proposal` or `cases/12/reply`
    place: Mapped[str]
    #: the fields as typed
    data: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
