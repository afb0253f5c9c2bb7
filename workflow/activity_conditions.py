"""Conditions of an activity, and the field in which attendance is filled in."""

from __future__ import annotations

from typing import Any

from models import Activity, ActivityParticipant
from models.queries.people import sitting_member
from workflow.activity_effects import activity_of
from workflow.acts import Act
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.registry import condition, detail
from workflow.rules import Field

ATTENDANCE = ("present", "leave", "absent")
SPEECH = ("none", "oral", "written")


@field_type("attendance")
def _attendance(_field: Field, raw: Any, asked: Asked) -> list[dict[str, Any]] | None:
    sentence = "请逐人选到会、请假或者缺席"
    known = {}
    if isinstance(asked.subject, Activity):
        known = {one.person_id: one for one in asked.subject.participants}
    found: dict[int, dict[str, Any]] = {}
    for item in raw if isinstance(raw, list | tuple) else []:
        if not isinstance(item, dict):
            raise BadValue(sentence)
        (person,) = identifiers(item.get("person"), sentence) or (0,)
        attendance, speech = item.get("attendance") or "", item.get("speech") or "none"
        reason = str(item.get("reason") or "").strip()
        if (
            person not in known
            or person in found
            or attendance not in (*ATTENDANCE, "")
            or speech not in SPEECH
        ):
            raise BadValue(sentence)
        if len(reason) > 100:
            raise BadValue("请假事由最多 %(limit)d 字", limit=100)
        if attendance:
            found[person] = {
                "person": person, "attendance": attendance, "speech": speech, "reason": reason
            }  # fmt: skip
    return list(found.values()) or None


@condition
def activity_kind_fits(act: Act) -> bool:
    """A meeting is of one of three levels and the county's; nothing else has a level."""
    meeting = act.data.get("activity_kind") == "meeting"
    level = act.data.get("meeting_level")
    by_group = activity_of(act).group_id is not None
    return bool(level) and not by_group if meeting else not level


@condition
def not_yet_on_leave(act: Act) -> bool:
    """Leave is asked for once."""
    own = _own(act)
    return own is None or own.leave_asked_at is None


@condition
def before_activity(act: Act) -> bool:
    """请假要在活动以前: on the day itself it is not too late."""
    return act.today <= activity_of(act).plan_on


def _own(act: Act) -> ActivityParticipant | None:
    person = act.user.person_id if act.user else None
    return next((one for one in activity_of(act).participants if one.person_id == person), None)


def _unaccounted(act: Act) -> list[str]:
    if act.data.get("attendance_rest"):
        return []
    told = {one["person"] for one in act.data.get("attendance") or []}
    return [
        one.person_name
        for one in activity_of(act).participants
        if one.person_id not in told and not one.leave_asked_at
    ]


@condition
def everyone_accounted(act: Act) -> bool:
    """每位受邀委员的到会情况: each by himself, or the rest together."""
    return not _unaccounted(act)


@detail("everyone_accounted")
def _(act: Act) -> str:
    return _few(_unaccounted(act))


def _without_reason(act: Act) -> list[str]:
    rows = act.data.get("attendance") or []
    lacking = {one["person"] for one in rows if one["attendance"] == "leave" and not one["reason"]}
    return [
        one.person_name
        for one in activity_of(act).participants
        if one.person_id in lacking and not one.leave_reason
    ]


@condition
def leave_has_reason(act: Act) -> bool:
    """请假的要有事由, his own or the organiser's word."""
    return not _without_reason(act)


@detail("leave_has_reason")
def _(act: Act) -> str:
    return _few(_without_reason(act))


def _few(names: list[str], limit: int = 8) -> str:
    more = len(names) - limit
    return "、".join(names[:limit]) + (f"等 {len(names)} 人" if more > 0 else "")


@condition
def report_complete(act: Act) -> bool:
    """调研报告 has its text or its file, and somebody who wrote it."""
    if activity_of(act).activity_kind != "research_report":
        return True
    data = act.data
    return bool((data.get("report_text") or data.get("attachments")) and data.get("report_authors"))


@condition
def sits_now(act: Act) -> bool:
    """Only a sitting member proposes."""
    person = act.user.person_id if act.user else None
    return sitting_member(act.session, person) is not None


@condition
def group_to_speak_for(act: Act) -> bool:
    """集体提案 of a group comes of the group's own activity, by one of the group."""
    if act.data.get("draft_for") != "group":
        return True
    group = activity_of(act).group_id
    seat = sitting_member(act.session, act.user.person_id if act.user else None)
    return group is not None and seat is not None and seat.group_id == group
