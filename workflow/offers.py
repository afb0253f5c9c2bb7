"""What a person may do now, and what not, with the reason beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from models import Subject, User
from workflow.acts import Act
from workflow.deadlines import local_date
from workflow.judgement import Reason, delegated, party_for, separated, unmet
from workflow.rules import Action

if TYPE_CHECKING:
    from workflow.engine import Engine

NOT_YET = "本件现在是“%(state)s”，到“%(needed)s”这一步才能做"


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that would be performed, given valid data."""

    subject: Subject
    action: Action
    party: str


@dataclass(frozen=True, slots=True)
class ClosedDoor:
    """An action that is the user's part but is not possible now."""

    subject: Subject
    action: Action
    reason: Reason
    #: not worth telling on the page: there is simply nothing to do
    quiet: bool = False


def available(
    engine: Engine, session: Session, subject: Subject, user: User, now: datetime
) -> list[Offer]:
    """The user's possible actions, the main one first."""
    found = [
        Offer(subject, act.action, act.party)
        for act in _acts(engine, session, subject, user, now)
        if is_open(act)
    ]
    return sorted(found, key=lambda offer: not offer.action.main)


def is_open(act: Act) -> bool:
    """Whether this would be performed, given valid data; sets the act's party."""
    act.party = party_for(act, None) or ""
    return bool(
        act.party
        and not delegated(act)
        and not separated(act)
        and not unmet(act, act.action.only_if)
    )


def closed_doors(
    engine: Engine, session: Session, subject: Subject, user: User, now: datetime
) -> list[ClosedDoor]:
    """Actions of this state whose conditions do not hold, and the next main action to come.

    A draft has nothing to wait for, so nothing to come is announced there.
    """
    rules = engine.rules_of(session, subject)
    workflow = rules.workflow(subject.kind)
    here = workflow.state(subject.state)
    doors: list[ClosedDoor] = []
    for act in _acts(engine, session, subject, user, now):
        act.party = party_for(act, None) or ""
        if not act.party:
            continue
        if reasons := delegated(act) + separated(act) + unmet(act, act.action.only_if):
            failing = (name for name in act.action.only_if if unmet(act, (name,)))
            quiet = any(rules.condition(name).quiet for name in failing)
            doors.append(ClosedDoor(subject, act.action, reasons[0], quiet))
    if here.settled or here.private:
        return doors
    possible = {action.name for action in here.actions}
    later = workflow.states[workflow.states.index(here) + 1 :]
    for state in later:
        for action in state.actions:
            if not action.main or action.name in possible:
                continue
            act = Act(session, engine, rules, subject, action, user, now, local_date(now))
            if party_for(act, None):
                params = (("state", here.label), ("needed", state.label))
                reason = Reason(NOT_YET % dict(params), None, NOT_YET, params)
                return [*doors, ClosedDoor(subject, action, reason)]
    return doors


def _acts(
    engine: Engine, session: Session, subject: Subject, user: User, now: datetime
) -> list[Act]:
    state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
    return [engine.act(session, subject, action.name, user, now) for action in state.actions]
