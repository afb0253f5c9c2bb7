"""One action on many subjects: each by itself, through the same door, with a result for each.

What is refused for one case changes nothing of it, is remembered as refused, and does not hinder
the others; only who asks for it has all done or none (`perform_all`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from models import Event, Subject, User
from workflow.assigning import own_values
from workflow.completion import Stale
from workflow.deadlines import local_date
from workflow.delegation import stands as standing_of
from workflow.explanations import Deadline
from workflow.history import record_refusal
from workflow.judgement import Reason, Refused, judge
from workflow.limits import foreseen
from workflow.machine import Impossible
from workflow.offers import is_open
from workflow.origins import Origin
from workflow.rules import Action

if TYPE_CHECKING:
    from workflow.engine import Engine

#: the form of one subject
DataFor = Callable[[Subject], Mapping[str, Any]]

OTHER_STATE = "本件现在是“%(state)s”，不能再办这一步"
CHANGED = "您查看期间，本件已有变化，请重新核对"
NOT_ALONE = "本件可以办，因为另有不能办的，按您的要求都没有办"
#: how many cases one form may be used for
MOST = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one subject, or what would become of it; without reasons it is well."""

    subject: Subject
    reasons: tuple[Reason, ...] = ()
    #: what was performed; None in a preview and for a refusal
    event: Event | None = None
    #: in a preview: where the case would stand, and when the next step would be due
    state: str = ""
    due: Deadline | None = None
    #: in a preview: what has to be read first, and the mark that says it was
    warnings: tuple[Reason, ...] = ()
    acknowledgement: str = ""

    @property
    def well(self) -> bool:
        """Whether the action was done, or can be."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Possible:
    """An action that may be done in bulk, and which of the subjects allow it now."""

    action: Action
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts, for whom, and from where."""

    user: User
    on_behalf_of: User | None = None
    origin: Origin | None = None
    request_id: str = ""


def possible_in_bulk(
    engine: Engine, session: Session, subjects: Iterable[Subject], user: User, now: datetime
) -> list[Possible]:
    """What at least one of the subjects lets the user do in bulk; what most allow comes first."""
    actions: dict[str, Action] = {}
    allowed: dict[str, list[Subject]] = {}
    for subject in subjects:
        state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
        for action in state.actions:
            if action.bulk and is_open(engine.act(session, subject, action.name, user, now)):
                actions.setdefault(action.name, action)
                allowed.setdefault(action.name, []).append(subject)
    found = [Possible(action, tuple(allowed[name])) for name, action in actions.items()]
    return sorted(found, key=lambda one: (-len(one.subjects), not one.action.main))


def each_with(engine: Engine, session: Session, action: str, shared: Mapping[str, Any]) -> DataFor:
    """The form of every subject: what was filled in once for all, and what it says by itself."""

    def data_for(subject: Subject) -> Mapping[str, Any]:
        state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
        found = state.action(action)
        if found is None:
            return {}
        own = own_values(subject, found.each)
        given = {name: value for name, value in shared.items() if name in found.fields}
        return {name: value for name, value in given.items() if name not in found.each} | own

    return data_for


def preview_many(
    engine: Engine,
    session: Session,
    subjects: Iterable[Subject],
    action: str,
    by: User,
    data_for: DataFor,
    now: datetime,
    *,
    on_behalf_of: User | None = None,
) -> list[Outcome]:
    """What the action would do to each subject, judged as the engine will judge it.

    Where several states are possible, which one it is comes out by doing it and taking it back.
    """
    doer = Doer(by, on_behalf_of)
    return [_foresee(engine, session, subject, action, doer, data_for, now) for subject in subjects]


def perform_many(
    engine: Engine,
    session: Session,
    subjects: Iterable[Subject],
    action: str,
    doer: Doer,
    data_for: DataFor,
    now: datetime,
    *,
    versions: Mapping[int, int] | None = None,
    key: str | None = None,
    acknowledged: Mapping[int, str] | None = None,
) -> list[Outcome]:
    """Perform the action on one subject after the other; the caller commits.

    `versions` are those of the rows that were looked at: a case that has changed since is left
    alone. `key` belongs to the form: the same form twice is one action on each case.
    `acknowledged` are the marks of the warnings that the preview showed.
    """
    return [
        _perform(
            engine, session, subject, action, doer, data_for, now,
            version=(versions or {}).get(subject.id), key=f"{key}-{subject.id}" if key else None,
            acknowledged=(acknowledged or {}).get(subject.id, ""),
        )
        for subject in subjects
    ]  # fmt: skip


def perform_all(
    engine: Engine,
    session: Session,
    subjects: Iterable[Subject],
    action: str,
    doer: Doer,
    data_for: DataFor,
    now: datetime,
    *,
    versions: Mapping[int, int] | None = None,
    key: str | None = None,
    acknowledged: Mapping[int, str] | None = None,
) -> list[Outcome]:
    """The same, but where one is refused none is done; each of them is remembered as refused."""
    chosen = list(subjects)
    together = session.begin_nested()
    done = perform_many(
        engine, session, chosen, action, doer, data_for, now, versions=versions, key=key,
        acknowledged=acknowledged,
    )  # fmt: skip
    if all(one.well for one in done):
        together.commit()
        return done
    together.rollback()
    left = (Reason(NOT_ALONE, None, NOT_ALONE),)
    refused = [Outcome(one.subject, one.reasons or left) for one in done]
    for one in refused:
        _remember(session, one, action, doer, now)
    return refused


def _foresee(
    engine: Engine,
    session: Session,
    subject: Subject,
    action: str,
    doer: Doer,
    data_for: DataFor,
    now: datetime,
) -> Outcome:
    data = dict(data_for(subject))
    by = standing_of(session, doer.on_behalf_of, doer.user, local_date(now))
    try:
        act = engine.act(session, subject, action, by, now, data)
    except Impossible:
        return Outcome(subject, (_elsewhere(engine, session, subject),))
    judged = Refused(action, judge(act))
    if judged.reasons and not judged.acknowledgement:
        return Outcome(subject, tuple(judged.reasons))
    states = [one.state for one in act.action.to] or [subject.state]
    if len(states) > 1:
        seen = _rehearse(engine, session, subject, action, doer, data, now, judged.acknowledgement)
    elif not act.action.to:
        seen = Outcome(subject, state=subject.state)
    else:
        seen = Outcome(subject, state=states[0], due=foreseen(act, states[0]))
    return replace(seen, warnings=tuple(judged.reasons), acknowledgement=judged.acknowledgement)


def _rehearse(
    engine: Engine,
    session: Session,
    subject: Subject,
    action: str,
    doer: Doer,
    data: dict[str, Any],
    now: datetime,
    acknowledged: str,
) -> Outcome:
    trial = session.begin_nested()
    try:
        engine.perform(
            session, subject, action, by=doer.user, data=data, now=now,
            on_behalf_of=doer.on_behalf_of, acknowledged=acknowledged,
        )  # fmt: skip
        state, due = subject.state, subject.due_detail
    except Refused as refused:
        return Outcome(subject, tuple(refused.reasons))
    finally:
        trial.rollback()
    return Outcome(subject, state=state, due=Deadline.from_data(due) if due else None)


def _perform(
    engine: Engine,
    session: Session,
    subject: Subject,
    action: str,
    doer: Doer,
    data_for: DataFor,
    now: datetime,
    *,
    version: int | None,
    key: str | None,
    acknowledged: str,
) -> Outcome:
    try:
        with session.begin_nested():
            event = engine.perform(
                session, subject, action, by=doer.user, data=dict(data_for(subject)), now=now,
                version=version, key=key, request_id=doer.request_id,
                on_behalf_of=doer.on_behalf_of, origin=doer.origin, acknowledged=acknowledged,
            )  # fmt: skip
        return Outcome(subject, event=event)
    except Refused as refused:
        reasons = tuple(refused.reasons)
    except Stale:
        reasons = (Reason(CHANGED, None, CHANGED),)
    except Impossible:
        reasons = (_elsewhere(engine, session, subject),)
    outcome = Outcome(subject, reasons)
    _remember(session, outcome, action, doer, now)
    return outcome


def _remember(session: Session, outcome: Outcome, action: str, doer: Doer, now: datetime) -> None:
    record_refusal(
        session,
        subject=outcome.subject,
        user=doer.user,
        action=f"{action}/{outcome.subject.id}",
        reason="；".join(reason.sentence for reason in outcome.reasons),
        request_id=doer.request_id,
        now=now,
    )


def _elsewhere(engine: Engine, session: Session, subject: Subject) -> Reason:
    state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
    params = (("state", state.label),)
    return Reason(OTHER_STATE % dict(params), None, OTHER_STATE, params)
