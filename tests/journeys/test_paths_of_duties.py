"""What a group does and how it is counted: from the inspection to the ticks and the points.

One chain, every link of which is the system's own: what was found at an inspection becomes a
collective proposal, its letter of class B makes a promise, the promise becomes a project, and the
project's acceptance keeps the promise. Nothing in it is bound together by hand.
"""

from __future__ import annotations

import itertools
from typing import Any

from models import Activity, LivelihoodProject, Promise, Proposal
from models.queries.links import linked_from
from models.queries.promises import promises_of_case
from tests.activity_samples import plan
from tests.assessment_samples import YEAR, assess
from tests.pages import Visit
from tests.project_samples import APPLICATION
from tests.samples import promising
from tests.stories import ONCE, Story
from workflow import history
from workflow.assessing import ledger_now
from workflow.deedbook import deeds_of_year
from workflow.dutyboard import board, six
from workflow.parties import current_tasks

pytestmark = ONCE

LEADER = "leader_member"
#: the acts by which a project of one's own comes from a draft to its acceptance
TO_THE_END = (
    "submit", "register_project", "list_project", "accept", "report_progress", "check_report",
    "finish", "confirm_benefit",
)  # fmt: skip


def inspect_and_propose(story: Story) -> tuple[Activity, Proposal]:
    """An inspection, confirmed by the office, and the group's proposal that came of it."""
    activity = plan(story, LEADER)
    for act in ("record_activity", "confirm_activity"):
        story.do(activity, act)
    story.do(activity, "turn_into_proposal", by=LEADER, draft_for="group")
    (link,) = linked_from(story.session, activity.id, "turned_into")
    case = link.target
    story.do(case, "write", by=LEADER)
    for act in ("submit", "pass_first_examination", "file", "assign"):
        story.do(case, act)
    return activity, case


def promise_of_the_reply(story: Story, case: Proposal) -> Promise:
    """The unit answers with a letter of class B, and the proposers judge it."""
    story.session.refresh(case)
    for task in current_tasks(case):
        story.answer(task, **promising(case, story))
    story.session.refresh(case)
    story.evaluate(case)
    (promise,) = promises_of_case(story.session, case.id)
    return promise


def project_of(story: Story, promise: Promise) -> LivelihoodProject:
    """The proposer begins a project from the promise, and it is carried out and accepted."""
    story.do(promise, "begin_project", by=LEADER, project_name="青山镇卫生院改建")
    (link,) = linked_from(story.session, promise.id, "project")
    project: LivelihoodProject = link.target
    story.do(project, "write", by=LEADER, **(APPLICATION | {"project_kind": "own"}))
    for act in TO_THE_END:
        changed: dict[str, Any] = {"progress": 100} if act == "report_progress" else {}
        story.do(project, act, **changed)
    story.pass_days(10)  # the public notice
    return project


def test_an_inspection_becomes_a_proposal_a_promise_a_project_ticks_and_points(
    story: Story, visit: Visit
) -> None:
    activity, case = inspect_and_propose(story)
    promise = promise_of_the_reply(story, case)
    project = project_of(story, promise)
    for act in ("report_kept", "confirm_kept"):
        story.do(promise, act)
    assert case.collective_kind == "liaison_group"
    assert promise.reply.reply_class == "B"
    assert (project.state, promise.outcome) == ("closed", "kept")
    chain = [one.id for one in (activity, case, promise, project)]
    for number in chain:
        assert not list(history.verify(history.chain_of(story.session, number)))
    story.session.commit()
    each_leads_to_the_next(visit, chain)

    deeds = deeds_of_year(story.session, YEAR)
    group = story.county.group.id
    ticks = board(six(), "group", [group], deeds, YEAR)[group]
    done = {tick.rule.name: [one.subject_id for one in tick.deeds] for tick in ticks if tick.done}
    assert done == {"视察活动": [activity.id], "为民办实事": [project.id]}
    lines = {
        one.rule: one.evidence[0].subject_id
        for one in ledger_now(story.session, assess(story, "group")).entries
    }
    assert lines["inspection"] == activity.id
    assert lines["proposal"] == case.id
    assert lines["project"] == project.id
    by_unit = ledger_now(story.session, assess(story, "unit"))
    assert {one.rule for one in by_unit.entries} == {"on_time", "consulted", "satisfied"}
    unit = story.county.units[0].id
    kept = [one for one in deeds if one.what == "promise" and one.unit_id == unit]
    assert [(one.subject_id, one.marks["outcome"]) for one in kept] == [(promise.id, "kept")]
    member = story.county[LEADER].person_id
    assert {one.what for one in deeds if member in one.people} >= {
        "attendance", "activity", "proposal_submitted", "proposal_filed",
    }  # fmt: skip


def each_leads_to_the_next(visit: Visit, chain: list[int]) -> None:
    """From each page of the chain one comes to its neighbours by a link, in both directions."""
    for here, there in itertools.pairwise(chain):
        assert f"/cases/{there}" in visit[LEADER].get(f"/cases/{here}").links
        assert f"/cases/{here}" in visit[LEADER].get(f"/cases/{there}").links
