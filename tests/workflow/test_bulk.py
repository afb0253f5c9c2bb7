"""Doing the same to many cases: a preview tells the truth and changes nothing."""

from __future__ import annotations

import pytest

from models import Proposal, RefusedAttempt
from tests.people import todays_rules
from tests.samples import sample
from tests.samples_of_assignment import plan
from tests.stories import ONCE, Story, contents
from workflow.bulk import (
    NOT_ALONE,
    Doer,
    each_with,
    perform_all,
    perform_many,
    possible_in_bulk,
    preview_many,
)

pytestmark = ONCE

#: where each of them is tried: the first state that has it
BULK = sorted(
    (kind, state, action)
    for (kind, action), state in {
        (workflow.name, action.name): state.name
        for workflow in todays_rules().workflows
        for state in reversed(workflow.states)
        for action in state.actions
        if action.bulk
    }.items()
)


def planned(story: Story, mode: str = "sole") -> Proposal:
    """A filed case with a plan of its own."""
    case: Proposal = story.reach("proposal", "filed")
    story.do(case, "propose_assignment", **plan(story.county, mode))
    return case


def test_every_case_is_assigned_by_its_own_plan(story: Story) -> None:
    cases = [planned(story, mode) for mode in ("sole", "lead_co")]
    bare = story.reach("proposal", "filed")
    data_for = each_with(
        story.engine, story.session, "assign", {"letter_no": "云政督函〔2026〕9号"}
    )
    for case in cases:
        case.plans[-1].answers[0].unit.kind = "政府"
    done = perform_many(
        story.engine, story.session, [*cases, bare], "assign", Doer(story.county["office"]),
        data_for, story.now,
    )  # fmt: skip
    assert [one.well for one in done] == [True, True, False]
    assert {reason.field for reason in done[2].reasons} >= {"handling_mode", "lead_units"}
    for case in cases:
        story.session.refresh(case)
        assert case.assignment is not None
        assert (case.assignment.letter_no, case.assignment.authority) == (
            "云政督函〔2026〕9号", "government_office",
        )  # fmt: skip
    assert [[task.duty for task in case.tasks] for case in cases] == [["sole"], ["lead", "co"]]


@pytest.mark.parametrize(("kind", "state", "action"), BULK)
def test_a_preview_tells_what_will_happen_and_changes_nothing(
    story: Story, kind: str, state: str, action: str
) -> None:
    """Every action that may be done in bulk: foreseen and done, state and date are the same."""
    subject = story.reach(kind, state)
    user = story.actor(subject, action)
    data = sample(story, subject, action, user)
    story.session.flush()
    before = contents(story.session)

    def data_for(_subject: object) -> dict[str, object]:
        return data

    [found] = [
        one
        for one in possible_in_bulk(story.engine, story.session, [subject], user, story.now)
        if one.action.name == action
    ]
    assert found.subjects == (subject,)
    [seen] = preview_many(story.engine, story.session, [subject], action, user, data_for, story.now)
    assert seen.well, seen.reasons
    assert contents(story.session) == before
    [done] = perform_many(
        story.engine, story.session, [subject], action, Doer(user), data_for, story.now
    )
    assert done.well
    assert seen.state == subject.state
    if seen.state != state:
        assert (seen.due.on if seen.due else None) == subject.due_on


def test_all_or_none_leaves_everything_where_one_is_refused(story: Story) -> None:
    good, bare = planned(story), story.reach("proposal", "filed")
    data_for = each_with(story.engine, story.session, "assign", {"authority": "committee"})
    good.plans[-1].answers[0].unit.kind = "政协"
    story.session.flush()
    doer = Doer(story.county["office"])
    done = perform_all(
        story.engine, story.session, [good, bare], "assign", doer, data_for, story.now
    )
    assert [one.reasons[0].sentence == NOT_ALONE for one in done] == [True, False]
    story.session.refresh(good)
    assert (good.state, good.tasks, good.assignment) == ("filed", [], None)
    refused = story.session.query(RefusedAttempt).filter_by(user_id=doer.user.id).all()
    assert [one.subject_id for one in refused] == [good.id, bare.id]
    whole = perform_all(story.engine, story.session, [good], "assign", doer, data_for, story.now)
    assert [one.well for one in whole] == [True]
    assert good.state == "handling"
