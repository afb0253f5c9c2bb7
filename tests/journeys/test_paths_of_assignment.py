"""Pre-assignment, assignment, leaders' instructions and key proposals, as states.yaml has them."""

from __future__ import annotations

import pytest

from models import Proposal
from tests.stories import ONCE, Story
from workflow.bulk import Doer, perform_many, preview_many
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused
from workflow.parties import parties_of

pytestmark = ONCE


def asks(story: Story, **changed: object) -> Proposal:
    """A filed case of which units a and b are asked."""
    story.mode = "lead_co"
    case: Proposal = story.reach("proposal", "filed")
    story.do(case, "try_assignment", **changed)
    return case


def standing(story: Story, name: str, case: Proposal) -> set[str]:
    return set(parties_of(story.county[name], case, local_date(story.now)))


def test_trial_then_assigned(
    story: Story,
) -> None:
    """踢皮球: a unit that objects names the right one, with a reason, before the assignment."""
    case = asks(story)
    assert (case.state, case.waits_for) == ("trial", "trial_unit")
    assert standing(story, "unit_a", case) == standing(story, "unit_b", case) == {"trial_unit"}
    with pytest.raises(Refused):
        story.do(case, "answer_trial", by="unit_c")
    with pytest.raises(Refused) as bare:
        story.do(case, "answer_trial", by="unit_a", trial_answer="unfit")
    assert {reason.field for reason in bare.value.reasons} == {"other_unit", "reason"}
    right = story.county.units[2]
    story.do(
        case, "answer_trial", by="unit_a", trial_answer="unfit",
        other_unit=right.id, reason="机构改革后已划转",
    )  # fmt: skip
    assert (case.state, standing(story, "unit_a", case)) == ("trial", set())
    with pytest.raises(Refused):
        story.do(case, "answer_trial", by="unit_a")
    story.do(case, "answer_trial", by="unit_b")
    assert (case.state, case.waits_for) == ("filed", "office")
    objection, consent = case.plans[-1].answers
    assert (objection.answer, objection.other_unit, objection.answered_by) == (
        "unfit", right, "经办a",
    )  # fmt: skip
    assert (consent.answer, consent.duty) == ("fit", "co")
    story.do(case, "assign", lead_units=[right.id], co_units=[consent.unit_id])
    story.session.refresh(case)
    assert [task.unit_id for task in case.tasks] == [right.id, consent.unit_id]


def test_trial_lapsed_and_silence_is_no_consent(story: Story) -> None:
    case = asks(story)
    story.do(case, "answer_trial", by="unit_b")
    story.pass_days(10)
    assert case.state == "filed"
    silent, answered = case.plans[-1].answers
    assert (silent.answer, answered.answer) == (None, "fit")
    assert case.plans[-1].closed_at is not None
    assert standing(story, "unit_a", case) == set()
    with pytest.raises(Impossible):
        story.do(case, "answer_trial", by="unit_a")


def test_the_trial_waits_three_working_days_and_a_second_one_keeps_the_first(story: Story) -> None:
    case = asks(story)
    start = local_date(story.now)
    assert case.due_on is not None
    assert (case.due_on - start).days == 3
    story.do(case, "end_trial", by="supervisor")
    story.do(case, "try_assignment", handling_mode="sole", lead_units=[story.county.units[2].id],
             co_units=None)  # fmt: skip
    first, second = case.plans
    assert (first.no, second.no) == (1, 2)
    assert [answer.answer for answer in first.answers] == [None, None]
    story.do(case, "withdraw")
    assert (case.state, standing(story, "unit_c", case)) == ("withdrawn", set())


def test_authority_number_and_requirements_stand_with_the_assignment(story: Story) -> None:
    case = story.reach("proposal", "filed")
    with pytest.raises(Refused) as refused:
        story.do(case, "assign", authority=None)
    assert [reason.field for reason in refused.value.reasons] == ["authority"]
    with pytest.raises(Refused) as unknown:
        story.do(case, "assign", handover=99)
    assert [reason.field for reason in unknown.value.reasons] == ["handover"]
    story.do(case, "assign", by="supervisor", letter_no="云政督函〔2026〕1号")
    assert case.assignment is not None
    assert (case.assignment.authority, case.assignment.letter_no, case.assignment.assigned_by) == (
        "government_office", "云政督函〔2026〕1号", story.county["supervisor"].person.name,
    )  # fmt: skip


def test_key_proposal_with_its_leader_and_a_leaders_instruction(story: Story) -> None:
    case = story.reach("proposal", "key_handling")
    assert standing(story, "county_leader", case) == {"leader", "key_leader"}
    with pytest.raises(Refused):
        story.do(case, "record_instruction", by="county_leader")
    story.do(case, "record_instruction", by="supervisor")
    with pytest.raises(Refused) as late:
        story.do(case, "record_instruction", by="office", instruction_on="2026-12-01")
    assert [reason.field for reason in late.value.reasons] == ["instruction_on"]
    story.do(case, "record_supervision", by="county_leader", supervision_result="议定三条")
    (instruction,), (record,) = case.instructions, case.supervisions
    assert (instruction.leader, instruction.text) == ("方县长", "请认真办理，拿出实招。")
    assert (record.leader, record.result) == ("欧阳静", "议定三条")
    story.do(case, "end_key_proposal")
    assert (case.key, len(case.keys), case.supervisions) == (None, 1, [record])
    assert standing(story, "county_leader", case) == {"leader"}


def test_only_a_leader_of_the_county_can_be_asked_to_supervise(story: Story) -> None:
    case = story.reach("proposal", "handling")
    for wrong in (story.county["office"].person_id, 999_999, "县长"):
        with pytest.raises(Refused) as refused:
            story.do(case, "name_key_proposal", key_leader=wrong)
        assert [reason.field for reason in refused.value.reasons] == ["key_leader"]


def test_many_cases_are_assigned_one_by_one_and_nothing_is_all_or_nothing(story: Story) -> None:
    """Each case has its own result; what is refused changes nothing and hinders nobody."""
    good, other = story.reach("proposal", "filed"), story.reach("proposal", "filed")
    moved, changed = story.reach("proposal", "withdrawn"), story.reach("proposal", "filed")
    unit = story.county.units[0].id
    form = {"authority": "committee", "handling_mode": "sole", "lead_units": [unit]}
    bad = form | {"handling_mode": "separate"}

    def data_for(subject: object) -> dict[str, object]:
        return bad if subject is other else form

    cases = [good, other, moved, changed]
    office, session = story.county["office"], story.session
    seen = preview_many(story.engine, session, cases, "assign", office, data_for, story.now)
    assert [one.well for one in seen] == [True, False, False, True]
    assert [case.state for case in cases] == ["filed", "filed", "withdrawn", "filed"]
    versions = {case.id: case.version for case in cases}
    story.do(changed, "propose_assignment")
    changed.version += 1  # somebody else has been at it since
    session.flush()
    doer = Doer(office)
    done = perform_many(
        story.engine, session, cases, "assign", doer, data_for, story.now, versions=versions,
        key="form",
    )  # fmt: skip
    assert [one.well for one in done] == [True, False, False, False]
    assert [case.state for case in cases] == ["handling", "filed", "withdrawn", "filed"]
    assert seen[0].due is not None
    assert seen[0].due.on == good.due_on
    session.refresh(other)
    assert other.tasks == []
    again = perform_many(
        story.engine, session, [good], "assign", doer, data_for, story.now, key="form"
    )
    assert again[0].event is done[0].event
    session.refresh(good)
    assert len(good.tasks) == 1
