"""The due date of a subject: its state's limits, with anchors and parameters resolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import PlenarySession, Proposal, Subject
from models.queries.history import last_moment
from models.queries.people import corrected_days
from workflow.acts import Act, case_of
from workflow.calendar import Calendar
from workflow.deadlines import Deadline, Pauses, Term, compute, extended, local_date, waited
from workflow.lengths import Duration, Limit, Parameter
from workflow.parameters import Setting, is_value, read_value
from workflow.rules import Rules

ENTERED, OPENED, CASE = "entered", "opened", "case"


def calendar_of(session: Session) -> Calendar:
    """The working calendar as the office has corrected it, read once per session."""
    found = session.info.get("calendar")
    if not isinstance(found, Calendar):
        found = session.info["calendar"] = Calendar.national(overrides=corrected_days(session))
    return found


def setting(rules: Rules, subject: Subject, name: str) -> Any:
    """A parameter as frozen for the subject's session; the default of states.yaml otherwise.

    A Duration, a number, a date or None, or the name of a choice, as `parameters` says.
    """
    return setting_of(rules.parameter(name), subject.session)


def setting_of(parameter: Parameter, session: PlenarySession | None) -> Setting:
    """A parameter as a session keeps it; its default where the session says nothing."""
    kept = session.parameters if session else {}
    if parameter.name in kept and is_value(parameter, kept[parameter.name]):
        return read_value(parameter, kept[parameter.name])
    return parameter.default


def duration_of(rules: Rules, subject: Subject, parameter: str) -> Duration:
    """A parameter that is a length of time."""
    found: Duration = setting(rules, subject, parameter)
    return found


def due_date(act: Act) -> Deadline | None:
    """When the next step of the act's subject is due, and why; None without a limit."""
    state = act.rules.workflow(act.subject.kind).state(act.subject.state)
    terms = [term for limit in state.within if (term := _term(act, limit))]
    if not terms:
        return None
    found = compute(_in_time(act, terms), calendar_of(act.session), pauses_of(act.subject))
    return _as_granted(act, found) if state.extendable else found


def pauses_of(subject: Subject, *, decided_after: datetime | None = None) -> Pauses:
    """First and last day of each time the clock of the subject's case stands still."""
    case = case_of(subject)
    return [
        (one.first, one.last)
        for one in (case.pauses if case else ())
        if one.first and one.last and one.decided_at
        and (decided_after is None or one.decided_at > decided_after)
    ]  # fmt: skip


def _in_time(act: Act, terms: list[Term]) -> list[Term]:
    """The terms without those that count back to before the subject began.

    A unit that joins late in a case cannot give its opinion twenty days before a date that is
    ten days off: its other limits hold.
    """
    began = local_date(act.subject.opened_at)
    calendar = calendar_of(act.session)
    kept = [
        term for term in terms if term.relation != "before" or compute([term], calendar).on > began
    ]
    return kept or terms


def _as_granted(act: Act, deadline: Deadline) -> Deadline:
    """The deadline moved to the date that was granted in this round; the old one stays in it.

    A pause that was decided later stops the granted days as well.
    """
    subject, calendar = act.subject, calendar_of(act.session)
    for one in subject.extensions if isinstance(subject, Proposal) else ():
        if one.until is None or one.round != subject.round or one.decided_at is None:
            continue
        pauses = pauses_of(subject, decided_after=one.decided_at)
        granted = waited(one.until, local_date(one.decided_at), calendar, pauses)
        if one.until > deadline.on:
            deadline = extended(deadline, one.until, one.reason, one.decided_at)
        if granted.on > deadline.on:
            deadline = replace(
                deadline, on=granted.on, provisional=granted.provisional,
                steps=(*deadline.steps, *granted.steps),
            )  # fmt: skip
    return deadline


def foreseen(act: Act, state: str) -> Deadline | None:
    """When the next step would be due if this act took its subject to that state now."""
    limits = act.rules.workflow(act.subject.kind).state(state).within
    terms = [term for limit in limits if (term := _term(act, limit, arriving=state))]
    pauses = pauses_of(act.subject)
    return compute(terms, calendar_of(act.session), pauses) if terms else None


def parameter_deadline(act: Act, parameter: str, since: datetime) -> Deadline:
    """The date a parameter gives when counted from an instant, e.g. the return window."""
    rule = act.rules.parameter(parameter)
    duration = duration_of(act.rules, act.subject, parameter)
    term = Term(duration, "since", local_date(since), "交办", rule.label)
    return compute([term], calendar_of(act.session), pauses_of(act.subject))


def _term(act: Act, limit: Limit, arriving: str = "") -> Term | None:
    anchor = _anchor(act, limit, arriving)
    if anchor is None:
        return None
    day, label, provisional = anchor
    if limit.relation == "not_after" and limit.parameter:
        return Term(None, "by", day, label, act.rules.parameter(limit.parameter).label)
    if limit.parameter:
        duration: Duration | None = duration_of(act.rules, act.subject, limit.parameter)
        rule_label = act.rules.parameter(limit.parameter).label
    else:
        duration = limit.duration
        rule_label = act.rules.workflow(act.subject.kind).state(act.subject.state).label
    relation = "by" if limit.relation == "not_after" else limit.relation
    return Term(duration, relation, day, label, rule_label, provisional)


def _anchor(act: Act, limit: Limit, arriving: str = "") -> tuple[date, str, bool] | None:
    subject, workflow = act.subject, act.rules.workflow(act.subject.kind)
    if limit.relation == "not_after":
        return _last_day(act, limit.parameter) if limit.parameter else _cutoff(subject)
    if limit.anchor == ENTERED:
        entered = act.now if arriving else subject.entered_at
        label = workflow.state(arriving or subject.state).label
        return local_date(entered), f"进入“{label}”", False
    if limit.anchor == OPENED:
        return local_date(subject.opened_at), workflow.start.label, False
    if limit.anchor == CASE:
        parent = case_of(subject)
        if parent is None or parent is subject or parent.due_on is None:
            return None
        began = local_date(subject.opened_at)
        if parent.due_on < began:
            return began, "交办当日（本案期限已过）", False
        return parent.due_on, "本案期限", parent.due_provisional
    if limit.relation == "by" or isinstance(getattr(subject, limit.anchor, None), date):
        day = getattr(subject, limit.anchor)
        return (day, act.rules.field(limit.anchor).label, False) if day else None
    moment = act.now if act.action.name == limit.anchor else None
    moment = moment or last_moment(act.session, subject.id, limit.anchor)
    return (local_date(moment), workflow.label_of(limit.anchor), False) if moment else None


def _last_day(act: Act, parameter: str) -> tuple[date, str, bool] | None:
    """The day a session fixes for what was submitted to it; a later case is not bound by it."""
    subject = act.subject
    day: date | None = setting(act.rules, subject, parameter)
    bound = getattr(subject, "in_session", None) is not False
    if day is None or not bound or day <= local_date(subject.entered_at):
        return None
    return day, "本次会议的规定", False


def _cutoff(subject: Subject) -> tuple[date, str, bool] | None:
    """The day collection ends, for what was begun before; later it binds nobody."""
    session = subject.session
    if session is None or subject.entered_at > session.cutoff_at:
        return None
    return local_date(session.cutoff_at), "提案征集截止", False


def cutoff_passed(act: Act) -> bool:
    """Whether the state's last day is the cut-off, and its hour is past."""
    subject = act.subject
    limits = act.rules.workflow(subject.kind).state(subject.state).within
    ends = any(limit.relation == "not_after" and not limit.parameter for limit in limits)
    moment = subject.session.cutoff_at if ends and subject.session else None
    return moment is not None and subject.entered_at <= moment < act.now
