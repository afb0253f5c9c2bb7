"""Completing an act: the row, the event, the notices, and what follows by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models import Event, FormKey, Proposal, Subject, User
from models.queries.bundles import concerned_by
from models.queries.history import used_key
from models.queries.search import index_changed
from workflow import consequences, history, limits
from workflow.acts import Act, case_of
from workflow.judgement import unmet
from workflow.snapshots import called

if TYPE_CHECKING:
    from workflow.engine import Engine

#: columns that every act touches or that repeat others: not worth a before and after
_UNTRACED = {"id", "version", "due_detail", "entered_at", "kind", "rules_digest"}


class Stale(Exception):
    """The form was made from an older version of the subject; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What came with the act besides its data."""

    version: int | None = None
    key: str | None = None
    request_id: str = ""

    def earlier(self, session: Session, by: User | None, action: str) -> Event | None:
        """The event this very form has already caused: a double click is one action."""
        used = used_key(session, self.key) if self.key and by else None
        if used is None or by is None:
            return None
        if used.user_id != by.id or used.action != action:
            raise Stale("the key belongs to another form")
        return session.get_one(Event, used.event_id)


def columns(subject: Subject) -> dict[str, Any]:
    """The row as it stands, for the before and after of the event."""
    names = (column.key for column in inspect(type(subject)).column_attrs)
    return {name: getattr(subject, name) for name in names if name not in _UNTRACED}


def complete(
    engine: Engine,
    act: Act,
    *,
    from_state: str | None,
    before: dict[str, Any],
    request: Request,
) -> Event:
    """Settle the row, write the event, tell people, and let follow what follows."""
    # A reminder, a contact or another proposer's evaluation changes nothing that a form open
    # elsewhere was made from: it must not turn what somebody is typing into a conflict.
    stale = (
        from_state != act.subject.state
        or before != columns(act.subject)
        or bool(act.noted.get("text_changed"))
    )
    principal = act.user if act.deputy else act.on_behalf_of
    if principal:
        act.noted["on_behalf_of"] = principal.person.name  # as it is today
    with act.session.no_autoflush:  # the row is written once, with its event
        _settle_row(act, stale=stale)
        named = called(act)
    if named:
        act.noted["called"] = named
    after = columns(act.subject)
    event = history.append(
        act,
        from_state=from_state,
        changes={
            name: [before.get(name), value]
            for name, value in after.items()
            if before.get(name) != value
        },
        algorithm=engine.algorithm,
        salt=engine.salt(),
        recorded_at=engine.recorded(act.now),
        request_id=request.request_id,
        on_behalf_of=principal,
    )
    consequences.adopt_attachments(act, event)
    consequences.tell(act, event)
    if request.key and act.actor:
        scope = act.subject.kind if from_state is None else str(act.subject.id)
        act.session.add(
            FormKey(
                key=request.key,
                user_id=act.actor.id,
                action=f"{act.action.name}/{scope}",
                event_id=event.id,
                used_at=act.now,
            )
        )
    for follow in act.afterwards:
        follow()
    _follow_up(engine, act, act.subject)
    act.session.flush()
    index_changed(act.session)
    return event


def _settle_row(act: Act, *, stale: bool) -> None:
    subject = act.subject
    state = act.rules.workflow(subject.kind).state(subject.state)
    subject.waits_for, subject.private = state.waits_for, state.private
    if isinstance(subject, Proposal):
        # Kept in the row, so that what may be seen is one question to the database.
        subject.seconding_now = subject.open_to_seconding and state.admits("fellow_member")
    # What rests may be taken up again, and is then on a desk as before.
    subject.closed_at = (subject.closed_at or act.now) if state.settled else None
    due = None if state.settled else limits.due_date(act)
    subject.due_on = due.on if due else None
    subject.due_provisional = bool(due and due.provisional)
    subject.due_detail = due.as_data() if due else None
    subject.version += stale


def _follow_up(engine: Engine, cause: Act, subject: Subject) -> None:
    """Perform what follows by itself (`by: system`): here, on its case, on what goes with it."""
    if _follow(engine, cause, subject) or subject is not cause.subject:
        return
    case = case_of(subject)
    if case is not None and case is not subject:
        _follow(engine, cause, case)
    elif case is not None:
        # A draft in a bundle ends with the collective one, which is filed last.
        bundled = case.number is None or case.collective_kind is not None
        drafts = concerned_by(cause.session, case.id) if bundled else ()
        for other in (*case.merged, *drafts):
            _follow(engine, cause, other)


def _follow(engine: Engine, cause: Act, subject: Subject) -> bool:
    """The first action of the system that is due now; whether there was one."""
    state = engine.rules_of(cause.session, subject).workflow(subject.kind).state(subject.state)
    for action in state.actions:
        if "system" not in action.by:
            continue
        act = engine.act(cause.session, subject, action.name, None, cause.now)
        if not unmet(act, action.only_if):
            engine.perform(
                cause.session, subject, action.name, by=None, now=cause.now, automatic="system"
            )
            return True
    return False
