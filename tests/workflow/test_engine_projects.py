"""Livelihood projects: half of all, one extension, rectification."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories import ONCE, Story
from workflow import history
from workflow.engine import Refused
from workflow.project_effects import appraisal_outcome

#: turnout, satisfied, basic → outcome; half of all who should take part is not more than half
EXAMPLES = [
    ((100, 51, 0), "satisfied"),
    ((100, 50, 0), "dissatisfied"),
    ((100, 50, 1), "basic"),
    ((100, 0, 51), "basic"),
    ((100, 25, 25), "dissatisfied"),
    ((101, 51, 0), "satisfied"),
    ((101, 50, 0), "dissatisfied"),
    ((101, 50, 1), "basic"),
    # of 200 who should take part only 60 did, and all were satisfied
    ((200, 60, 0), "dissatisfied"),
    ((1, 1, 0), "satisfied"),
    ((1, 0, 0), "dissatisfied"),
]


@pytest.mark.parametrize(("counts", "outcome"), EXAMPLES)
def test_more_than_half_of_all_decides(counts: tuple[int, int, int], outcome: str) -> None:
    assert appraisal_outcome(*counts) == outcome


@ONCE
def test_an_appraisal_is_stored_with_its_outcome(story: Story) -> None:
    project = story.reach("livelihood_project", "appraisal")
    form = {"turnout": 200, "votes_satisfied": 90, "votes_basic": 20, "votes_not": 1}
    story.do(project, "record_appraisal", **form)
    (row,) = project.appraisals
    assert (row.turnout, row.satisfied, row.basic, row.dissatisfied) == (200, 90, 20, 1)
    assert (row.outcome, project.state) == ("basic", "closed")


@ONCE
def test_more_votes_than_people_are_refused(story: Story) -> None:
    project = story.reach("livelihood_project", "appraisal")
    for turnout, votes in ((10, (5, 5, 1)), (0, (0, 0, 0))):
        form = dict(zip(("votes_satisfied", "votes_basic", "votes_not"), votes, strict=True))
        with pytest.raises(Refused) as refused:
            story.do(project, "record_appraisal", turnout=turnout, **form)
        assert refused.value.reasons[0].field == "turnout"


@ONCE
def test_an_extension_keeps_the_old_date_and_is_given_once(story: Story) -> None:
    project = story.reach("livelihood_project", "carrying_out")
    old = project.finish_plan
    event = story.do(project, "extend", new_due="2026-12-31", reason="雨季")
    body = history.body(event)
    assert project.due_on == project.finish_plan == date(2026, 12, 31)
    assert body["noted"] == {"extended_from": old.isoformat()}
    assert body["data"] == {"new_due": "2026-12-31", "reason": "雨季"}
    assert body["changes"]["due_on"] == [old.isoformat(), "2026-12-31"]
    assert project.due_detail["steps"][0]["kind"] == "by"
    with pytest.raises(Refused) as refused:
        story.do(project, "extend")
    assert [r.sentence for r in refused.value.reasons] == ["只能延期一次"]


@ONCE
def test_progress_never_falls_and_all_of_it_is_needed(story: Story) -> None:
    project = story.reach("livelihood_project", "carrying_out")
    story.do(project, "report_progress", progress=60)
    with pytest.raises(Refused) as refused:
        story.do(project, "report_progress", progress=59)
    told = [(r.field, r.sentence) for r in refused.value.reasons]
    assert told == [("progress", "进度不能低于上次所报的 60%")]
    with pytest.raises(Refused) as refused:
        story.do(project, "finish")
    assert [r.sentence for r in refused.value.reasons] == ["进度须先报到 100%"]
    story.do(project, "report_progress", progress=60, spent="12.5")
    story.do(project, "report_progress", progress=100)
    story.do(project, "finish")
    assert [report.percent for report in project.reports] == [60, 60, 100]


@ONCE
def test_what_fails_inspection_is_put_right_by_a_new_date(story: Story) -> None:
    project = story.reach("livelihood_project", "inspection")
    story.do(project, "fail_inspection", new_due="2026-06-30")
    assert (project.state, project.progress) == ("carrying_out", 99)
    assert project.due_on == date(2026, 6, 30)
    with pytest.raises(Refused):
        story.do(project, "finish")
    story.do(project, "report_progress", progress=100)
    story.do(project, "finish")
    story.do(project, "pass_inspection", remaining="补种行道树")
    failed, passed = project.inspections
    assert (failed.passed, failed.rectify_by) == (False, date(2026, 6, 30))
    assert (passed.passed, passed.remaining) == (True, "补种行道树")


@ONCE
def test_the_responsible_unit_is_no_partner_of_itself(story: Story) -> None:
    a, b, *_ = story.county.units
    project = story.reach("livelihood_project", "balloting")
    story.do(project, "adopt", partner_units=[a.id, b.id])
    assert project.partner_units == [b]


@ONCE
def test_a_plan_ends_after_it_begins(story: Story) -> None:
    project = story.reach("livelihood_project", "balloting")
    for start in ("2026-09-01", "2026-10-01"):
        with pytest.raises(Refused) as refused:
            story.do(project, "adopt", start_plan=start, finish_plan="2026-09-01")
        assert refused.value.reasons[0].field == "finish_plan"


@ONCE
def test_project_numbers_are_given_on_the_short_list(story: Story) -> None:
    first, second = (story.reach("livelihood_project", "submitted") for _ in range(2))
    story.do(second, "shortlist")
    story.do(first, "shortlist")
    assert (second.number, first.number) == ("2026-01", "2026-02")
    assert (first.serial_no, second.serial_no) == ("2026-00001", "2026-00002")


@ONCE
def test_a_group_leader_who_is_no_member_applies_and_another_reviews(story: Story) -> None:
    project = story.apply(by="leader")
    assert project.group_id == story.county.group.id
    story.do(project, "send_to_group", by="leader")
    with pytest.raises(Refused):
        story.do(project, "endorse", by="leader")
    with pytest.raises(Refused):
        story.do(project, "endorse", by="other_leader")
    story.do(project, "endorse", by="leader_member")
    assert project.state == "submitted"
