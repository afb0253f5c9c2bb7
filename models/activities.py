"""活动: what a liaison group or the committee does together, and who took part."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.subjects import Subject


class Activity(Subject):
    """活动: study, survey, inspection, consultation, collective activity, report or meeting.

    Its theme is the title. The group that organises it is `group_id`; without one the county
    organises it, under the name in `organiser`.
    """

    __tablename__ = "activity"
    __table_args__: Any = (
        CheckConstraint(
            "activity_kind IN ('study', 'survey', 'inspection', 'consultation', 'collective', "
            "'research_report', 'meeting')",
            name="activity_kind",
        ),
        CheckConstraint(
            "(activity_kind = 'meeting') = (meeting_level IS NOT NULL)", name="meeting_level"
        ),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    #: 学习、调研、视察、协商、集体活动、调研报告、会议
    activity_kind: Mapped[str]
    #: 全体会议、常委会议、专委会议；不是会议的为空
    meeting_level: Mapped[str | None]
    #: 组织单位：联络组的名称，或者县政协的哪个机构
    organiser: Mapped[str] = mapped_column(default="")
    #: 计划哪天
    plan_on: Mapped[date] = mapped_column(index=True)
    #: 实际哪天；登记以前为空
    held_on: Mapped[date | None] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(default="")
    #: 活动内容和成效
    results: Mapped[str] = mapped_column(default="")
    #: 发现的问题
    findings: Mapped[str] = mapped_column(default="")
    #: 调研报告正文、后来的成果
    report_text: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str] = mapped_column(default="")

    participants: Mapped[list[ActivityParticipant]] = relationship(
        order_by="ActivityParticipant.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"polymorphic_identity": "activity"}


class ActivityParticipant(Base):
    """受邀、参加的一位委员: whether he came, and whether he spoke."""

    __tablename__ = "activity_participant"
    __table_args__ = (
        UniqueConstraint("activity_id", "person_id"),
        CheckConstraint("attendance IN ('present', 'leave', 'absent')", name="attendance"),
        CheckConstraint("speech IN ('none', 'oral', 'written')", name="speech"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 受邀时的姓名
    person_name: Mapped[str]
    #: 到会、请假、缺席；登记以前为空
    attendance: Mapped[str | None]
    #: 未发言、口头、书面
    speech: Mapped[str] = mapped_column(default="none")
    #: 调研报告的执笔人
    wrote: Mapped[bool] = mapped_column(default=False)
    #: 请假的事由，只有本人和组织的人看得到
    leave_reason: Mapped[str] = mapped_column(default="")
    #: 本人事先请假的时间
    leave_asked_at: Mapped[datetime | None]
