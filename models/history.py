"""The record: what happened to every subject, chained so that a change shows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class RulesText(Base):
    """办理规则的版本: the text of every rules digest in use."""

    __tablename__ = "rules_text"
    digest: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(unique=True)
    canonical: Mapped[str]
    #: the YAML as the clerk wrote it
    source: Mapped[str]
    first_used_at: Mapped[datetime]


class Event(Base):
    """事件: one action on one subject. Append-only by trigger; chained per subject by hash."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("subject_id", "seq"),
        CheckConstraint("seq >= 1", name="seq"),
    )
    #: the global order
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    seq: Mapped[int]
    action: Mapped[str]
    #: in which relation to the subject the actor acted
    party: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    #: name at that time; the automatic parties have none
    actor_name: Mapped[str] = mapped_column(default="")
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    #: hash(salt + canonical body): the words may be erased by law, the chain stays whole
    commitment: Mapped[str]
    rules_digest: Mapped[str] = mapped_column(ForeignKey("rules_text.digest"))
    request_id: Mapped[str] = mapped_column(default="")
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    prev_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    #: sha256 or sm3
    algorithm: Mapped[str]

    body: Mapped[EventBody] = relationship(lazy="joined", innerjoin=True)


class EventBody(Base):
    """事件内容: what was filled in and what it changed, outside the hashed leaf."""

    __tablename__ = "event_body"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    salt: Mapped[str]
    #: canonical JSON: {"data": what was filled in, "changes": {field: [before, after]}}
    text: Mapped[str]


class RefusedAttempt(Base):
    """被拒绝的操作: who tried what, and why it was refused. It changes nothing else."""

    __tablename__ = "refused_attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    action: Mapped[str]
    reason: Mapped[str]
    request_id: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class FormKey(Base):
    """一次性钥匙: the same form sent twice is one action."""

    __tablename__ = "form_key"
    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    used_at: Mapped[datetime]


class NumberSeries(Base):
    """编号: the last number given in one series; numbers are never reused."""

    __tablename__ = "number_series"
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
