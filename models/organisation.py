"""The committee's own order: terms, sessions, liaison groups, handling units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Term(Base):
    """届: five years of one committee."""

    __tablename__ = "term"
    id: Mapped[int] = mapped_column(primary_key=True)
    #: 第几届
    no: Mapped[int] = mapped_column(unique=True)
    starts: Mapped[date]
    ends: Mapped[date | None]


class PlenarySession(Base):
    """次会议: one plenary a year, with the parameters frozen for its proposals."""

    __tablename__ = "plenary_session"
    __table_args__ = (UniqueConstraint("term_id", "no"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"))
    #: 第几次会议
    no: Mapped[int]
    opens: Mapped[date]
    closes: Mapped[date]
    #: 征集开始之日
    collection_from: Mapped[date]
    #: 征集截止的时刻；此后提交的是平时提案
    cutoff_at: Mapped[datetime]
    #: 期限参数：名称到 {"amount": 5, "unit": "working_days"}；没有列出的用 states.yaml 的默认值
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)

    term: Mapped[Term] = relationship(lazy="joined")


class LiaisonGroup(Base):
    """联络组: a township group or one of a county-level Party committee."""

    __tablename__ = "liaison_group"
    __table_args__ = (CheckConstraint("kind IN ('township', 'county')", name="kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    #: 乡镇 or 县直
    kind: Mapped[str]
    #: 片区
    area: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)

    posts: Mapped[list[GroupPost]] = relationship(back_populates="group")


class GroupPost(Base):
    """联络组职务: leader, vice leader or liaison officer; the person need not be a member."""

    __tablename__ = "group_post"
    __table_args__ = (
        UniqueConstraint("group_id", "person_id", "post"),
        CheckConstraint("post IN ('leader', 'vice_leader', 'officer')", name="post"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")

    group: Mapped[LiaisonGroup] = relationship(back_populates="posts")


class HandlingUnit(Base):
    """承办单位."""

    __tablename__ = "handling_unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    #: 单位全称，印在函头上
    name: Mapped[str] = mapped_column(unique=True)
    #: 单位简称，页面上用
    short_name: Mapped[str]
    #: 政府、党群、乡镇……
    kind: Mapped[str] = mapped_column(default="")
    #: 发文机关代字，如 云教育函
    letter_prefix: Mapped[str] = mapped_column(default="")
    #: 分管领导
    leader: Mapped[str] = mapped_column(default="")
    #: 机构改革以后由哪个单位承接
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"))
    #: 联络员
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
