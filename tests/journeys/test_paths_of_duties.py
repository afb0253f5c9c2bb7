"""What a group does and how it is counted: from the inspection to the ticks and the points."""

from __future__ import annotations

from models.queries.links import linked_from
from models.queries.promises import promises_of_case
from tests.activity_samples import plan
from tests.assessment_samples import YEAR, assess
from tests.samples import promising
from tests.stories import ONCE, Story
from workflow.assessing import ledger_now
from workflow.deedbook import deeds_of_year
from workflow.dutyboard import board, six
from workflow.parties import current_tasks

pytestmark = ONCE


def test_an_inspection_becomes_a_proposal_a_promise_ticks_and_points(story: Story) -> None:
    activity = plan(story, "leader_member")
    story.do(activity, "record_activity")
    story.do(activity, "confirm_activity")
    story.do(activity, "turn_into_proposal", by="leader_member")
    (link,) = linked_from(story.session, activity.id, "turned_into")
    case = link.target
    story.do(case, "write", by="leader_member")
    for act in ("submit", "pass_first_examination", "file", "assign"):
        story.do(case, act)
    story.session.refresh(case)
    for task in current_tasks(case):
        story.answer(task, **promising(case, story))
    story.session.refresh(case)
    story.evaluate(case)
    promise = promises_of_case(story.session, case.id)[0]
    for act in ("report_kept", "confirm_kept"):
        story.do(promise, act)
    story.reach("livelihood_project", "closed")
    deeds = deeds_of_year(story.session, YEAR)
    group, unit = story.county.group.id, story.county.units[0].id
    ticks = board(six(), "group", [group], deeds, YEAR)[group]
    done = {tick.rule.name: tick.deeds for tick in ticks if tick.done}
    assert set(done) == {"视察活动", "为民办实事"}
    assert done["视察活动"][0].subject_id == activity.id
    by_group = ledger_now(story.session, assess(story, "group"))
    lines = {one.rule: one.evidence[0].subject_id for one in by_group.entries}
    assert lines["inspection"] == activity.id
    assert lines["proposal"] == case.id
    assert "project" in lines
    by_unit = ledger_now(story.session, assess(story, "unit"))
    assert {one.rule for one in by_unit.entries} == {"on_time", "consulted", "satisfied"}
    kept = [one for one in deeds if one.what == "promise" and one.unit_id == unit]
    assert [one.marks["outcome"] for one in kept] == ["kept"]
    member = story.county["leader_member"].person_id
    assert {one.what for one in deeds if member in one.people} >= {
        "attendance", "activity", "proposal_submitted", "proposal_filed",
    }  # fmt: skip
