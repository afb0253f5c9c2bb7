"""The registers of conditions and effects, so that states.yaml can only name what exists."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from workflow.acts import Act

if TYPE_CHECKING:
    from workflow.judgement import Reason

Effect = Callable[[Act], None]
Condition = Callable[[Act], bool]
#: words, or several sentences that are each told apart
Detail = Callable[[Act], "str | list[Reason]"]

EFFECTS: dict[str, Effect] = {}
CONDITIONS: dict[str, Condition] = {}
DETAILS: dict[str, Detail] = {}


def _once(known: Collection[str], name: str) -> None:
    # Two functions of one name in two modules: the procedure would silently do the other thing.
    if name in known:
        raise ValueError(f"{name} is registered twice")


def effect(function: Effect) -> Effect:
    """Register an effect under its function's name."""
    _once(EFFECTS, function.__name__)
    EFFECTS[function.__name__] = function
    return function


def condition(function: Condition) -> Condition:
    """Register a condition under its function's name."""
    _once(CONDITIONS, function.__name__)
    CONDITIONS[function.__name__] = function
    return function


def detail(name: str) -> Callable[[Detail], Detail]:
    """Register what replaces `{detail}` in the sentence of a condition."""

    def register(function: Detail) -> Detail:
        DETAILS[name] = function
        return function

    return register
