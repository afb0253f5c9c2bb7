"""Numbers: in separate series, never reused, never changed by what is filed later."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from models.queries.register import every_series
from tests.people import CUTOFF, County, todays_rules
from tests.stories import ONCE, Story
from workflow.builtin import REMINDER
from workflow.clock import tick
from workflow.parameters import wrong_parameters
from workflow.register import entries, series_of


@ONCE
def test_the_register_lists_every_number_and_shows_a_gap(story: Story) -> None:
    filed = [story.reach("proposal", "filed") for _ in range(3)]
    story.do(filed[1], "withdraw")
    draft = story.reach("proposal", "group_review")
    story.do(draft, "take_back")
    story.reach("livelihood_project", "assigned")
    story.session.flush()
    known = {one.name: one for one in series_of(story.session)}
    assert set(known) == {
        "serial/proposal/2026", "serial/livelihood_project/2026", "case/12-3/", "project/2026",
        "ballot/2026",
    }  # fmt: skip
    listed = entries(story.session, known["case/12-3/"])
    assert [(one.number, one.subject) for one in listed] == [(case.number, case) for case in filed]
    assert entries(story.session, known["serial/proposal/2026"])[3].subject is draft
    story.session.execute(text("UPDATE subject SET number = NULL WHERE number = '12-3-002'"))
    assert [one.number for one in entries(story.session, known["case/12-3/"]) if not one.subject] \
        == ["12-3-002"]  # fmt: skip


def test_category_numbers_count_apart_where_the_session_has_them(
    story: Story, county: County
) -> None:
    assert story.reach("proposal", "filed").category_number is None
    county.plenary.parameters = {"category_numbers": "yes_", "case_number_width": 4}
    social, economic, again = (story.reach("proposal", "examining") for _ in range(3))
    for case, category in ((social, "social"), (economic, "economic"), (again, "social")):
        story.do(case, "file", category=category)
    assert [one.category_number for one in (social, economic, again)] == [
        "12-3-social-0001", "12-3-economic-0001", "12-3-social-0002",
    ]  # fmt: skip
    assert again.number == "12-3-0004"
    assert "category/12-3/social/" in {one.name for one in every_series(story.session)}


def test_a_group_that_takes_its_time_makes_no_session_proposal_late(story: Story) -> None:
    story.now = CUTOFF - 2 * story.pace
    case = story.propose()
    story.do(case, "send_to_group")
    assert story.now == CUTOFF
    story.pass_days(2)
    story.do(case, "endorse")
    assert case.submitted_at > CUTOFF
    assert case.in_session is True
    later = story.reach("proposal", "group_review")
    assert later.in_session is False
    story.do(later, "take_back")


def test_the_first_case_freezes_what_nobody_changed(story: Story, county: County) -> None:
    county.plenary.parameters = {"min_contacts": 4}
    story.propose()
    assert county.plenary.parameters == {"min_contacts": 4}
    story.reach("proposal", "submitted")
    kept = county.plenary.parameters
    assert kept["min_contacts"] == 4
    assert kept["reply_time"] == {"amount": 3, "unit": "months"}
    rules = todays_rules()
    assert set(kept) == {one.name for one in rules.parameters if one.type != "date"}
    assert wrong_parameters(rules, kept) == []


def test_invitations_lapse_at_the_hour_of_the_cut_off(story: Story) -> None:
    story.now = CUTOFF - timedelta(days=2)
    case = story.reach("proposal", "cosigning")
    assert case.due_on == CUTOFF.date()
    story.now = CUTOFF
    events = tick(story.session, story.engine, CUTOFF)
    assert [event.action for event in events] == [REMINDER], "it is the last day, and not over"
    assert {one.decision for one in case.signatures} == {"pending"}
    events = tick(story.session, story.engine, CUTOFF + timedelta(minutes=1))
    assert [event.action for event in events] == ["lapse_invitations"]
    assert {one.decision for one in case.signatures} == {"lapsed"}
    after = story.reach("proposal", "cosigning")
    assert after.due_on > CUTOFF.date(), "begun after the cut-off, it has the usual time"
