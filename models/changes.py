"""What changed in the committee's own order, and who was in which group when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import LiaisonGroup


class OrderEvent(Base):
    """组织变动: a term, session, member, group or unit was changed. Append-only by trigger."""

    __tablename__ = "order_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    #: what it is about, as it was called then
    about: Mapped[str]
    #: words as they were then: what changed from what to what, from which day on
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    #: nobody signed in: the command line
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(default="")
    request_id: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class GroupStay(Base):
    """分组: a member was in a group from one day to another; written when he moves."""

    __tablename__ = "group_stay"
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("liaison_group.id"))
    #: 当时的名称
    group_name: Mapped[str] = mapped_column(default="")
    since: Mapped[date | None]
    until: Mapped[date | None]

    group: Mapped[LiaisonGroup | None] = relationship()
