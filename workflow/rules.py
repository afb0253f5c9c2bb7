"""The procedure as frozen objects: what states.yaml says, after it has been read and proven.

Nothing here decides anything. `loader` builds these objects, `check` proves them sound,
`machine` and `engine` run them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from workflow.builtin import BUILT_IN, OPEN
from workflow.lengths import Escalation, Limit, Parameter

T = TypeVar("T", "Workflow", "Party", "Role", "Field", "Condition", "Parameter")

OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Role:
    """An account role: it chooses pages and visibility, never permission to act on a case."""

    name: str
    label: str
    sees: Literal["own", "group", "all", "assigned", "none"]


@dataclass(frozen=True, slots=True)
class Party:
    """A relation of somebody to one subject; `role` is None for the automatic parties."""

    name: str
    label: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """One question a form asks. `choices` keeps the order of the file."""

    name: str
    label: str
    type: str
    hint: str | None = None
    max: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    #: choices that are offered on certain days only: name, first and last day, empty when open
    spans: tuple[tuple[str, str, str], ...] = ()
    #: roles that read the answer in the record; nobody else does, empty: whoever sees the case
    seen_by: tuple[str, ...] = ()

    def choices_on(self, day: date) -> tuple[tuple[str, str], ...]:
        """The choices a form offers on that day; the record keeps the words of all."""
        on = day.isoformat()
        closed = {name for name, first, last in self.spans if on < first or (last and on > last)}
        return tuple(pair for pair in self.choices if pair[0] not in closed)


@dataclass(frozen=True, slots=True)
class Condition:
    """A named boolean; `says` is what a refused user reads, `{detail}` names what is missing."""

    name: str
    says: str
    marks: str | None = None
    #: nothing to be told about on the page while it does not hold
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """A state an action may lead to, when the named condition holds (None: otherwise)."""

    state: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done in one state: a sentence in states.yaml."""

    name: str
    label: str
    by: tuple[str, ...]
    only_if: tuple[str, ...] = ()
    #: whoever did one of these actions on the case may not do this one
    other_than: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    #: conditions that are pointed out once and stop nobody who says that he has read them
    warns: tuple[str, ...] = ()
    to: tuple[Destination, ...] = ()
    then: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    negative: bool = False
    sealed: bool = False
    internal: bool = False
    main: bool = False
    #: never by somebody who acts for another
    personal: bool = False
    #: one form may be used for many cases; `each`: what every case fills in by itself
    bulk: bool = False
    each: tuple[str, ...] = ()
    hint: str | None = None
    line: int = field(default=0, compare=False)

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything the form shows, in order."""
        return self.asks + self.optional

    @property
    def moves(self) -> bool:
        """Whether the action can change the state."""
        return bool(self.to)


@dataclass(frozen=True, slots=True)
class State:
    """Where a subject can be; `waits_for` owes the next step."""

    name: str
    label: str
    waits_for: str | None = None
    #: what is asked of whoever is waited for, as a sentence; never the name of one answer
    wants: str | None = None
    within: tuple[Limit, ...] = ()
    #: why there is no time limit; every state that is not final has the one or the other
    no_clock: str | None = None
    #: who is told the day after the date, and who later
    escalates_to: str | None = None
    extendable: bool = False
    ladder: tuple[Escalation, ...] = ()
    private: bool = False
    #: done and off every desk, though something may still be done to it
    rests: bool = False
    final: bool = False
    step: str | None = None
    actions: tuple[Action, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def settled(self) -> bool:
        """Whether nobody owes a step here."""
        return self.final or self.rests

    def admits(self, party: str) -> bool:
        """Whether that party has anything to do here."""
        return any(party in action.by for action in self.actions)

    def action(self, name: str) -> Action | None:
        """The action of that name that is possible here, if any."""
        return next((action for action in self.actions if action.name == name), None)


@dataclass(frozen=True, slots=True)
class Document:
    """A printed sheet: from which action on it exists, and for whom."""

    name: str
    label: str
    after: tuple[str, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """How a subject of this workflow comes into being. `by` names roles, or `system`."""

    state: str
    label: str
    by: tuple[str, ...]
    asks: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    hint: str | None = None
    name: str = OPEN  # as the record calls it

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything the opening form shows, in order."""
        return self.asks + self.optional


@dataclass(frozen=True, slots=True)
class Workflow:
    """One procedure: proposal, handling task or livelihood project."""

    name: str
    label: str
    start: Start
    steps: tuple[tuple[str, str], ...]
    states: tuple[State, ...]
    documents: tuple[Document, ...] = ()
    also: tuple[Start, ...] = ()  # further ways to begin

    @property
    def starts(self) -> tuple[Start, ...]:
        """Every way to begin, the usual one first."""
        return (self.start, *self.also)

    def state(self, name: str) -> State:
        """The state of that name; KeyError for an unknown one."""
        for state in self.states:
            if state.name == name:
                return state
        raise KeyError(name)

    def edges(self) -> Iterator[tuple[State, Action, Destination]]:
        """Every possible move, one by one."""
        for state in self.states:
            for action in state.actions:
                for destination in action.to:
                    yield state, action, destination

    def label_of(self, action: str) -> str:
        """What an action is called wherever it occurs (labels of one action are equal)."""
        begins = {start.name: start.label for start in self.starts}
        if label := (begins | BUILT_IN).get(action):
            return label
        for state in self.states:
            if found := state.action(action):
                return found.label
        raise KeyError(action)


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole of states.yaml, proven; `digest` is the sha256 of its canonical JSON."""

    version: str
    roles: tuple[Role, ...]
    parties: tuple[Party, ...]
    parameters: tuple[Parameter, ...]
    fields: tuple[Field, ...]
    conditions: tuple[Condition, ...]
    workflows: tuple[Workflow, ...]
    #: on which days whoever is waited for is reminded, counted from the due date
    reminders: tuple[int, ...] = ()
    #: actions that one person must not do both, or an action and a role that must not do it
    separation: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    #: path of keys, ending in a key or a value, to its line and column; empty once pinned
    places: Mapping[tuple[str, ...], tuple[int, int]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def workflow(self, name: str) -> Workflow:
        """The workflow of that name; KeyError for an unknown one."""
        return _named(self.workflows, name)

    def party(self, name: str) -> Party:
        """The party of that name; KeyError for an unknown one."""
        return _named(self.parties, name)

    def role(self, name: str) -> Role:
        """The role of that name; KeyError for an unknown one."""
        return _named(self.roles, name)

    def field(self, name: str) -> Field:
        """The field of that name; KeyError for an unknown one."""
        return _named(self.fields, name)

    def condition(self, name: str) -> Condition:
        """The condition of that name; KeyError for an unknown one."""
        return _named(self.conditions, name)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; KeyError for an unknown one."""
        return _named(self.parameters, name)


def _named(items: tuple[T, ...], name: str) -> T:
    for item in items:
        if item.name == name:
            return item
    raise KeyError(name)
