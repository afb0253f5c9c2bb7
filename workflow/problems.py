"""What is wrong with a states.yaml: where it stands and a sentence for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.rules import Rules


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault; line and column count from 1."""

    line: int
    column: int
    sentence: str


class RulesError(Exception):
    """Every fault of one text at once; `rules` is what could be read in spite of them."""

    def __init__(
        self, problems: Iterable[Problem], source: str = "states.yaml", rules: Rules | None = None
    ) -> None:
        self.problems = sorted(set(problems))
        self.source = source
        self.rules = rules
        super().__init__(
            "\n".join(f"{source}:{p.line}:{p.column} {p.sentence}" for p in self.problems)
        )
