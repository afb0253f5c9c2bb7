"""Accounts: who may sign in, with which roles, from which browser."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit, LiaisonGroup
from models.people import Person

#: roles that are given for one unit
UNIT_ROLES = frozenset({"handling_unit", "unit_leader"})


class User(Base):
    """账号: one login of one person."""

    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    login: Mapped[str] = mapped_column(unique=True)
    #: argon2id；空串表示不能登录
    password_hash: Mapped[str] = mapped_column(default="")
    must_change: Mapped[bool] = mapped_column(default=True)
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    last_login_at: Mapped[datetime | None]
    #: 大字
    large_type: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[str] = mapped_column(default="zh")
    active: Mapped[bool] = mapped_column(default=True)

    #: in a stand-in (never stored): who acts in this user's name, see workflow.delegation
    deputy: ClassVar[User | None] = None

    person: Mapped[Person] = relationship(lazy="joined")
    grants: Mapped[list[Grant]] = relationship(
        back_populates="user", foreign_keys="Grant.user_id", lazy="selectin"
    )

    @property
    def name(self) -> str:
        """The person's name."""
        return self.person.name


class Grant(Base):
    """授权: one role of one user, for one unit or group where the role needs it."""

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "unit_id", "group_id"),
        CheckConstraint(
            "(role IN ('handling_unit', 'unit_leader')) = (unit_id IS NOT NULL)",
            name="unit_for_handling_unit",
        ),
        CheckConstraint(
            "(role = 'liaison_leader') = (group_id IS NOT NULL)", name="group_for_liaison_leader"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=[user_id])
    unit: Mapped[HandlingUnit | None] = relationship()
    group: Mapped[LiaisonGroup | None] = relationship()

    def holds_on(self, day: date) -> bool:
        """Whether the grant is in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Delegation(Base):
    """委托代办: one account lets another act in its name, for a time, in some of its roles."""

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("from_user_id <> to_user_id", name="another"),
        CheckConstraint("starts_on <= ends_on", name="order"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    from_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    to_user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    #: in which of the account's roles
    roles: Mapped[list[Any]]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str]
    given_at: Mapped[datetime]
    #: ended before its time
    ended_at: Mapped[datetime | None]

    from_user: Mapped[User] = relationship(foreign_keys=[from_user_id])
    to_user: Mapped[User] = relationship(foreign_keys=[to_user_id])

    def holds_on(self, day: date) -> bool:
        """Whether one may act under it on that day."""
        return self.ended_at is None and self.starts_on <= day <= self.ends_on


class AccountEvent(Base):
    """账号变动: what was done to an account and by whom. Append-only by trigger."""

    __tablename__ = "account_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    #: nobody signed in: the command line, or an import run from there
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    #: name at that time
    by_name: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    #: names as they were then: role, unit, group, dates
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    request_id: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    user: Mapped[User] = relationship(foreign_keys=[user_id])


class LoginSession(Base):
    """登录会话: kept on the server, so that it can be ended from there."""

    __tablename__ = "login_session"
    #: sha256 of the key in the cookie: who reads the table cannot use it
    key_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
