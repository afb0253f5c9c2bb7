"""How a condition is made to refuse: the parts of which the tables of refusals are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models import Subject
from tests.stories import Story


@dataclass
class Case:
    """A subject and an action that the condition refuses, and how it then holds."""

    subject: Subject
    action: str
    says: str
    bad: dict[str, Any]
    good: dict[str, Any]
    by: str | None = None
    mend: Callable[[], object] = lambda: None
    by_then: str | None = None


Cases = Callable[[Story], Iterator[Case]]


def simple(
    kind: str, state: str, action: str, says: str, bad: dict[str, Any], good: dict[str, Any]
) -> Cases:
    """The form is refused as it is first filled in, and then taken."""

    def cases(story: Story) -> Iterator[Case]:
        yield Case(story.reach(kind, state), action, says, bad, good)

    return cases


def mended(kind: str, state: str, action: str, says: str, step: str, **data: Any) -> Cases:
    """Another step has to come first."""

    def cases(story: Story) -> Iterator[Case]:
        subject = story.reach(kind, state)
        yield Case(subject, action, says, {}, {}, mend=lambda: story.do(subject, step, **data))

    return cases
