"""The machine: the traps of `transitions`, each one closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models import Proposal
from tests.people import todays_rules
from workflow.machine import Impossible, Token, WorkflowMachine, enter
from workflow.rules import Action, Destination, Start, State, Workflow

WORKFLOWS = {workflow.name: workflow for workflow in todays_rules().workflows}


def always(_name: str) -> bool:
    return True


def never(_name: str) -> bool:
    return False


def answering(**answers: bool) -> Callable[[str], bool]:
    return lambda name: answers[name]


@pytest.mark.parametrize("kind", WORKFLOWS)
def test_every_edge_leads_where_it_says_and_no_other_exists(kind: str) -> None:
    workflow = WORKFLOWS[kind]
    machine = WorkflowMachine(workflow)
    actions = {action.name: action for state in workflow.states for action in state.actions}
    for state in workflow.states:
        for name, action in actions.items():
            here = state.action(name)
            if here is None:
                with pytest.raises(Impossible) as impossible:
                    machine.destination(state.name, action, always)
                assert (impossible.value.action, impossible.value.state) == (name, state.name)
            elif here.moves:
                assert machine.destination(state.name, here, always) == here.to[0].state
                assert machine.destination(state.name, here, never) == here.to[-1].state
            else:
                assert machine.destination(state.name, here, never) == state.name


def test_no_state_is_jumped_to() -> None:
    """auto_transitions would give `to_closed` from everywhere."""
    machine = WorkflowMachine(WORKFLOWS["proposal"])
    assert not [name for name in machine._machine.events if name.startswith("to_")]
    for name in ("to_closed", "to_drafting", "to", "closed", "", "__init__", "trigger"):
        jump = Action(name, "", ("author",), to=(Destination("closed", None),))
        with pytest.raises(Impossible):
            machine.destination("drafting", jump, always)


def test_nothing_is_registered_and_nothing_kept() -> None:
    machine = WorkflowMachine(WORKFLOWS["proposal"])
    for _ in range(100):
        machine.destination("drafting", WORKFLOWS["proposal"].state("drafting").actions[2], always)
    assert machine._machine.models == []
    assert not hasattr(Token("drafting", always), "trigger")
    with pytest.raises(AttributeError):
        Token("drafting", always).other = 1  # type: ignore[attr-defined]


def test_conditions_are_asked_in_the_order_of_the_file() -> None:
    evaluate = WORKFLOWS["proposal"].state("replied").action("evaluate")
    assert evaluate is not None
    machine = WorkflowMachine(WORKFLOWS["proposal"])
    asked: list[str] = []

    def ask(truth: str | None) -> Callable[[str], bool]:
        def holds(name: str) -> bool:
            asked.append(name)
            return name == truth

        return holds

    order = [destination.when for destination in evaluate.to[:-1]]
    for place, truth in enumerate(order):
        asked.clear()
        assert machine.destination("replied", evaluate, ask(truth)) == evaluate.to[place].state
        assert asked == order[: place + 1], "nothing is asked after the first that holds"
    asked.clear()
    assert machine.destination("replied", evaluate, ask(None)) == "closed"
    assert asked == order
    both = answering(
        waits_for_more_evaluations=False, calls_for_rehandling=True, calls_for_mediation=True
    )
    assert machine.destination("replied", evaluate, both) == "rehandling"


def test_nowhere_to_go_is_impossible_and_not_silence() -> None:
    maybe = Action("maybe", "", ("author",), to=(Destination("b", "lucky"),))
    workflow = Workflow(
        "w",
        "w",
        Start("a", "a", ("author",)),
        (),
        (State("a", "a", actions=(maybe,)), State("b", "b")),
    )
    machine = WorkflowMachine(workflow)
    with pytest.raises(Impossible):
        machine.destination("a", maybe, never)
    assert machine.destination("a", maybe, always) == "b"


def test_an_unknown_state_is_impossible() -> None:
    machine = WorkflowMachine(WORKFLOWS["proposal"])
    submit = WORKFLOWS["proposal"].state("drafting").action("submit")
    assert submit is not None
    with pytest.raises((Impossible, ValueError)):
        machine.destination("nowhere", submit, always)


def test_an_error_in_a_condition_moves_nothing() -> None:
    machine = WorkflowMachine(WORKFLOWS["proposal"])
    evaluate = WORKFLOWS["proposal"].state("replied").action("evaluate")
    assert evaluate is not None

    def broken(_name: str) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        machine.destination("replied", evaluate, broken)
    assert machine.destination("replied", evaluate, never) == "closed", "the machine is as before"


def test_only_enter_writes_a_state() -> None:
    proposal = Proposal(title="x")
    enter(proposal, "drafting")
    assert proposal.state == "drafting"
