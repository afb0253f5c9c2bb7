"""The only module that knows `transitions`, and the only one that writes `.state`.

One static machine per workflow and rules digest, without models: it is driven by
`events[name].trigger(token)` on a small token, so that an exception can never leave a
half-moved row behind. Its cost per case is zero.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from transitions import Machine, MachineError

from models import Subject
from workflow.rules import Action, Workflow

Holds = Callable[[str], bool]


class Impossible(Exception):
    """The action does not exist in the subject's state (any more)."""

    def __init__(self, action: str, state: str) -> None:
        super().__init__(f"{action} is not possible in {state}")
        self.action = action
        self.state = state


class Token:
    """What the machine moves: the name of a state, and the answers to its conditions."""

    __slots__ = ("holds", "state")

    def __init__(self, state: str, holds: Holds) -> None:
        self.state = state
        self.holds = holds


class WorkflowMachine:
    """The machine of one workflow."""

    def __init__(self, workflow: Workflow) -> None:
        self._workflow = workflow
        self._machine = Machine(
            model=None,
            states=[state.name for state in workflow.states],
            initial=None,
            auto_transitions=False,
            queued=False,
            send_event=True,
            ignore_invalid_triggers=False,
            transitions=list(_transitions(workflow)),
        )

    def destination(self, state: str, action: Action, holds: Holds) -> str:
        """Where the action leads from that state; the same state for one that only records."""
        if not action.moves:
            if self._workflow.state(state).action(action.name) is None:
                raise Impossible(action.name, state)
            return state
        token = Token(state, holds)
        try:
            moved = self._machine.events[action.name].trigger(token)
        except (MachineError, KeyError) as error:
            raise Impossible(action.name, state) from error
        if not moved:
            # Only reachable when no destination's condition holds and there is no `otherwise`,
            # which the soundness check refuses; fail closed all the same.
            raise Impossible(action.name, state)
        return token.state


def enter(subject: Subject, state: str) -> None:
    """Write a subject's state: the one place in the product that does."""
    subject.state = state


def _transitions(workflow: Workflow) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for state, action, destination in workflow.edges():
        one: dict[str, Any] = {
            "trigger": action.name,
            "source": state.name,
            "dest": destination.state,
        }
        if destination.when is not None:
            one["conditions"] = [_condition(destination.when)]
        found.append(one)
    return found


def _condition(name: str) -> Callable[[Any], bool]:
    def holds(event: Any) -> bool:
        return bool(event.model.holds(name))

    return holds
