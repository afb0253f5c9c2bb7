"""One action on many subjects: each by itself, through the same door, with a result for each.

Nothing is all or nothing. What is refused for one case changes nothing of it, is remembered as
refused, and does not hinder the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from models import Event, Subject, User
from workflow.completion import Stale
from workflow.explanations import Deadline
from workflow.history import record_refusal
from workflow.judgement import Reason, Refused, judge
from workflow.limits import foreseen
from workflow.machine import Impossible

if TYPE_CHECKING:
    from workflow.engine import Engine

#: the form of one subject
DataFor = Callable[[Subject], Mapping[str, Any]]

OTHER_STATE = "本件现在是“%(state)s”，不能再办这一步"
CHANGED = "您查看期间，本件已有变化，请重新核对"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one subject, or what would become of it; without reasons it is well."""

    subject: Subject
    reasons: tuple[Reason, ...] = ()
    #: what was performed; None in a preview and for a refusal
    event: Event | None = None
    #: in a preview: when the next step would be due
    due: Deadline | None = None

    @property
    def well(self) -> bool:
        """Whether the action was done, or can be."""
        return not self.reasons


def preview_many(
    engine: Engine,
    session: Session,
    subjects: Iterable[Subject],
    action: str,
    by: User,
    data_for: DataFor,
    now: datetime,
) -> list[Outcome]:
    """What the action would do to each subject, judged as the engine will judge it."""
    return [
        _foresee(engine, session, subject, action, by, data_for(subject), now)
        for subject in subjects
    ]


def perform_many(
    engine: Engine,
    session: Session,
    subjects: Iterable[Subject],
    action: str,
    by: User,
    data_for: DataFor,
    now: datetime,
    *,
    versions: Mapping[int, int] | None = None,
    key: str | None = None,
    request_id: str = "",
) -> list[Outcome]:
    """Perform the action on one subject after the other; the caller commits.

    `versions` are those of the rows that were looked at: a case that has changed since is left
    alone. `key` belongs to the form: the same form twice is one action on each case.
    """
    return [
        _perform(
            engine, session, subject, action, by, data_for, now,
            (versions or {}).get(subject.id), f"{key}-{subject.id}" if key else None, request_id,
        )
        for subject in subjects
    ]  # fmt: skip


def _foresee(
    engine: Engine,
    session: Session,
    subject: Subject,
    action: str,
    by: User,
    data: Mapping[str, Any],
    now: datetime,
) -> Outcome:
    try:
        act = engine.act(session, subject, action, by, now, dict(data))
    except Impossible:
        return Outcome(subject, (_elsewhere(engine, session, subject),))
    if reasons := judge(act):
        return Outcome(subject, tuple(reasons))
    # Where several states are possible, which one it will be is known only afterwards.
    states = [one.state for one in act.action.to]
    return Outcome(subject, due=foreseen(act, states[0]) if len(states) == 1 else None)


def _perform(
    engine: Engine,
    session: Session,
    subject: Subject,
    action: str,
    by: User,
    data_for: DataFor,
    now: datetime,
    version: int | None,
    key: str | None,
    request_id: str,
) -> Outcome:
    number = subject.id
    try:
        with session.begin_nested():
            event = engine.perform(
                session, subject, action, by=by, data=dict(data_for(subject)), now=now,
                version=version, key=key, request_id=request_id,
            )  # fmt: skip
        return Outcome(subject, event=event)
    except Refused as refused:
        reasons = tuple(refused.reasons)
    except Stale:
        reasons = (Reason(CHANGED, None, CHANGED),)
    except Impossible:
        reasons = (_elsewhere(engine, session, subject),)
    record_refusal(
        session,
        subject=subject,
        user=by,
        action=f"{action}/{number}",
        reason="；".join(reason.sentence for reason in reasons),
        request_id=request_id,
        now=now,
    )
    return Outcome(subject, reasons)


def _elsewhere(engine: Engine, session: Session, subject: Subject) -> Reason:
    state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
    params = (("state", state.label),)
    return Reason(OTHER_STATE % dict(params), None, OTHER_STATE, params)
