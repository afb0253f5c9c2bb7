"""Livelihood projects: both kinds, the ballot, half of all, monthly reports, rectification."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models import LivelihoodProject
from models.queries.history import last_event
from models.queries.links import links_of
from tests.project_samples import ballot_form
from tests.stories import ONCE, Story
from workflow import history
from workflow.ballots import chosen, tied
from workflow.clock import tick
from workflow.engine import Refused
from workflow.projectwork_effects import appraisal_outcome

KIND = "livelihood_project"
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
def test_an_appraisal_is_stored_as_counts_with_its_outcome(story: Story) -> None:
    project = story.reach(KIND, "appraisal")
    form = {"turnout": 200, "votes_satisfied": 90, "votes_basic": 20, "votes_not": 1}
    event = story.do(project, "record_appraisal", **form)
    (row,) = project.appraisals
    assert (row.turnout, row.satisfied, row.basic, row.dissatisfied) == (200, 90, 20, 1)
    assert (row.outcome, row.body, project.state) == ("basic", "deputies", "publicizing")
    told = history.body(event)["data"]
    assert set(told) == {*form, "appraised_by"}, "counts, and nobody's paper"


@ONCE
def test_more_votes_than_people_are_refused(story: Story) -> None:
    project = story.reach(KIND, "appraisal")
    for turnout, votes in ((10, (5, 5, 1)), (0, (0, 0, 0))):
        form = dict(zip(("votes_satisfied", "votes_basic", "votes_not"), votes, strict=True))
        with pytest.raises(Refused) as refused:
            story.do(project, "record_appraisal", turnout=turnout, **form)
        assert refused.value.reasons[0].field == "turnout"


# ── the ballot ──────────────────────────────────────────────────────────────


def test_the_most_votes_win_with_more_than_half_of_all_who_are_entitled() -> None:
    votes = {1: 120, 2: 106, 3: 105, 4: 90}
    assert chosen(votes, 3, 210, 180, "entitled") == {1, 2}, "105 of 210 is not more than half"
    assert chosen(votes, 3, 210, 180, "valid") == {1, 2, 3}
    assert chosen(votes, 4, 210, 180, "most") == {1, 2, 3, 4}
    assert chosen(votes, 1, 210, 180, "most") == {1}
    assert chosen({1: 0, 2: 0}, 1, 210, 180, "most") == set(), "nobody wins without a vote"


def test_equal_votes_at_the_last_place_settle_nothing() -> None:
    votes = {1: 150, 2: 120, 3: 120}
    won = chosen(votes, 2, 210, 200, "entitled")
    assert tied(votes, won, 2) == [2, 3]
    assert tied(votes, chosen(votes, 3, 210, 200, "entitled"), 3) == []
    assert tied(votes, chosen(votes, 1, 210, 200, "entitled"), 1) == []


@ONCE
def test_one_count_decides_every_candidate_by_an_event_of_its_own(story: Story) -> None:
    first, second, third = (story.reach(KIND, "balloting") for _ in range(3))
    ballot = story.engine.open(
        story.session, "ballot_session", by=story.county["office"],
        data=ballot_form(story) | {"places": 2}, now=story.now,
    )  # fmt: skip
    story.do(ballot, "fix_list", candidates=[third.id, first.id, second.id])
    rows = [{"no": 1, "votes": 80}, {"no": 2, "votes": 170}, {"no": 3, "votes": 150}]
    story.do(ballot, "count_ballot", ballot_votes=rows)
    assert [one.state for one in (first, second, third)] == ["to_list", "to_list", "turned_down"]
    assert first.ballot == "应到210人，赞成170票"
    for project, name in ((first, "win_ballot"), (third, "lose_ballot")):
        event = _last(story, project)
        assert (event.action, event.actor_id) == (name, None)
        assert history.body(event)["noted"]["ballot"]["ballot"] == ballot.id


def _last(story: Story, project: LivelihoodProject) -> Any:
    return last_event(story.session, project.id)


@ONCE
def test_an_own_project_needs_no_ballot_and_is_appraised_by_those_it_is_for(story: Story) -> None:
    project = story.reach(KIND, "confirming")
    assert "win_ballot" not in story.told
    assert (project.ballot, project.project_kind) == ("", "own")
    story.do(project, "confirm_benefit", turnout=12, votes_satisfied=7, votes_basic=2, votes_not=0)
    (row,) = project.appraisals
    assert (row.body, row.outcome) == ("beneficiaries", "satisfied")
    story.pass_days(10)
    assert project.state == "closed"


# ── months ──────────────────────────────────────────────────────────────────


@ONCE
def test_a_report_counts_when_a_second_person_of_the_unit_has_checked_it(story: Story) -> None:
    project = story.reach(KIND, "carrying_out")
    story.do(project, "report_progress", by="unit_a", progress=40)
    assert project.progress == 0
    with pytest.raises(Refused):
        story.do(project, "check_report", by="unit_a")
    story.do(project, "check_report", by="checker_a")
    (report,) = project.reports
    assert (project.progress, report.reporter, report.checker) == (40, "经办a", "核稿a")
    story.do(project, "return_report")
    assert (project.progress, report.status) == (0, "returned")
    story.do(project, "report_progress", progress=30)
    story.do(project, "check_report")
    assert project.progress == 30


@ONCE
def test_a_milestone_and_the_start_are_what_the_reports_that_count_say(story: Story) -> None:
    project = story.reach(KIND, "carrying_out")
    done = [{"no": 1, "done_on": "2026-03-02"}]
    story.do(project, "report_progress", progress=20, done_milestones=done)
    assert project.milestones[0].done_on is None
    story.do(project, "check_report")
    assert project.milestones[0].done_on == date(2026, 3, 2)
    assert project.started_on == date(2026, 3, 2)
    story.do(project, "return_report")
    assert (project.milestones[0].done_on, project.started_on) == (None, None)


@ONCE
def test_a_missing_month_is_told_once_to_the_unit_and_once_to_the_office(story: Story) -> None:
    project = story.reach(KIND, "carrying_out")
    told: list[tuple[date, str]] = []
    for day in range(3, 60):
        story.now = datetime(2026, 3, 1, 16, 5, tzinfo=UTC) + timedelta(days=day)
        told += [
            (event.happened_at.date() + timedelta(days=1), event.action)
            for event in tick(story.session, story.engine, story.now)
            if "miss" in event.action
        ]
    # due on Saturday 28 March; three working days later is Wednesday 1 April
    assert told == [
        (date(2026, 3, 29), "miss_report"),
        (date(2026, 4, 2), "raise_missing_report"),
        (date(2026, 4, 29), "miss_report"),
    ]
    assert project.missing_told == "2026-04"


@ONCE
def test_what_was_reported_in_time_is_not_missed(story: Story) -> None:
    project = story.reach(KIND, "reported")
    story.now = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
    struck = tick(story.session, story.engine, story.now)
    assert [event.action for event in struck if event.subject_id == project.id] == []


# ── where it comes from ─────────────────────────────────────────────────────


@ONCE
@pytest.mark.parametrize(("kind", "state"), [("proposal", "handling"), ("promise", "keeping")])
def test_a_project_started_from_a_case_keeps_where_it_came_from(
    story: Story, kind: str, state: str
) -> None:
    case = story.reach(kind, state)
    story.do(case, "begin_project", by="author")
    (link,) = links_of(story.session, [case.id])
    project = link.target
    assert isinstance(project, LivelihoodProject)
    assert (project.state, project.project_kind, link.relation) == ("drafting", "own", "project")
    assert project.author_id == story.county["author"].person_id
    assert history.body(link.event)["noted"]["linked_from"] == case.id
    for action in ("write", "submit"):
        story.do(project, action, **({"project_kind": "own"} if action == "write" else {}))
    assert project.state == "submitted"


@ONCE
def test_the_office_nominates_and_a_promise_is_linked_to_the_project_that_keeps_it(
    story: Story,
) -> None:
    promise = story.reach("promise", "keeping")
    story.do(promise, "nominate_project", by="office")
    (link,) = links_of(story.session, [promise.id])
    assert (link.target.state, link.target.author_id) == ("submitted", None)
    project = story.reach(KIND, "carrying_out")
    story.do(project, "link_promise", by="office", kept_promise=promise.id)
    assert {(one.from_id, one.relation) for one in links_of(story.session, [promise.id])} == {
        (promise.id, "project"), (project.id, "fulfils"),
    }  # fmt: skip


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
