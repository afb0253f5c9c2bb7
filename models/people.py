"""People, and the members (委员) among them. Nothing is kept that the process does not need."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import LiaisonGroup, Term


class Person(Base):
    """Somebody with a name: a member, a group leader, a clerk."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    #: 拼音，排序用
    name_sort: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")

    memberships: Mapped[list[Member]] = relationship(back_populates="person")


class Member(Base):
    """委员: a person's seat in one term."""

    __tablename__ = "member"
    __table_args__ = (CheckConstraint("status IN ('sitting', 'left')", name="status"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    #: 委员证号
    member_no: Mapped[str] = mapped_column(unique=True)
    #: 界别
    sector: Mapped[str] = mapped_column(default="")
    #: 所属联络组
    group_id: Mapped[int | None] = mapped_column(ForeignKey("liaison_group.id"), index=True)
    #: 工作单位及职务
    employer_post: Mapped[str] = mapped_column(default="")
    #: 在任 or 离任
    status: Mapped[str] = mapped_column(default="sitting")
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    #: 离任的缘由：届满、调出、辞去、撤销资格、去世
    left_reason: Mapped[str] = mapped_column(default="")
    #: 接任谁的席位
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    remark: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(back_populates="memberships", lazy="joined")
    group: Mapped[LiaisonGroup | None] = relationship()
    term: Mapped[Term] = relationship()
