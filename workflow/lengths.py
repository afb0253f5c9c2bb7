"""Lengths of time and the parameters of a session, as states.yaml writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["working_days", "days", "months"]
Relation = Literal["since", "before", "by", "not_after"]
ParameterType = Literal["duration", "number", "date", "choice"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: 5 working days, 30 days, 3 months."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Parameter:
    """A setting with a name, frozen per session (次会议) and changeable for the next.

    `default` is a length of time, a number or the name of a choice; a date has none.
    """

    name: str
    label: str
    default: Duration | int | str | None = None
    type: ParameterType = "duration"
    min: int | None = None
    max: int | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit of a state, e.g. `reply_time since assign` or `by finish_plan`.

    `not_after` is a day the session fixes for all its cases: a parameter that is a date, or
    `cutoff`, the end of its collection.

    anchor: `entered` (the state was entered), `opened` (the subject was opened), the name of an
    action (its latest happening on this subject or on its parent), `case` (the parent's due date)
    or, with relation `by`, the name of a date the subject carries.
    """

    relation: Relation
    anchor: str
    duration: Duration | None = None
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """A further party that is told when a date has passed by so much."""

    party: str
    after: Duration
