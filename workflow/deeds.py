"""Deeds (履职事项): what the events of the record say that somebody has done.

A deed is never typed: it is read off one event and the subject it happened to, and it names that
event, so that whoever doubts a tick or a point can open it. Duties and points are folds over deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models import Evaluation, Event
from workflow.deadlines import local_date


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done, on one day, by these people, for this group or by this unit."""

    #: what it is: proposal_filed, opinion_sent, activity …
    what: str
    on: date
    event_id: int
    subject_id: int
    title: str
    #: person ids in order; the first is the author
    people: tuple[int, ...] = ()
    group_id: int | None = None
    unit_id: int | None = None
    #: what rules may ask about it: activity_kind, attendance, level, form …
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its subject, and what was filled in."""

    event: Event
    subject: Any
    data: Mapping[str, Any]
    changes: Mapping[str, Any]
    noted: Mapping[str, Any] = field(default_factory=dict)
    evaluations: tuple[Evaluation, ...] = ()

    def deed(self, what: str, *, on: date | None = None, **more: Any) -> Deed:
        """A deed of this event, dated by it unless another day is given."""
        day = on or local_date(self.event.happened_at)
        return Deed(what, day, self.event.id, self.subject.id, self.subject.title, **more)


Reader = Callable[[Happening], Iterable[Deed]]
#: by kind: what is read off an action, and off the entering of a state
BY_ACTION: dict[tuple[str, str], Reader] = {}
BY_STATE: dict[tuple[str, str], Reader] = {}
#: by kind: which action takes back, however much later, what was read off which
OVERTURNED: dict[str, tuple[str, str]] = {"activity": ("confirm_activity", "revoke_confirmation")}


def upon(kind: str, *actions: str) -> Callable[[Reader], Reader]:
    """Register what is read off these actions of that kind."""

    def register(function: Reader) -> Reader:
        BY_ACTION.update({(kind, action): function for action in actions})
        return function

    return register


def entering(kind: str, *states: str) -> Callable[[Reader], Reader]:
    """Register what is read off the entering of these states."""

    def register(function: Reader) -> Reader:
        BY_STATE.update({(kind, state): function for state in states})
        return function

    return register
