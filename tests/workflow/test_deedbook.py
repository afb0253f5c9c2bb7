"""What is read off the events, and that the board counts what plain SQL counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from tests.activity_samples import plan
from tests.opinion_samples import publish, write
from tests.recounting import counted_by_board, counted_by_sql
from tests.samples import DISSATISFIED
from tests.stories import ONCE, Story
from workflow.deedbook import deeds_of_year

pytestmark = ONCE
YEAR = 2026


def confirmed(story: Story, kind: str, who: str = "leader", **changed: Any) -> Any:
    """An activity that was held and confirmed, long before the day it was planned for."""
    activity = plan(story, who, activity_kind=kind, plan_on="2026-06-30")
    story.do(activity, "record_activity", **changed)
    story.do(activity, "confirm_activity")
    return activity


def sent(story: Story, by: str = "author", **changed: Any) -> Any:
    opinion = write(story, by, **changed)
    story.do(opinion, "send_opinion")
    return opinion


def a_year(story: Story) -> None:
    """A small year: of both groups, with things that do not count among them."""
    for _ in range(2):
        sent(story)
    sent(story, "stranger")
    sent(story, "ally", opinion_kind="suggestion", addressee="county", addressee_name="县政府")
    write(story)  # a draft is no deed
    story.do(sent(story), "not_use_opinion")
    for kind in ("inspection", "collective"):
        confirmed(story, kind)
    wrote = {"report_text": "水厂十座，管网老化。", "report_authors": [story.county.seat("ally")]}
    confirmed(story, "research_report", **wrote)
    plan(story, "leader", activity_kind="study")  # planned is not held
    story.reach("livelihood_project", "closed")
    story.pass_days(70)
    sent(story)
    confirmed(story, "inspection")


def test_the_board_counts_what_plain_sql_counts(story: Story) -> None:
    a_year(story)
    story.session.flush()
    group, other = story.county.group.id, story.county.other_group.id
    counted = counted_by_board(story.session, [group, other], YEAR)
    assert counted == counted_by_sql(story.session, YEAR)
    assert counted == {
        (group, "社情民意信息"): 2, (group, "意见建议"): 1, (group, "集体活动"): 1,
        (group, "视察活动"): 2, (group, "调研报告"): 1, (group, "为民办实事"): 1,
        (other, "社情民意信息"): 1,
    }  # fmt: skip


def test_a_confirmation_taken_back_counts_no_more_until_it_is_given_again(story: Story) -> None:
    activity = confirmed(story, "inspection", attendance_rest="present")
    group = story.county.group.id
    story.pass_days(200)  # also long after the year in which it counted
    story.do(activity, "revoke_confirmation", by="clerk")
    assert (activity.state, activity.confirmed_by) == ("returned", "")
    assert not deeds_of_year(story.session, YEAR)
    assert counted_by_sql(story.session, YEAR) == counted_by_board(story.session, [group], YEAR)
    rows = [{"person": story.county["ally"].person_id, "attendance": "absent"}]
    story.do(activity, "record_activity", held_on="2026-01-20", attendance=rows)
    story.do(activity, "confirm_activity")
    told = Counter(
        (one.what, one.marks.get("attendance")) for one in deeds_of_year(story.session, YEAR)
    )
    assert told == {
        ("activity", None): 1, ("attendance", "present"): 2, ("attendance", "absent"): 1,
    }  # fmt: skip
    assert counted_by_sql(story.session, YEAR) == counted_by_board(story.session, [group], YEAR)


def test_what_opinions_and_activities_come_to(story: Story) -> None:
    opinion = sent(story)
    publish(story, opinion)
    story.session.refresh(opinion)
    story.do(opinion, "record_adoption")
    story.do(opinion, "record_instruction")
    activity = plan(story)
    story.do(activity, "ask_leave", by="author")
    story.do(activity, "record_activity", attendance=None)
    story.do(activity, "confirm_activity")
    found = deeds_of_year(story.session, YEAR)
    by_what = Counter(one.what for one in found)
    assert by_what == {
        "opinion_sent": 1, "opinion_used": 1, "opinion_adopted": 1, "opinion_instructed": 1,
        "activity": 1, "attendance": 3,
    }  # fmt: skip
    levels = {one.what: one.marks.get("level") for one in found}
    assert (levels["opinion_adopted"], levels["opinion_instructed"]) == ("region", "county")
    author = story.county["author"].person_id
    (away,) = [one for one in found if one.what == "attendance" and author in one.people]
    assert away.marks["attendance"] == "leave"
    (held,) = [one for one in found if one.what == "activity"]
    assert author not in held.people
    assert len(held.people) == 2


def test_what_proposals_and_units_come_to(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.evaluate(case, **DISSATISFIED)
    story.session.refresh(case)
    story.answer_every_task(case)
    story.evaluate(case)
    found = deeds_of_year(story.session, YEAR)
    assert Counter(one.what for one in found) == {
        "proposal_submitted": 1, "proposal_filed": 1, "reply": 2, "evaluation": 4,
    }  # fmt: skip
    people = {story.county[name].person_id for name in ("author", "ally")}
    assert {one.people for one in found if one.what == "proposal_filed"} == {
        (case.author_id, *(people - {case.author_id}))
    }
    judged = [(one.marks["round"], one.marks["result"]) for one in found if one.unit_id
              and one.what == "evaluation"]  # fmt: skip
    assert judged == [("first", "dissatisfied")] * 2 + [("again", "satisfied")] * 2
    late = {one.marks["late"] for one in found if one.what == "reply"}
    assert late == {"no"}
    assert [one for one in found if one.on.year != YEAR] == []
    assert deeds_of_year(story.session, YEAR, until=date(2026, 3, 1)) == []
