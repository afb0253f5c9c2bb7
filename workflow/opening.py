"""Opening a subject: the first event of its life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models import Proposal, Subject, User
from models.queries.history import lock_user
from models.queries.people import session_on, sitting_member
from workflow.acts import Act
from workflow.builtin import OPEN
from workflow.completion import Request, complete
from workflow.deadlines import local_date
from workflow.judgement import Reason, Refused, clean_data, unmet
from workflow.machine import enter
from workflow.parties import roles_of
from workflow.rules import Action
from workflow.snapshots import describe_author

if TYPE_CHECKING:
    from workflow.engine import Engine

NOT_YOUR_ROLE = "您的账号不能办这件事"
NOT_SITTING = "您现在不是在任委员，不能再提新的；以前提出的照常办理，由您评价"


def open_subject(
    engine: Engine,
    session: Session,
    kind: str,
    *,
    by: User,
    data: dict[str, Any],
    now: datetime,
    request: Request,
    way: str = OPEN,
) -> Subject:
    """Begin a subject for a person, in one of the ways there are. Raises Refused with reasons."""
    actor = by.deputy or by
    if request.key:
        # There is no row of a subject yet that a second click could wait for.
        lock_user(session, actor.id)
    if earlier := request.earlier(session, actor, f"{way}/{kind}"):
        return session.get_one(Subject, earlier.subject_id)
    act = _opening(engine, session, kind, by=by, data=data, now=now, way=way)
    roles = roles_of(by, act.today)
    party = next((role for role in act.action.by if role in roles), None)
    if party is None:
        raise Refused(way, [Reason(NOT_YOUR_ROLE, None, NOT_YOUR_ROLE)])
    act.party, act.deputy = party, by.deputy
    with session.no_autoflush:
        _place_author(act, by)
        if reasons := clean_data(act) or unmet(act, act.action.checks):
            raise Refused(way, reasons)
    if act.deputy:
        act.user = session.get_one(User, by.id)  # the effects may keep it
    _begin(engine, act, request)
    return act.subject


def open_child(
    engine: Engine,
    cause: Act,
    kind: str,
    *,
    parent: Proposal,
    columns: Mapping[str, Any],
    noted: Mapping[str, Any],
) -> Subject:
    """Open a part of a case, a handling task say, as a consequence of an act on the case.

    `columns` are what the new row begins with beside what it takes over from the case; `noted`
    is what the record remembers of it.
    """
    act = _opening(engine, cause.session, kind, by=None, data={}, now=cause.now)
    part = act.subject
    with cause.session.no_autoflush:
        part.parent, part.title, part.round = parent, parent.title, parent.round
        part.author_id, part.group_id = parent.author_id, parent.group_id
        part.author_name, part.author_sector = parent.author_name, parent.author_sector
        part.group_name = parent.group_name
        part.session_id = parent.session_id
        for name, value in columns.items():
            setattr(part, name, value)
    act.party = "system"
    act.noted = dict(noted)
    _begin(engine, act, Request())
    return part


def open_case(
    engine: Engine,
    cause: Act,
    kind: str,
    *,
    way: str,
    columns: Mapping[str, Any],
    noted: Mapping[str, Any],
) -> Subject:
    """Open a case of its own as a consequence of an act on another, with these columns."""
    act = _opening(engine, cause.session, kind, by=None, data={}, now=cause.now, way=way)
    with cause.session.no_autoflush:
        for name, value in columns.items():
            setattr(act.subject, name, value)
    act.party, act.noted = "system", dict(noted)
    _begin(engine, act, Request())
    return act.subject


def _opening(
    engine: Engine,
    session: Session,
    kind: str,
    *,
    by: User | None,
    data: dict[str, Any],
    now: datetime,
    way: str = OPEN,
) -> Act:
    start = next(one for one in engine.rules.workflow(kind).starts if one.name == way)
    action = Action(
        way,
        start.label,
        start.by,
        asks=start.asks,
        optional=start.optional,
        checks=start.checks,
        then=start.then,
        notify=start.notify,
        hint=start.hint,
    )
    mapped = inspect(Subject).polymorphic_map[kind].class_
    subject: Subject = mapped(kind=kind, rules_digest=engine.rules.digest, title="")
    enter(subject, start.state)
    subject.opened_at = subject.entered_at = now
    subject.version, subject.round, subject.private = 0, 1, False
    return Act(session, engine, engine.rules, subject, action, by, now, local_date(now), dict(data))


def _place_author(act: Act, by: User) -> None:
    subject = act.subject
    subject.author_id = by.person_id
    subject.session = session_on(act.session, act.today)
    member = sitting_member(act.session, by.person_id)
    if act.party == "member" and member is None:
        raise Refused(OPEN, [Reason(NOT_SITTING, None, NOT_SITTING)])
    if member and act.party == "member":
        subject.group_id = member.group_id
    else:
        groups = [grant.group_id for grant in by.grants if grant.role == act.party]
        subject.group_id = groups[0] if groups else None
    describe_author(act)


def _begin(engine: Engine, act: Act, request: Request) -> None:
    with act.session.no_autoflush:
        engine.library.remember(act.session, act.rules, act.now)
        engine.run_effects(act)
        act.session.add(act.subject)
    act.session.flush()
    complete(engine, act, from_state=None, before={}, request=request)
