"""Reminders before a date, and who hears of it, one after the other, when the date has passed.

Each is recorded once for each due date. What was missed while nothing ran is not sent late:
of several reminders only the latest is; of those who should have heard, nobody is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import events_named, lock_subject
from workflow.builtin import OVERDUE, REMINDER
from workflow.calendar import Calendar
from workflow.deadlines import Term, compute, local_date
from workflow.engine import Engine
from workflow.history import body
from workflow.limits import calendar_of
from workflow.rules import Rules, State

#: (due date, state, step) that has been told
Told = tuple[str, str, str]
LEFT, TODAY, PAST = "还有 %(days)s 天到期", "今天到期", "已过期 %(days)s 天"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be told on account of one due date; `party` is None for a mere reminder."""

    name: str
    on: date
    party: str | None = None


def told_of(session: Session, ids: Collection[int]) -> dict[int, list[Told]]:
    """What these subjects' people have been told, by subject."""
    told: dict[int, list[Told]] = defaultdict(list)
    for event in events_named(session, ids, (REMINDER, OVERDUE)):
        noted = body(event).get("noted", {})
        told[event.subject_id] += [
            (noted["due_on"], event.to_state, name) for name in noted.get("steps", ())
        ]
    return told


def remind(
    session: Session, engine: Engine, subject: Subject, told: Collection[Told], now: datetime
) -> Event | None:
    """Tell whoever has to be told today of this subject's due date, if anybody."""
    if not _pending(session, engine, subject, told, now):
        return None
    lock_subject(session, subject)
    # Another clock may have told it while we waited for the lock.
    told = told_of(session, [subject.id]).get(subject.id, ())
    steps = _pending(session, engine, subject, told, now)
    if not steps or subject.due_on is None:
        return None
    left = (subject.due_on - local_date(now)).days
    parties = [step.party for step in steps if step.party]
    act = engine.own_act(
        session,
        subject,
        OVERDUE if left < 0 else REMINDER,
        now,
        tells=(subject.waits_for, *parties),
    )
    # What leaves the house says it in its first words; a page says it in the reader's language.
    act.action = replace(act.action, label=f"{act.action.label}（{count(left)}）")
    act.noted = {"due_on": subject.due_on, "days": left, "steps": [step.name for step in steps]}
    if parties:
        act.noted["escalated"] = parties
    return engine.record(act)


def schedule(
    rules: Rules, state: State, calendar: Calendar, entered: date, due: date
) -> Iterator[Step]:
    """Everything that is to be told of this date, each with its day."""
    # No reminder in the first half of the time, nor on the day on which it began to run.
    for days in rules.reminders:
        on = due + timedelta(days=days)
        if days > 0 or (on > entered and 2 * (on - entered) >= due - entered):
            yield Step(str(days), on)
    if state.escalates_to:
        yield Step(state.escalates_to, due + timedelta(days=1), state.escalates_to)
    for rung in state.ladder:
        term = Term(rung.after, "since", due, state.label, state.label)
        yield Step(rung.party, compute([term], calendar).on, rung.party)


def count(left: int) -> str:
    """How many days are left, or gone, in words that a page may translate."""
    return sentence(left) % {"days": abs(left)}


def sentence(left: int) -> str:
    """The words for so many days, with their place for the number."""
    return LEFT if left > 0 else PAST if left < 0 else TODAY


def waits_for_its_parts(state: State) -> bool:
    """Whether the one waited for cannot move it on here: he acts, and is reminded, in the parts."""
    return not any(action.moves and state.waits_for in action.by for action in state.actions)


def _pending(
    session: Session, engine: Engine, subject: Subject, told: Collection[Told], now: datetime
) -> Sequence[Step]:
    rules, due = engine.rules_of(session, subject), subject.due_on
    state = rules.workflow(subject.kind).state(subject.state)
    if due is None or state.final or waits_for_its_parts(state):
        return ()
    known = {name for on, place, name in told if (on, place) == (due.isoformat(), state.name)}
    calendar, entered = calendar_of(session), local_date(subject.entered_at)
    here = [
        step
        for step in schedule(rules, state, calendar, entered, due)
        if step.on <= local_date(now)
    ]
    latest = [step for step in here if step.party is None][-1:]
    heard = [step for step in here if step.party]
    return [step for step in (*latest, *heard) if step.name not in known]
