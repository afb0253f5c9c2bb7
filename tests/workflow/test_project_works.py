"""Livelihood projects from listing on: new dates, rectification, what remains, what is public."""

from __future__ import annotations

from datetime import date

import pytest

from models.queries.projects import public_project_of
from tests.fillings import later
from tests.project_samples import milestones
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Refused

KIND = "livelihood_project"


@ONCE
def test_an_extension_keeps_the_old_date_and_is_given_once(story: Story) -> None:
    project = story.reach(KIND, "carrying_out")
    old = project.finish_plan
    event = story.do(project, "extend", new_due="2026-12-31", reason="雨季")
    body = history.body(event)
    assert project.due_on == project.finish_plan == date(2026, 12, 31)
    assert body["noted"] == {"extended_from": old.isoformat()}
    assert body["data"] == {"new_due": "2026-12-31", "reason": "雨季"}
    assert body["changes"]["due_on"] == [old.isoformat(), "2026-12-31"]
    with pytest.raises(Refused) as refused:
        story.do(project, "extend")
    assert [r.sentence for r in refused.value.reasons] == ["只能延期一次"]


@ONCE
def test_carried_over_it_has_the_milestones_of_the_next_year_and_keeps_the_old_in_the_record(
    story: Story,
) -> None:
    project = story.reach(KIND, "carrying_out")
    story.do(project, "report_progress", done_milestones=[{"no": 1, "done_on": "2026-03-02"}])
    story.do(project, "check_report")
    rows = milestones(story, ("开工", 20, 20), ("装修", 420, 80))
    event = story.do(project, "carry_over", milestones=rows)
    assert [(one.name, one.done_on) for one in project.milestones] == [
        ("开工", date(2026, 3, 2)), ("装修", None),
    ]  # fmt: skip
    assert (project.carried_to, project.due_on) == (2027, date(2027, 8, 31))
    before = history.body(event)["noted"]["plan_before"]
    assert [one["name"] for one in before] == ["开工", "主体", "完工"]


@ONCE
def test_cancelling_takes_a_second_person_and_a_refusal_goes_back_where_it_was(
    story: Story,
) -> None:
    for state in ("assigned", "carrying_out"):
        project = story.reach(KIND, state)
        story.do(project, "propose_cancel", by="office")
        with pytest.raises(Refused):
            story.do(project, "agree_cancel", by="office")
        story.do(project, "refuse_cancel", by="head")
        assert project.state == state
    story.do(project, "propose_cancel")
    story.do(project, "agree_cancel", by="clerk")
    page = public_project_of(story.session, project.id)
    assert (project.state, page and page.stage) == ("cancelled", "cancelled")


@ONCE
def test_what_fails_acceptance_is_put_right_by_a_new_date(story: Story) -> None:
    project = story.reach(KIND, "inspection")
    story.do(project, "fail_inspection", new_due="2026-06-30")
    assert (project.state, project.progress) == ("carrying_out", 99)
    assert project.due_on == date(2026, 6, 30)
    with pytest.raises(Refused):
        story.do(project, "finish")
    story.do(project, "report_progress", progress=100)
    story.do(project, "check_report")
    story.do(project, "finish")
    story.do(project, "pass_inspection")
    failed, passed = project.inspections
    assert (failed.passed, failed.rectify_by) == (False, date(2026, 6, 30))
    assert (passed.passed, passed.items[0]["result"]) == (True, "fit")


@ONCE
def test_what_remains_keeps_the_project_open_until_it_is_confirmed(story: Story) -> None:
    rows = [{"text": text, "due_on": later(story, 40 + len(text))} for text in ("补种", "刷漆门")]
    project = story.reach(KIND, "inspection")
    story.do(project, "pass_inspection", remaining_items=rows)
    story.do(project, "record_appraisal")
    story.pass_days(10)
    assert (project.state, project.due_on) == ("tailing", project.remaining[0].due_on)
    for item in project.remaining:
        assert project.state == "tailing"
        story.do(project, "report_remaining", remaining_item=item.id)
        story.do(project, "confirm_remaining", remaining_item=item.id)
    assert (project.state, project.remaining_due) == ("closed", None)


@ONCE
def test_the_responsible_unit_is_no_partner_of_itself(story: Story) -> None:
    a, b, *_ = story.county.units
    project = story.reach(KIND, "to_list")
    story.do(project, "list_project", partner_units=[a.id, b.id])
    assert project.partner_units == [b]


@ONCE
def test_project_numbers_are_given_on_listing(story: Story) -> None:
    first, second = (story.reach(KIND, "own_to_list") for _ in range(2))
    story.do(second, "list_project")
    story.do(first, "list_project")
    assert (second.number, first.number) == ("2026-01", "2026-02")
    assert (first.serial_no, second.serial_no) == ("2026-00001", "2026-00002")


@ONCE
def test_what_is_public_names_nobody(story: Story) -> None:
    goal = "安装 36 盏，联系人段环莺 13900001234"
    project = story.apply(project_kind="own", goal=goal)
    for action in ("submit", "register_project", "list_project", "accept"):
        story.do(project, action)
    page = public_project_of(story.session, project.id)
    assert page is not None
    words = " ".join(str(getattr(page, one.name)) for one in page.__table__.columns)
    for personal in ("段环莺", "13900001234", "王经办", "0900"):
        assert personal not in words
    assert (page.number, page.stage, page.progress) == (project.number, "carrying_out", 0)


@ONCE
def test_a_late_rectification_is_told_once_a_date_and_from_the_day_after(story: Story) -> None:
    project = story.reach(KIND, "carrying_out")
    story.do(project, "record_visit")
    (visit,) = project.visits

    def told_after(days: int) -> bool:
        return "miss_rectification" in [one.action for one in story.pass_days(days)]

    assert (visit.rectify_by - local_date(story.now)).days == 10
    assert not told_after(10), "the last day is still in time"
    assert told_after(1)
    assert visit.told_on == local_date(story.now)
    assert not told_after(1), "once is enough"
    story.do(project, "report_rectified")
    story.do(project, "deny_rectified")
    assert not told_after(20)
    assert told_after(1), "a new date is a new reason"
    story.do(project, "report_rectified")
    story.do(project, "confirm_rectified")
    assert not visit.open
    assert visit.closed_on == local_date(story.now)
    assert not told_after(30)
