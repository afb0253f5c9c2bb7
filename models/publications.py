"""公开: the public text of a case beside its original, and what is really on the public pages.

The public pages read `PublicPage` and nothing else: a row of it exists while a case is public,
holds the approved words alone, and is deleted when the case is taken down.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.subjects import Subject


class Publication(Subject):
    """公开件: one round's text and replies on their way to the public."""

    __tablename__ = "publication"
    __table_args__ = (CheckConstraint("scope IN ('full', 'summary')", name="scope"),)
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    #: 全文 or 摘要: what every proposer and every replying unit allows
    scope: Mapped[str]
    #: 公开稿, a text of its own; the original is not touched
    public_title: Mapped[str] = mapped_column(default="")
    public_text: Mapped[str] = mapped_column(default="")
    public_reply: Mapped[str] = mapped_column(default="")
    #: 拟稿人、审批人当时的姓名
    drafter: Mapped[str] = mapped_column(default="")
    approver: Mapped[str] = mapped_column(default="")
    published_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    #: 撤回同意公开的提案人当时的姓名
    refused_by: Mapped[str] = mapped_column(default="")

    agreements: Mapped[list[PublicationAgreement]] = relationship(
        order_by="PublicationAgreement.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"polymorphic_identity": "publication"}


class PublicationAgreement(Base):
    """没有意见: a proposer who has read this public text; a new text asks him anew."""

    __tablename__ = "publication_agreement"
    __table_args__ = (UniqueConstraint("publication_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    said_at: Mapped[datetime]


class PublicPage(Base):
    """公开网页: one case as everybody reads it without an account."""

    __tablename__ = "public_page"
    __table_args__ = (Index("ix_public_page_published_on_number", "published_on", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), unique=True)
    #: 案号, by which the page is called
    number: Mapped[str] = mapped_column(unique=True)
    term_no: Mapped[int]
    session_no: Mapped[int]
    category: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    text: Mapped[str]
    reply: Mapped[str]
    #: 只公开摘要
    summary: Mapped[bool]
    #: 提案人的姓名和界别；只同意公开摘要的为空
    proposer: Mapped[str] = mapped_column(default="")
    published_on: Mapped[date]
    #: 哪一年度的优秀提案；不是的为空
    excellent_year: Mapped[int | None]
    #: the words above as they are compared when somebody searches
    words: Mapped[str]

    units: Mapped[list[PublicUnit]] = relationship(
        order_by="PublicUnit.id", cascade="all, delete-orphan"
    )


class PublicUnit(Base):
    """Who replied, in which class and when, as the page says it."""

    __tablename__ = "public_unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("public_page.id"), index=True)
    name: Mapped[str] = mapped_column(index=True)
    reply_class: Mapped[str]
    replied_on: Mapped[date]
