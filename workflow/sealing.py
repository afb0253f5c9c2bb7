"""Sealing: what somebody who may see a case may nevertheless not read.

An evaluation is sealed from the units until the case has left the state in which it was given:
what one proposer wrote must not reach the unit while another is still deciding. What office and
units write to each other is internal: the proposer sees that it happened, not the words. What a
field is asked for certain roles alone (`seen_by`) nobody else reads, not even who wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import (
    Attachment,
    Evaluation,
    Event,
    HandlingTask,
    Proposal,
    ProposalVersion,
    Subject,
    User,
)
from models.queries.comments import first_submission
from models.queries.evaluations import all_evaluations, scan_writers
from models.queries.history import events_of
from workflow.engine import Engine
from workflow.history import body
from workflow.parties import parties_of, roles_of
from workflow.rules import Field
from workflow.text_comments import COMMENTING

_UNITS = {"lead_unit", "co_unit", "unit", "unit_leader", "trial_unit"}
_OPENED_TO = {"proposer", "office"}
_READ_PAPER = {"office", "office_head", "auditor"}
#: who works on the text, and who helps with it
_PROPOSERS = {"author", "proposer", "cosigner"}
_ADVISERS = {"group_leader"}


def visible_events(
    engine: Engine, session: Session, user: User, subject: Subject, today: date
) -> list[Event]:
    """The events of a subject that this user may read, in order."""
    found = list(events_of(session, [subject.id]))
    hidden = {id(event) for event in _sealed(engine, session, user, subject, found, today)}
    return [event for event in found if id(event) not in hidden]


def visible_evaluations(
    engine: Engine, session: Session, user: User, proposal: Proposal, today: date
) -> list[Evaluation]:
    """The evaluations of a proposal that this user may read, in order."""
    events = events_of(session, [proposal.id])
    hidden = {
        body(event)["noted"]["evaluation"]["id"]
        for event in _sealed(engine, session, user, proposal, events, today)
        if "evaluation" in body(event)["noted"]
    }
    return [one for one in all_evaluations(session, proposal.id) if one.id not in hidden]


def readable_files(
    engine: Engine, session: Session, user: User, files: Iterable[Attachment], today: date
) -> list[Attachment]:
    """Those files that this user may open.

    A form on paper is read by its writer and the office; what was handed in with something
    internal by whoever reads its words, and with a reply by everybody once it is let out.
    """
    found = list(files)
    writers = scan_writers(session, [file.id for file in found])
    watching = bool(roles_of(user, today) & _READ_PAPER)
    return [
        file
        for file in found
        if (watching or writers.get(file.id, user.person_id) == user.person_id)
        and _reads_file(engine, session, user, file, today)
    ]


def _reads_file(
    engine: Engine, session: Session, user: User, file: Attachment, today: date
) -> bool:
    event = session.get(Event, file.event_id) if file.event_id else None
    subject = session.get(Subject, file.subject_id) if file.subject_id else None
    if event is None or subject is None:
        return True
    return reads_words(engine, session, user, subject, event, today) or _let_out(subject, event)


def _let_out(subject: Subject, event: Event) -> bool:
    """Whether it came with the draft that became the letter."""
    replies = subject.replies if isinstance(subject, HandlingTask) else []
    letters = [reply for reply in replies if reply.status == "issued"]
    return bool(letters) and letters[-1].drafted_at == event.happened_at


def reads_internal(engine: Engine, user: User, subject: Subject, today: date) -> bool:
    """Whether the user may read what office and units write to each other about this case.

    Replies that have not been let out and co-handling opinions are internal.
    """
    if set(parties_of(user, subject, today)) & {"office", *_UNITS}:
        return True
    roles = roles_of(user, today)
    return any(role.sees == "all" and role.name in roles for role in engine.rules.roles)


def reads_comments(user: User, subject: Subject, today: date) -> bool:
    """Whether the user may read comments on the text: its proposers, their group, the office."""
    standing = set(parties_of(user, subject, today))
    return bool(standing & (_PROPOSERS | _ADVISERS) or roles_of(user, today) & _READ_PAPER)


def visible_versions(
    engine: Engine, session: Session, user: User, proposal: Proposal, today: date
) -> list[ProposalVersion]:
    """The versions of the text that this user may read, in order.

    What the author was still working on is the proposers'; the units read what came before the
    office, and what was made of it since.
    """
    found = list(proposal.versions)
    standing = set(parties_of(user, proposal, today))
    if standing & _PROPOSERS:
        return found
    found = [version for version in found if not version.working]
    roles = roles_of(user, today)
    sees_all = any(role.sees == "all" and role.name in roles for role in engine.rules.roles)
    if sees_all or standing & _ADVISERS:
        return found
    first = first_submission(session, proposal.id)
    if first is None:
        return []
    before = [version for version in found if version.made_at <= first]
    return [*before[-1:], *(version for version in found if version.made_at > first)]


def reads_words(
    engine: Engine, session: Session, user: User, subject: Subject, event: Event, today: date
) -> bool:
    """Whether the user may read what was filled in at an event that he may see."""
    if event.action in COMMENTING and not reads_comments(user, subject, today):
        return False
    workflow = engine.rules_of(session, subject).workflow(subject.kind)
    actions = (action for state in workflow.states if (action := state.action(event.action)))
    if not any(action.internal for action in actions):
        return True
    return reads_internal(engine, user, subject, today)


def readable(fields: Iterable[Field], user: User, today: date) -> list[Field]:
    """The fields of the record that this user may read: some are for certain roles alone."""
    roles = roles_of(user, today)
    return [field for field in fields if not field.seen_by or roles & set(field.seen_by)]


def _sealed(
    engine: Engine,
    session: Session,
    user: User,
    subject: Subject,
    events: Sequence[Event],
    today: date,
) -> list[Event]:
    """The events that this user must not read yet."""
    sealed = _sealed_actions(engine, session, user, subject, today)
    if not sealed:
        return []
    # Told by their places in the record, not by their instants: two acts can share one.
    entered = max((one.seq for one in events if one.from_state != one.to_state), default=0)
    return [one for one in events if one.action in sealed and one.seq > entered]


def _sealed_actions(
    engine: Engine, session: Session, user: User, subject: Subject, today: date
) -> set[str]:
    standing = set(parties_of(user, subject, today))
    # By the role too: a unit of an earlier round still sees the case, but has no part in this one.
    judged = standing & _UNITS or {"handling_unit", "unit_leader"} & roles_of(user, today)
    if not judged or standing & _OPENED_TO:
        return set()
    state = engine.rules_of(session, subject).workflow(subject.kind).state(subject.state)
    return {action.name for action in state.actions if action.sealed}
