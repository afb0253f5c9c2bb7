"""Moving open subjects to a new version of the rules: first counted, then one event each.

A closed subject stays for ever under the rules it was closed under. A run can be stopped and
repeated: what has moved is no longer found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import open_subjects_under_other_rules
from workflow.builtin import MIGRATE
from workflow.completion import columns
from workflow.engine import Engine
from workflow.machine import enter

#: kind → old state → new state; a state that is not named keeps its name
StateMap = Mapping[str, Mapping[str, str]]
PAGE = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many subjects of one kind and state go where; `target` None: nowhere, refuse."""

    kind: str
    state: str
    target: str | None
    count: int


class NoTargetError(Exception):
    """Some subjects have no state to go to; nothing has been moved."""

    def __init__(self, verdicts: list[Verdict]) -> None:
        places = "、".join(f"{v.kind}/{v.state}（{v.count} 件）" for v in verdicts)
        super().__init__(f"新规则里没有这些状态，请在对照表里写明去处：{places}")
        self.verdicts = verdicts


def plan(session: Session, engine: Engine, mapping: StateMap) -> list[Verdict]:
    """What a migration to the engine's rules would do, counted per kind and state."""
    counts: Counter[tuple[str, str]] = Counter()
    last = 0
    while page := open_subjects_under_other_rules(session, engine.rules.digest, last, PAGE):
        for subject in page:
            last = subject.id
            counts[subject.kind, subject.state] += 1
    return [
        Verdict(kind, state, _target(engine, mapping, kind, state), count)
        for (kind, state), count in sorted(counts.items())
    ]


def migrate(session: Session, engine: Engine, mapping: StateMap, now: datetime) -> list[Event]:
    """Move every open subject to the engine's rules. Raises NoTargetError before any move."""
    stuck = [verdict for verdict in plan(session, engine, mapping) if verdict.target is None]
    if stuck:
        raise NoTargetError(stuck)
    events: list[Event] = []
    last = 0
    while page := open_subjects_under_other_rules(session, engine.rules.digest, last, PAGE):
        for subject in page:
            last = subject.id
            events.append(_move(session, engine, subject, mapping, now))
    return events


def _target(engine: Engine, mapping: StateMap, kind: str, state: str) -> str | None:
    target = mapping.get(kind, {}).get(state, state)
    names = {known.name for known in engine.rules.workflow(kind).states}
    return target if target in names else None


def _move(
    session: Session, engine: Engine, subject: Subject, mapping: StateMap, now: datetime
) -> Event:
    engine.library.remember(session, engine.rules, now)
    old_state, old_digest, before = subject.state, subject.rules_digest, columns(subject)
    target = _target(engine, mapping, subject.kind, old_state)
    if target is None:
        raise NoTargetError([Verdict(subject.kind, old_state, None, 1)])
    subject.rules_digest = engine.rules.digest
    enter(subject, target)
    act = engine.own_act(session, subject, MIGRATE, now, party="system")
    act.noted = {"rules_from": old_digest, "rules_to": engine.rules.digest}
    return engine.record(act, from_state=old_state, before=before)
