"""What may be written into the forms of activities and issues, and what a record says later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.activity_samples import plan
from tests.opinion_samples import open_issue
from tests.stories import ONCE, Story
from workflow.engine import Refused

pytestmark = ONCE


def _told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str | None, str]]:
    return [(reason.field, reason.sentence) for reason in refused.value.reasons]


def test_attendance_is_said_once_of_each_who_was_asked(story: Story) -> None:
    activity = plan(story)
    first = activity.participants[0].person_id
    stranger = story.county["stranger"].person_id
    good = {"person": first, "attendance": "present"}
    sentence = "请逐人选到会、请假或者缺席"
    wrong: tuple[Any, ...] = (
        [good | {"person": stranger}], [good, good], [good | {"attendance": "late"}],
        [good | {"speech": "long"}], ["present"], [good | {"person": "x"}],
    )  # fmt: skip
    for rows in wrong:
        with pytest.raises(Refused) as refused:
            story.do(activity, "record_activity", attendance=rows)
        assert _told(refused) == [("attendance", sentence)], rows
    with pytest.raises(Refused) as refused:
        story.do(activity, "record_activity", attendance=[good | {"reason": "忙" * 101}])
    assert _told(refused) == [("attendance", "请假事由最多 100 字")]
    assert (activity.state, activity.held_on) == ("planned", None)


def test_who_asked_for_leave_is_on_leave_and_who_is_away_has_not_spoken(story: Story) -> None:
    activity = story.reach("activity", "on_leave")
    away, spoke = (
        next(one for one in activity.participants if bool(one.leave_asked_at) is asked)
        for asked in (True, False)
    )
    rows = [{"person": spoke.person_id, "attendance": "absent", "speech": "oral"}]
    late = story.county.seat("former")
    story.do(activity, "record_activity", attendance=rows, walk_ins=[late])
    found = {one.person_id: (one.attendance, one.speech) for one in activity.participants}
    assert found[away.person_id] == ("leave", "none")
    assert found[spoke.person_id] == ("absent", "none")
    assert found[story.county["former"].person_id] == ("present", "none")


def test_a_returned_record_is_made_anew_and_confirmed_by_another(story: Story) -> None:
    activity = story.reach("activity", "returned")
    story.do(activity, "record_activity", by="leader_member", attendance_rest="absent")
    with pytest.raises(Refused, match="须由另一个人来做"):
        story.do(activity, "confirm_activity", by="leader_member")
    story.do(activity, "confirm_activity", by="leader")
    assert activity.confirmed_by == story.county["leader"].person.name


def test_an_activity_of_the_county_is_confirmed_by_the_head_alone(story: Story) -> None:
    activity = story.reach("activity", "recorded_by_county")
    for name in ("clerk", "leader", "leader_member"):
        with pytest.raises(Refused):
            story.do(activity, "confirm_activity", by=name)
    story.do(activity, "confirm_activity", by="head")


def test_an_opinion_stands_in_one_issue_at_a_time(story: Story) -> None:
    opinion = story.reach("social_opinion", "sent")
    issue = open_issue(story, opinion)
    with pytest.raises(Refused) as refused:
        open_issue(story, opinion)
    sentence = "选的社情民意里有的已经编入别的一期，或者已经有了结果，请刷新后重选"
    assert _told(refused) == [("chosen_opinions", sentence)]
    story.do(issue, "cancel_issue")
    again = open_issue(story, opinion)
    assert (issue.number, again.number) == ("社情民意〔2026〕1期", "社情民意〔2026〕2期")
