"""Activities in tests: sample forms, how one begins, and how it comes to each state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.fillings import SCAN, form, later

if TYPE_CHECKING:
    from models import Activity
    from tests.stories import Story

INSPECTION = {
    "activity_kind": "inspection",
    "theme": "农村饮水工程运行情况",
    "activity_place": "青山镇水厂",
}


def plan(story: Story, by: str = "leader_member", **changed: Any) -> Activity:
    """A new activity of 青山, or of the office, on a day a fortnight off.

    One member of the group is not asked: he sees it all the same, as one of the group.
    """
    story.now += story.pace
    asked = [story.county.seat(name) for name in ("author", "ally", "leader_member")]
    data = {**INSPECTION, "plan_on": later(story, 14), "invited": asked, **changed}
    subject: Any = story.engine.open(
        story.session, "activity", by=story.county[by], data=data, now=story.now
    )
    return subject


def begin(story: Story, state: str) -> Activity:
    """`planned` is the group's; `planned_by_county` the office's."""
    return plan(story, by="office") if state == "planned_by_county" else plan(story)


def _plan(story: Story, _activity: Any) -> dict[str, Any]:
    return {**INSPECTION, "plan_on": later(story, 20), "invited": [story.county.seat("ally")]}


def record(story: Story, activity: Any) -> dict[str, Any]:
    """The first came and spoke, and whoever asked for leave is away; the others came."""
    first = next(one for one in activity.participants if one.leave_asked_at is None)
    row = {"person": first.person_id, "attendance": "present", "speech": "oral"}
    return {
        "held_on": later(story, 0),
        "activity_results": "看了三个水厂，开了座谈会",
        "activity_findings": "管网老化，夏季停水",
        "attendance": [row],
        "attendance_rest": "present",
        "activity_evidence": SCAN,
    }


ACTIVITY_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("activity", "change_plan"): _plan,
    ("activity", "ask_leave"): form(leave_reason="外出培训"),
    ("activity", "record_activity"): record,
    ("activity", "return_activity"): form(reason="请写明到了哪几个村"),
    ("activity", "revoke_confirmation"): form(reason="照片是去年的，当天没有去"),
    ("activity", "cancel_activity"): form(reason="连日大雨"),
    ("activity", "turn_into_proposal"): form(draft_for="own"),
    ("activity", "note_outcome"): form(outcome="水务局采用，列入改造计划"),
}
WAYS_OF_ACTIVITIES = {
    "on_leave": ("planned", "ask_leave"),
    "recorded": ("on_leave", "record_activity"),
    "returned": ("recorded", "return_activity"),
    "confirmed": ("recorded", "confirm_activity"),
    "cancelled": ("planned", "cancel_activity"),
    "recorded_by_county": ("planned_by_county", "record_activity"),
    "confirmed_by_county": ("recorded_by_county", "confirm_activity"),
}
BEGINNINGS: dict[str, Callable[[Story, str], Activity]] = {"activity": begin}
