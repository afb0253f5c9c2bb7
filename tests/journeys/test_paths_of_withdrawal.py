"""撤案: until the reply, with a question that only the office and the auditor read (trap T2)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Notice
from tests.people import todays_rules
from tests.stories import ONCE, Story
from workflow.engine import Impossible
from workflow.history import verify_all


def test_every_open_state_of_a_task_can_end_with_its_case() -> None:
    """A new state of a task needs the action `end_with_case`, or a withdrawn case lives on."""
    states = todays_rules().workflow("handling_task").states
    assert [one.name for one in states if not one.final and not one.action("end_with_case")] == []


@ONCE
def test_withdrawn_during_handling(story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "handling")
    lead, co = case.tasks
    story.do(lead, "accept")
    story.do(co, "accept")
    story.do(co, "give_opinion")
    event = story.do(case, "withdraw", persuaded="yes_", persuaded_by="单位领导")
    assert (case.state, lead.state, co.state) == ("withdrawn", "ended", "answered")
    assert (lead.due_on, lead.waits_for, lead.closed_at) == (None, None, story.now)
    told = {
        user.login
        for user in story.county.users.values()
        for notice in story.session.scalars(select(Notice).where(Notice.user_id == user.id))
        if notice.event_id >= event.id
    }
    assert {"ally", "office", "clerk", "head", "unit_a", "checker_a"} <= told
    assert "unit_c" not in told
    assert verify_all(story.session) == []


@ONCE
@pytest.mark.parametrize("state", ["submitted", "examining", "returned", "filed", "handling"])
def test_withdrawn_before_and_during_handling(story: Story, state: str) -> None:
    case = story.reach("proposal", state)
    story.do(case, "withdraw")
    assert case.state == "withdrawn"
    assert all(task.closed_at for task in case.tasks)


@ONCE
@pytest.mark.parametrize("state", ["replied", "rehandling", "mediation", "closed", "not_filed"])
def test_not_withdrawn_after_the_reply(story: Story, state: str) -> None:
    case = story.reach("proposal", state)
    with pytest.raises(Impossible):
        story.do(case, "withdraw", by="author")
