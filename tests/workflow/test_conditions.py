"""Every condition: one story in which it refuses, in its own words, and one in which it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from models.queries.promises import promises_of_case
from tests.people import todays_rules
from tests.samples import promising
from tests.stories import ONCE, Story
from tests.workflow import refusals
from tests.workflow.proposer_refusals import PROPOSER_CASES
from workflow.engine import Refused
from workflow.parties import current_tasks
from workflow.registry import CONDITIONS, DETAILS

CASES = refusals.CASES | PROPOSER_CASES


@contextmanager
def refusing(name: str, says: str) -> Iterator[None]:
    with pytest.raises(Refused) as refused:
        yield
    told = [(reason.field, reason.sentence) for reason in refused.value.reasons]
    assert (todays_rules().condition(name).marks, says) in told


@ONCE
@pytest.mark.parametrize("name", CASES)
def test_a_condition_refuses_in_its_words_and_then_holds(name: str, story: Story) -> None:
    for case in CASES[name](story):
        with refusing(name, case.says):
            story.do(case.subject, case.action, by=case.by, **case.bad)
        case.mend()
        story.session.flush()
        by = case.by_then or case.by
        assert story.do(case.subject, case.action, by=by, **case.good).action == case.action


def test_every_condition_is_told_here_or_decides_where_an_action_leads() -> None:
    refusing_ones: set[str] = set()
    for workflow in todays_rules().workflows:
        for state in workflow.states:
            for action in state.actions:
                if set(action.by) & {"clock", "system"}:
                    continue
                refusing_ones |= {*action.only_if, *action.checks}
    assert refusing_ones == set(CASES)
    assert {condition.name for condition in todays_rules().conditions} == set(CONDITIONS)


def warning_ones() -> set[str]:
    """What refuses nobody, only has to be read: told in test_warnings."""
    states = [state for workflow in todays_rules().workflows for state in workflow.states]
    return {name for state in states for action in state.actions for name in action.warns}


def test_what_has_a_place_for_a_detail_has_one_and_the_other_way_round() -> None:
    for condition in todays_rules().conditions:
        assert ("{detail}" in condition.says) == (condition.name in DETAILS), condition.name


def _projects(story: Story) -> None:
    """Before any ballot, after one that was won and one that was lost; signed for or not."""
    for position in ("closed", "tailing_reported", "confirming", "visit_late", "month_raised"):
        story.reach("livelihood_project", position)
    for position in ("cancelling", "cancelling_unsigned"):
        story.do(story.reach("livelihood_project", position), "refuse_cancel")
    story.do(story.reach("project_call", "calling"), "correct_call")


@ONCE
def test_each_condition_both_holds_and_does_not(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that no person is refused by: destinations, the clock's and the system's."""
    seen: dict[str, set[bool]] = {name: set() for name in CONDITIONS}
    for name, holds in list(CONDITIONS.items()):

        def note(act: Any, name: str = name, holds: Any = holds) -> bool:
            answer = bool(holds(act))
            seen[name].add(answer)
            return answer

        monkeypatch.setitem(CONDITIONS, name, note)
    story.joint, story.mode = True, "lead_co"
    for kind, state in (("proposal", "mediation"), ("proposal", "closed"), ("proposal", "replied")):
        story.reach(kind, state)
    for state in ("used", "merged"):
        story.reach("social_opinion", state)
    for disposal in ("opinion", "none"):
        story.do(story.reach("proposal", "examining"), "not_file", disposal=disposal)
    story.do(story.reach("proposal", "handling"), "withdraw")
    story.do(story.reach("supervision_case", "reviewing").proposal, "withdraw")
    asked = story.reach("proposal", "trial")
    for unit in ("unit_a", "unit_b"):
        story.do(asked, "answer_trial", by=unit)
    story.reach("handling_task", "weighing")
    for aside in ("collective_sent_back", "collective_withdrawn", "file_collective"):
        story.go_on(story.reach("proposal", "bundled"), aside)
    story.go_on(story.reach("proposal", "bundling"), "others_decline")
    story.reach("promise", "letter_due")
    story.do(story.reach("publication", "agreed_once"), "agree_public", by="ally")
    story.reach("publication", "overtaken")
    case = story.reach("proposal", "handling")
    story.session.refresh(case)
    for one in sorted(current_tasks(case), key=lambda one: one.answers_proposer):
        story.answer(one, **(promising(case, story, 2) if one.answers_proposer else {}))
    for act in ("report_kept", "confirm_kept"):
        story.do(promises_of_case(story.session, case.id)[0], act)
    story.do(story.reach("promise", "date_asked"), "grant_new_date")
    draft = story.reach("proposal", "cosigning")
    with pytest.raises(Refused):
        story.engine.perform(
            story.session, draft, "lapse_invitations", by=None, now=story.now, automatic="clock"
        )
    story.do(draft, "sign")
    for position in ("to_sign", "to_sign_as_co", "working", "opining"):
        task = story.reach("handling_task", position)
        story.do(task, "ask_return")
        story.do(task, "refuse_return")
        assert task.state == position.partition("_as_")[0], "who has signed does not sign again"
    story.reach("proposal", "paper_waiting")
    for position in ("filed_again", "examining_again", "merged_closed"):
        story.reach("proposal", position)
    story.do(story.reach("proposal", "merged"), "undo_merge")
    story.reach("proposal", "extended")
    story.reach("handling_task", "paused")
    story.reach("handling_task", "return_kept")
    _projects(story)
    settled = story.reach("handling_task", "return_escalated")
    story.do(settled, "settle_return", ruling="move", new_unit=story.county.units[1].id)
    story.pass_days(100)
    # What only a way to begin checks is told in test_paper_entry.
    begins = {name for w in todays_rules().workflows for one in w.starts for name in one.checks}
    others = set(CONDITIONS) - set(CASES) - begins - warning_ones() | {"is_lead_task"}
    assert {name: seen[name] for name in others if seen[name] != {True, False}} == {}
