"""What the pages say of an activity: when, where, by whom, who came, and what it brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from models import Activity, Subject
from web import db, gate
from web.access import AUDITOR, COMMITTEE, GROUP
from web.caseview import TextSection
from web.house import house, today
from web.wording import say, section, show_day, show_value
from workflow.parties import parties_of
from workflow.rules import Rules

#: how attendance and speeches are called, in the order of a table
ATTENDANCE = {"present": "到会", "leave": "请假", "absent": "缺席"}
SPEECH = {"none": "未发言", "oral": "口头发言", "written": "书面发言"}
#: in which relations one reads why somebody was on leave
_ORGANISING = {"organiser", "confirmer", "office", "office_head"}


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One member in the list of an activity."""

    name: str
    #: empty until it is recorded
    attendance: str
    label: str
    speech: str
    #: 执笔人, and the reason for a leave as far as the reader may know it
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """The list of an activity, and how many came of how many."""

    rows: tuple[AttendanceRow, ...]
    recorded: bool
    present: int
    leave: int
    absent: int
    #: the spreadsheet, for whom it is meant
    table_url: str

    @property
    def whole(self) -> int:
        """How many were asked or came."""
        return len(self.rows)


def attendance_view(subject: Subject) -> AttendanceView | None:
    """Who was invited and who came; None for what is no activity."""
    if not isinstance(subject, Activity):
        return None
    user = gate.visitor().standing
    whole = bool(_ORGANISING & set(parties_of(user, subject, today())))
    whole = whole or "auditor" in gate.visitor().roles
    rows = []
    for one in subject.participants:
        reads = whole or one.person_id == user.person_id
        asked = one.leave_asked_at is not None and one.attendance is None
        label = say(ATTENDANCE[one.attendance]) if one.attendance else ""
        notes = [_("执笔人")] if one.wrote else []
        if reads and one.leave_reason and (asked or one.attendance == "leave"):
            notes.append(one.leave_reason)
        rows.append(
            AttendanceRow(
                name=one.person_name,
                attendance=one.attendance or ("leave" if asked else ""),
                label=label or (_("已请假") if asked else _("已邀请")),
                speech=say(SPEECH[one.speech]) if one.speech != "none" else "",
                notes=tuple(notes),
            )
        )
    counts = {
        name: sum(one.attendance == name for one in subject.participants) for name in ATTENDANCE
    }
    recorded = subject.held_on is not None
    exports = recorded and bool(gate.visitor().roles & (COMMITTEE | GROUP | AUDITOR))
    address = url_for("activities.attendance", number=subject.id) if exports else ""
    return AttendanceView(tuple(rows), recorded, table_url=address, **counts)


def kind_words(activity: Any, rules: Rules) -> str:
    """调研, or 会议 with its level."""
    kind = show_value(rules.field("activity_kind"), activity.activity_kind)
    level = show_value(rules.field("meeting_level"), activity.meeting_level)
    return level or kind


def activity_words(activity: Any) -> tuple[str, str]:
    """Its theme, and what tells it from others: kind, day, who organises it."""
    rules = house().engine.rules_of(db.session(), activity)
    day = show_day(activity.held_on or activity.plan_on)
    return activity.title, "　".join((kind_words(activity, rules), day, activity.organiser))


def activity_facts(activity: Any, rules: Rules) -> list[tuple[str, Iterable[str]]]:
    """The list beside the text."""

    def label(name: str) -> str:
        return say(rules.field(name).label)

    return [
        (label("activity_kind"), [kind_words(activity, rules)]),
        (label("activity_organiser"), [activity.organiser]),
        (label("plan_on"), [show_day(activity.plan_on)]),
        (label("held_on"), [show_day(activity.held_on)]),
        (label("activity_place"), [activity.place]),
        (_("登记人"), [activity.recorded_by]),
        (_("确认人"), [activity.confirmed_by]),
    ]


def activity_sections(activity: Any) -> list[TextSection | None]:
    """What was done, what was found, the report and what came of it."""
    return [
        section("活动内容和成效", activity.results),
        section("发现的问题和建议", activity.findings),
        section("调研报告正文", activity.report_text),
        section("成果", activity.outcome),
    ]
