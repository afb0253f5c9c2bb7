"""The engine: the one door through which everything with a state is changed.

`perform` judges, runs the effects, lets the machine say where the action leads, writes the
state, the due date, the event, the notices and the outbox — all in the caller's transaction.
It never commits, never reads a clock, never sees a request.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import Event, Proposal, Subject, User
from models.queries.history import lock_subject
from workflow import delegation, limits, offers, opening
from workflow.acts import Act
from workflow.builtin import BUILT_IN, OPEN
from workflow.completion import Request, Stale, columns, complete
from workflow.deadlines import Deadline, local_date
from workflow.judgement import Reason, Refused, delegation_missing, judge, unmet
from workflow.library import RulesLibrary
from workflow.machine import Impossible, WorkflowMachine, enter
from workflow.origins import Origin
from workflow.recipients import RECIPIENTS
from workflow.registry import EFFECTS
from workflow.rules import Action, Rules

__all__ = ["Engine", "Impossible", "Reason", "Refused", "Stale"]


class Engine:
    """Runs the rules. One per process; holds no state but the rules it has loaded."""

    def __init__(
        self,
        rules: Rules,
        *,
        source: str = "",
        salt: Callable[[], str] = lambda: secrets.token_hex(16),
        recorded: Callable[[datetime], datetime] = lambda now: now,
        algorithm: str = "sha256",
    ) -> None:
        """`salt` and `recorded` are replaced by the sample county, to be the same every time."""
        self.rules = rules
        self.library = RulesLibrary(rules, source)
        self.salt, self.recorded, self.algorithm = salt, recorded, algorithm
        self._machines: dict[tuple[str, str], WorkflowMachine] = {}

    def open(
        self,
        session: Session,
        kind: str,
        *,
        by: User,
        data: dict[str, Any],
        now: datetime,
        key: str | None = None,
        request_id: str = "",
        on_behalf_of: User | None = None,
        way: str = OPEN,
    ) -> Subject:
        """Begin a subject of that kind. Raises Refused with every reason.

        `way` names one of the further ways to begin that states.yaml has under `also`.
        """
        request = Request(None, key, request_id)
        stands = delegation.stands(session, on_behalf_of, by, local_date(now))
        if stands is None:
            raise Refused(way, [delegation_missing(on_behalf_of)])
        return opening.open_subject(
            self, session, kind, by=stands, data=data, now=now, request=request, way=way
        )

    def open_child(
        self,
        cause: Act,
        kind: str,
        *,
        parent: Proposal,
        columns: Mapping[str, Any],
        noted: Mapping[str, Any],
    ) -> Subject:
        """Open a part of a case as a consequence of an act on it."""
        return opening.open_child(self, cause, kind, parent=parent, columns=columns, noted=noted)

    def open_case(
        self,
        cause: Act,
        kind: str,
        *,
        way: str,
        columns: Mapping[str, Any],
        noted: Mapping[str, Any],
    ) -> Subject:
        """Open a case of its own as a consequence of an act on another."""
        return opening.open_case(self, cause, kind, way=way, columns=columns, noted=noted)

    def perform(
        self,
        session: Session,
        subject: Subject,
        action: str,
        *,
        by: User | None,
        data: dict[str, Any] | None = None,
        now: datetime,
        version: int | None = None,
        key: str | None = None,
        request_id: str = "",
        on_behalf_of: User | None = None,
        automatic: str | None = None,
        origin: Origin | None = None,
        acknowledged: str = "",
    ) -> Event:
        """Carry out an action. Raises Impossible, Stale or Refused; then nothing has changed.

        `on_behalf_of` is who has delegated it to `by`; the record names both.
        `version` and `key` come from the form: an older version is a conflict, the same key
        twice is one action. `automatic` names the clock or the system when nobody acts.
        Where states.yaml has `warns`, Refused brings an `acknowledgement`: hand it back as
        `acknowledged` and the act goes on.
        """
        request = Request(version, key, request_id)
        if earlier := request.earlier(session, by, f"{action}/{subject.id}"):
            return earlier
        lock_subject(session, subject)
        # A second click may have waited for that lock: look again.
        if earlier := request.earlier(session, by, f"{action}/{subject.id}"):
            return earlier
        stands = by and delegation.stands(session, on_behalf_of, by, local_date(now))
        if by and stands is None:
            raise Refused(action, [delegation_missing(on_behalf_of)])
        act = self.act(session, subject, action, stands, now, data)
        act.origin, act.acknowledged = origin, acknowledged
        if version is not None and version != subject.version:
            raise Stale(f"{subject.kind} {subject.id}: {version} is not {subject.version}")
        if reasons := judge(act, automatic):
            raise Refused(action, reasons)
        if act.deputy and act.user:
            act.user = session.get_one(User, act.user.id)  # the effects may keep it
        before, from_state = columns(subject), subject.state
        self.run_effects(act)
        session.flush()  # what an effect has set as an object, the record wants as a number
        machine = self._machine(act.rules, subject.kind)
        to_state = machine.destination(from_state, act.action, lambda name: not unmet(act, (name,)))
        enter(subject, to_state)
        if to_state != from_state:
            subject.entered_at = now
        return complete(self, act, from_state=from_state, before=before, request=request)

    def act(
        self,
        session: Session,
        subject: Subject,
        action: str,
        by: User | None,
        now: datetime,
        data: dict[str, Any] | None = None,
    ) -> Act:
        """The act of a possible action, not judged yet; Impossible when the state lacks it."""
        rules = self.rules_of(session, subject)
        found = rules.workflow(subject.kind).state(subject.state).action(action)
        if found is None:
            raise Impossible(action, subject.state)
        today = local_date(now)
        act = Act(session, self, rules, subject, found, by, now, today, dict(data or {}))
        act.deputy = by.deputy if by else None
        return act

    def own_act(
        self,
        session: Session,
        subject: Subject,
        name: str,
        now: datetime,
        *,
        party: str = "clock",
        tells: tuple[str | None, ...] = (),
    ) -> Act:
        """The act of an action that is built in: on no page and in no file, but in the record."""
        notify = tuple(dict.fromkeys(one for one in tells if one in RECIPIENTS))
        action = Action(name, BUILT_IN[name], (party,), notify=notify)
        rules = self.rules_of(session, subject)
        return Act(session, self, rules, subject, action, None, now, local_date(now), party=party)

    def record(
        self, act: Act, *, from_state: str | None = None, before: dict[str, Any] | None = None
    ) -> Event:
        """Record an act of the engine's own; before and from_state where it has changed them."""
        subject = act.subject
        return complete(
            self,
            act,
            from_state=from_state or subject.state,
            before=columns(subject) if before is None else before,
            request=Request(),
        )

    def run_effects(self, act: Act) -> None:
        """Run what the action names under `then`, in order."""
        for name in act.action.then:
            EFFECTS[name](act)

    def rules_of(self, session: Session, subject: Subject) -> Rules:
        """The rules the subject lives under, whatever states.yaml says today."""
        return self.library.rules(session, subject.rules_digest)

    def available(
        self, session: Session, subject: Subject, user: User, now: datetime
    ) -> list[offers.Offer]:
        """What the user may do now, given valid data."""
        return offers.available(self, session, subject, user, now)

    def closed_doors(
        self, session: Session, subject: Subject, user: User, now: datetime
    ) -> list[offers.ClosedDoor]:
        """What is the user's part but not possible now, each with its reason."""
        return offers.closed_doors(self, session, subject, user, now)

    def parameter_deadline(self, act: Act, parameter: str, since: datetime) -> Deadline:
        """The date a parameter gives, counted from an instant."""
        return limits.parameter_deadline(act, parameter, since)

    def _machine(self, rules: Rules, kind: str) -> WorkflowMachine:
        key = (rules.digest, kind)
        if key not in self._machines:
            self._machines[key] = WorkflowMachine(rules.workflow(kind))
        return self._machines[key]
