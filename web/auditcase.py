"""A case as it stood on any day, how long each state took, who acted and who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from models import Event, Subject
from models.queries.audits import delegated_actions, readings_of, traces_of_audit
from models.queries.history import events_of
from web import audittrace, casepage, caserecord, db, gate
from web.asitwas import known_then
from web.house import house, now, today
from web.wording import local, say, show_day, who_acted
from workflow.asitwas import folded, last_on, spells
from workflow.limits import calendar_of
from workflow.replay import difference
from workflow.sealing import visible_events

bp = Blueprint("auditcase", __name__, url_prefix="/audit/cases/<int:number>")


@dataclass(frozen=True, slots=True)
class SpellLine:
    """One state of the case or of one of its tasks."""

    about: str
    state: str
    since: datetime
    until: datetime | None
    days: int
    workdays: int
    ended_by: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Everything one person did, in one capacity."""

    who: str
    party: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read something, and it was noted."""

    who: str
    when: datetime
    what: str


@bp.get("/day")
def show(number: int) -> str:
    """What was known on a day, or just after one event: rebuilt from the record alone."""
    subject, matter, events = _matter(number)
    at, day, problem = _where(events)
    until = events[:at]
    there = folded(until)
    subjects = {one.id: one for one in matter.subjects}
    shown = [subjects[one] for one in subjects if one in there]
    known = [
        known_then(
            one,
            there[one.id].row,
            [event for event in until if event.subject_id == one.id],
            matter.rules,
        )
        for one in shown
    ]
    last = until[-1] if until else None
    differs = [
        found.sentence
        for one in shown
        if at == len(events) and (found := difference(one, there[one.id]))
    ]
    return render_template(
        "audit/day.html",
        view=casepage.build(subject),
        number=number,
        day=day,
        problem=problem,
        known=known,
        last=_step(last, subjects, matter.rules) if last else None,
        place=at,
        total=len(events),
        earlier_url=_at(number, events, at - 1),
        later_url=_at(number, events, at + 1),
        happened=caserecord.timeline(matter.subjects, matter.rules, until),
        ahead=len(events) - at,
        differs=differs,
    )


@bp.get("/times")
def times(number: int) -> str:
    """How long each state took, who acted, for whom, and who has read what."""
    subject, matter, events = _matter(number)
    subjects = {one.id: one for one in matter.subjects}
    ids = list(subjects)
    session = db.session()
    lines = [
        SpellLine(
            about=caserecord.about(subjects[one.subject_id]),
            state=say(matter.rules.workflow(subjects[one.subject_id].kind).state(one.state).label),
            since=local(one.since),
            until=local(one.until) if one.until else None,
            days=one.days,
            workdays=one.workdays,
            ended_by=who_acted(one.ended_by, matter.rules) if one.ended_by else "",
        )
        for one in spells(events, now(), calendar_of(session))
        if not (one.until is None and subjects[one.subject_id].closed_at)
    ]
    return render_template(
        "audit/times.html",
        view=casepage.build(subject),
        number=number,
        spells=lines,
        hands=_hands(events, matter.rules),
        delegated=[_step(one, subjects, matter.rules) for one in delegated_actions(session, ids)],
        readings=_readings(ids, matter.rules),
        audited=audittrace.lines(traces_of_audit(session, subject_id=subject.id, limit=100)),
    )


def _matter(number: int) -> tuple[Subject, casepage.Matter, list[Event]]:
    subject = gate.find(number)
    matter = casepage.matter_of(subject)
    user = gate.visitor().standing
    engine, session = house().engine, db.session()
    allowed = {
        event.id
        for one in matter.subjects
        for event in visible_events(engine, session, user, one, today())
    }
    events = events_of(session, [one.id for one in matter.subjects])
    return subject, matter, [event for event in events if event.id in allowed]


def _where(events: Sequence[Event]) -> tuple[int, date, str]:
    """How many events had happened, the day that is shown, and what was wrong with the question."""
    problem = ""
    if "event" in request.args:
        asked = request.args.get("event", 0, int)
        at = next((no for no, one in enumerate(events, 1) if one.id == asked), len(events))
        return at, local(events[at - 1].happened_at).date(), ""
    typed = request.args.get("on", "").strip()
    day = today()
    if typed:
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            problem = _("“%(day)s”不是日期，请写成 2026-03-05 这样；现在显示的是今天。",
                        day=typed[:20])  # fmt: skip
    at = last_on(events, day)
    if not at and events:
        problem = _("%(day)s还没有这一件；记录从%(first)s开始。", day=show_day(day),
                    first=show_day(local(events[0].happened_at).date()))  # fmt: skip
    return at, day, problem


def _at(number: int, events: Sequence[Event], at: int) -> str:
    if not 1 <= at <= len(events):
        return ""
    return url_for("auditcase.show", number=number, event=events[at - 1].id)


def _step(event: Event, subjects: dict[int, Subject], rules: Any) -> dict[str, Any]:
    subject = subjects[event.subject_id]
    return {
        "when": local(event.happened_at),
        "recorded": local(event.recorded_at),
        "who": who_acted(event, rules),
        "what": say(rules.workflow(subject.kind).label_of(event.action)),
        "about": caserecord.about(subject),
    }


def _hands(events: Sequence[Event], rules: Any) -> list[Hand]:
    # Who begins a case acts by his role; he has no relation to it yet.
    labels = {one.name: one.label for one in (*rules.roles, *rules.parties)}
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        key = (who_acted(event, rules), say(labels.get(event.party, event.party)))
        found.setdefault(key, []).append(event)
    hands = [
        Hand(who, party, len(some), local(some[-1].happened_at))
        for (who, party), some in found.items()
    ]
    return sorted(hands, key=lambda one: (-one.count, one.who))


def _readings(ids: Sequence[int], rules: Any) -> list[Reading]:
    workflows = rules.workflows
    labels = {
        action.name: action.label
        for workflow in workflows
        for state in workflow.states
        for action in state.actions
    }
    return [
        Reading(
            who,
            local(when),
            _("通知：%(what)s", what=say(labels.get(about, about)))
            if kind == "notice"
            else _("答复函（%(unit)s）", unit=about),
        )
        for who, when, kind, about in readings_of(db.session(), ids)
    ]
