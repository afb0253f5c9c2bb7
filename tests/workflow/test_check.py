from __future__ import annotations

from pathlib import Path

import pytest

from tests.people import todays_rules
from workflow.check import Names, check, prove
from workflow.loader import RulesError, load
from workflow.names import KNOWN

TEXT = (Path(__file__).parents[2] / "states.yaml").read_text("utf-8")
NOTHING = Names(frozenset(), frozenset(), frozenset(), frozenset())


def test_the_procedure_of_the_repository_is_sound_for_this_program():
    assert check(load(TEXT), KNOWN) == []
    assert prove(TEXT, KNOWN).digest == load(TEXT).digest


def test_whatever_the_program_does_not_know_is_named():
    rules = load(TEXT)
    sentences = " ".join(problem.sentence for problem in check(rules, NOTHING))
    for condition in rules.conditions:
        assert f"“{condition.name}”" in sentences
    for one in rules.workflows:
        for name in (name for start in one.starts for name in start.then):
            assert f"“{name}”" in sentences


def test_problems_come_in_the_order_of_the_file():
    problems = check(load(TEXT), NOTHING)
    assert problems == sorted(problems)
    assert all(problem.line > 1 for problem in problems)


def test_proving_raises_what_checking_finds():
    with pytest.raises(RulesError) as caught:
        prove(TEXT, NOTHING)
    assert caught.value.problems == check(load(TEXT), NOTHING)
    assert caught.value.rules == load(TEXT)


def test_what_must_be_the_persons_own_is_marked_so_in_the_procedure() -> None:
    personal = {
        action.name
        for workflow in todays_rules().workflows
        for state in workflow.states
        for action in state.actions
        if action.personal
    }
    assert {"evaluate", "sign", "decline", "withdraw_signature", "withdraw"} <= personal
    assert {"confirm_contact", "dispute_contact", "second", "dispute_entry"} <= personal
