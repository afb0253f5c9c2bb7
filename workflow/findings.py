"""What the checks of the rules share: the names the program knows and a place for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflow.problems import Problem
from workflow.rules import Rules

AUTOMATIC = frozenset({"clock", "system"})

#: words that mean something else where an action or a state may be named
RESERVED = frozenset(
    {"open", "redate", "migrate", "reminder", "overdue", "otherwise", "entered", "opened", "case"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """Everything registered in Python that the file may name; None: not compared."""

    conditions: frozenset[str]
    effects: frozenset[str]
    field_types: frozenset[str]
    parties: frozenset[str]
    #: parameters the program reads by itself, beside those that limits name, and their types
    parameters: Mapping[str, str] = field(default_factory=dict)
    roles: frozenset[str] | None = None
    dates: frozenset[str] | None = None
    #: dates that an effect works out by itself, so that no form of the workflow asks for them
    derived: frozenset[str] = frozenset()


@dataclass(slots=True)
class Findings:
    """The rules under examination and the faults found so far."""

    rules: Rules
    known: Names
    problems: list[Problem] = field(default_factory=list)

    def note(self, path: Iterable[str], sentence: str) -> None:
        """Record a fault at the most exact place the file has for this path."""
        keys = tuple(path)
        while keys and keys not in self.rules.places:
            keys = keys[:-1]
        line, column = self.rules.places.get(keys, (1, 1))
        self.problems.append(Problem(line, column, sentence))

    def compare(
        self,
        path: tuple[str, ...],
        names: Iterable[str | None],
        known: Iterable[str],
        sentence: str,
    ) -> None:
        """Record each name that is not known; names that could not be read are passed over."""
        declared = set(known)
        for name in names:
            if name and name not in declared:
                self.note((*path, name), sentence.format(name=name))
