"""The examination meeting: its agenda, and decisions that are ordinary acts while it sits."""

from __future__ import annotations

import pytest

from models import ExaminationMeeting
from tests.stories import ONCE, Story
from workflow import history
from workflow.engine import Refused

pytestmark = ONCE


def test_examined_at_a_meeting(story: Story) -> None:
    first, second, third = (story.reach("proposal", "examining") for _ in range(3))
    meeting: ExaminationMeeting = story.reach("examination_meeting", "planned")
    story.do(meeting, "set_agenda", agenda=[third.id, first.id, second.id])
    assert [item.proposal_id for item in meeting.items] == [third.id, first.id, second.id]
    story.do(third, "send_back")
    assert meeting.items[0].outcome is None, "decided before the meeting is not by the meeting"
    story.do(meeting, "begin_meeting")
    story.do(first, "file", by="head", votes="到会 9 人，同意 8 人")
    item = meeting.items[1]
    assert (item.outcome, item.decided_at) == ("file", story.now)
    assert item.decision is not None
    assert item.decision["votes"] == "到会 9 人，同意 8 人"
    story.do(meeting, "close_meeting")
    story.do(second, "file")
    assert meeting.items[2].outcome is None, "decided after the meeting is not by the meeting"
    assert history.verify_all(story.session) == []


def test_only_what_waits_for_its_second_examination_comes_before_it(story: Story) -> None:
    meeting = story.reach("examination_meeting", "planned")
    other = story.reach("proposal", "submitted")
    with pytest.raises(Refused, match="已经不在复审"):
        story.do(meeting, "set_agenda", agenda=[other.id])


def test_a_cancelled_meeting_sets_its_cases_free(story: Story) -> None:
    meeting = story.reach("examination_meeting", "agenda_set")
    assert meeting.items
    story.do(meeting, "cancel_meeting")
    assert meeting.items == []


def test_who_examined_first_does_not_decide_at_the_meeting_either(story: Story) -> None:
    case = story.reach("proposal", "submitted")
    both = story.county["head"]
    story.do(case, "pass_first_examination")
    story.do(case, "examine_again")
    assert case.state == "submitted"
    story.do(case, "pass_first_examination", by="clerk")
    meeting = story.reach("examination_meeting", "sitting")
    assert meeting.state == "sitting"
    story.do(case, "file", by=both)
    assert case.state == "filed"
