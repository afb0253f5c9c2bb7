"""Evaluation: each proposer for himself, sealed from the units, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from models import Event, Grant, Proposal, User
from models.queries.evaluations import all_evaluations
from tests.samples import DISSATISFIED, SATISFIED
from tests.samples_of_assignment import assignment
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused
from workflow.sealing import visible_evaluations, visible_events

#: no database decides any of this
pytestmark = ONCE


CANARY = "金丝雀七号"


def seen_by(story: Story, user: User, proposal: Proposal) -> str:
    """Everything of the evaluations and events that the user may read now."""
    day = local_date(story.now)
    events: list[Event] = visible_events(story.engine, story.session, user, proposal, day)
    given = visible_evaluations(story.engine, story.session, user, proposal, day)
    return "".join([*(event.body.text for event in events), *(e.comment for e in given)])


def test_an_evaluation_is_sealed_from_the_units_until_the_last(story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author", **DISSATISFIED | {"comment": CANARY})
    readers = ("author", "ally", "office", "auditor")
    for name in readers:
        assert CANARY in seen_by(story, story.county[name], case), name
    for name in ("unit_a", "unit_b"):
        assert CANARY not in seen_by(story, story.county[name], case), name
    story.do(case, "evaluate", by="ally", **SATISFIED)
    for name in (*readers, "unit_a", "unit_b"):
        assert CANARY in seen_by(story, story.county[name], case), name


def test_a_unit_of_the_first_round_does_not_read_the_second_before_the_last(story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "replied_again")
    story.do(case, "evaluate", by="ally", **DISSATISFIED | {"comment": CANARY})
    # Unit b gave its opinion in round one and has no task in round two, but sees the case.
    assert {task.unit for task in case.tasks if task.round == 2} == {story.county.units[0]}
    for name in ("unit_a", "unit_b"):
        assert CANARY not in seen_by(story, story.county[name], case), name
    story.do(case, "evaluate", by="author", **SATISFIED)
    assert CANARY in seen_by(story, story.county["unit_b"], case)


def test_a_proposer_who_works_for_the_unit_reads_as_a_proposer(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    grant = Grant(role="handling_unit", unit_id=story.county.units[0].id)
    story.county["ally"].grants.append(grant)
    story.session.flush()
    story.do(case, "evaluate", by="author", **SATISFIED | {"comment": CANARY})
    assert CANARY in seen_by(story, story.county["ally"], case)


def test_satisfied_each_proposer_once(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    proposers = ("author", "ally")
    for name, user in story.county.users.items():
        if name not in proposers:
            with pytest.raises(Refused):
                story.do(case, "evaluate", by=user)
    story.do(case, "evaluate", by="author")
    with pytest.raises(Refused) as refused:
        story.do(case, "evaluate", by="author")
    assert [r.sentence for r in refused.value.reasons] == ["您已经评价过这次答复"]
    story.do(case, "evaluate", by="ally")
    assert case.state == "closed"
    assert [e.name for e in all_evaluations(story.session, case.id)] == [
        "段环莺",
        "阿依古丽·艾力",
    ]


def _rows(proposal: Proposal) -> list[Any]:
    """Round one as it stands: its replies and its evaluations."""
    return [
        (r.id, r.round, r.body, r.status, r.issued_on, [a.measure for a in r.answers])
        for task in proposal.tasks
        if task.round == 1
        for r in task.replies
    ]


def test_dissatisfied_then_rehandled_and_satisfied(
    story: Story,
) -> None:
    story.mode = "lead_co"
    case = story.reach("proposal", "replied")
    story.session.refresh(case)
    first_tasks = [(task.id, task.state, task.version) for task in case.tasks]
    first_rows = _rows(case)
    story.evaluate(case, **DISSATISFIED | {"comment": "没有办"})
    (first,) = all_evaluations(story.session, case.id)
    kept = (first.result, first.comment, first.filed_at, first.round)
    assert (case.state, case.round) == ("rehandling", 2)
    story.session.refresh(case)
    again = [task for task in case.tasks if task.round == 2]
    assert [(task.duty, task.state, task.unit_id) for task in again] == [
        ("lead", "to_sign", story.county.units[0].id)
    ]
    story.answer_every_task(case)
    story.evaluate(case, **SATISFIED)
    assert case.state == "closed"
    story.session.expire_all()
    assert [(t.id, t.state, t.version) for t in case.tasks if t.round == 1] == first_tasks
    assert _rows(case) == first_rows
    one, two = all_evaluations(story.session, case.id)
    assert (one.result, one.comment, one.filed_at, one.round) == kept
    assert (two.round, two.result) == (2, "satisfied")


def test_dissatisfied_twice_then_mediation(story: Story) -> None:
    case = story.reach("proposal", "mediation")
    assert case.waits_for == "office"
    with pytest.raises(Refused):
        story.do(case, "record_mediation")
    story.do(case, "convene_mediation")
    story.do(case, "record_mediation")
    assert (case.state, case.round) == ("closed", 2)
    assert [e.result for e in all_evaluations(story.session, case.id)] == ["dissatisfied"] * 2
    with pytest.raises(Impossible):
        story.do(case, "evaluate", by="author")


def test_a_poor_attitude_alone_does_not_reopen_the_case(story: Story) -> None:
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", attitude="dissatisfied", result="basic", comment="没有来")
    assert (case.state, case.round) == ("closed", 1)


def test_one_of_several_who_is_not_satisfied_reopens_the_case(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="ally", **DISSATISFIED)
    assert case.state == "replied", "the others are asked first"
    story.do(case, "evaluate", by="author", **SATISFIED)
    assert case.state == "rehandling"


def test_unreturned_in_part(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author", **SATISFIED)
    (event,) = story.pass_days(40)
    assert (event.action, case.state) == ("close_window", "closed")
    assert history.body(event)["noted"] == {"unreturned": ["阿依古丽·艾力"]}
    assert len(all_evaluations(story.session, case.id)) == 1


def test_unreturned(story: Story) -> None:
    case = story.reach("proposal", "replied")
    (event,) = story.pass_days(40)
    assert case.state == "closed"
    assert history.body(event)["noted"] == {"unreturned": ["段环莺"]}
    assert all_evaluations(story.session, case.id) == []


def test_dissatisfied_while_the_others_are_silent(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="ally", **DISSATISFIED)
    events = story.pass_days(40)
    assert [event.action for event in events] == ["close_window"]
    assert (case.state, case.round) == ("rehandling", 2)
    story.session.refresh(case)
    assert [task.round for task in case.tasks] == [1, 2]
    story.answer_every_task(case)
    story.do(case, "evaluate", by="ally", **DISSATISFIED)
    story.pass_days(40)
    assert case.state == "mediation"


def test_every_unit_answers_again_where_each_answered(story: Story) -> None:
    case = story.reach("proposal", "filed")
    story.do(case, "assign", **assignment(story.county, "separate"))
    story.session.refresh(case)
    story.answer_every_task(case)
    story.evaluate(case, **DISSATISFIED)
    story.session.refresh(case)
    assert [(t.duty, t.round) for t in case.tasks[2:]] == [("separate", 2)] * 2
