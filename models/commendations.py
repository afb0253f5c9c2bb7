"""表彰: how many may be commended, who may not, and one commendation from recommendation on."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import HandlingUnit
from models.people import Person
from models.proposals import Proposal
from models.subjects import Subject

_AWARDS = "award IN ('excellent_proposal', 'advanced_unit', 'excellent_member', 'excellent_group')"


class AwardRule(Base):
    """评选规则: the quota and the exclusions of one award, from one day to another."""

    __tablename__ = "award_rule"
    __table_args__ = (
        UniqueConstraint("award", "valid_from"),
        CheckConstraint(_AWARDS, name="award"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 1 AND 100", name="percent"),
        CheckConstraint("collective_percent BETWEEN 0 AND 100", name="collective_percent"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    award: Mapped[str]
    #: 占多少，百分数；最多几名；都写的取少的
    percent: Mapped[int | None]
    most: Mapped[int | None]
    #: 优秀提案里集体提案至少占多少，百分数
    collective_percent: Mapped[int] = mapped_column(default=0)
    #: 哪些情况不能评：workflow.exclusions 里的名称
    excludes: Mapped[list[Any]] = mapped_column(default=list)
    #: 不参加评选的人（主席会议成员、驻会常委）的人员编号
    excluded_people: Mapped[list[Any]] = mapped_column(default=list)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class Commendation(Subject):
    """表彰: one candidate for one award of one year."""

    __tablename__ = "commendation"
    __table_args__ = (CheckConstraint(_AWARDS, name="award"),)
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    award: Mapped[str]
    year: Mapped[int]
    #: 表彰的是哪件提案、哪个单位、哪位委员、哪个联络组；只有一个不为空
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    commended_group_id: Mapped[int | None] = mapped_column(
        ForeignKey("liaison_group.id"), index=True
    )
    #: 推荐时的名称；提案是案由
    candidate: Mapped[str]
    #: 推荐理由（主要事迹）
    merits: Mapped[str]
    #: 推荐时记录里的依据：标题和事件
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    recommended_by: Mapped[str]
    #: 审核、审定
    reviewed_by: Mapped[str] = mapped_column(default="")
    review: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[str] = mapped_column(default="")
    #: 哪次主席会议、哪一天
    meeting: Mapped[str] = mapped_column(default="")
    meeting_on: Mapped[date | None]
    commended_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]

    proposal: Mapped[Proposal | None] = relationship(foreign_keys=[proposal_id])
    unit: Mapped[HandlingUnit | None] = relationship(foreign_keys=[unit_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])

    __mapper_args__ = {
        "polymorphic_identity": "commendation",
        # proposal_id leads to the subject table too; the row itself is the one with the same id.
        "inherit_condition": id == Subject.id,  # noqa: A003
    }
