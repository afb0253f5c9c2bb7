"""The printed sheets of a case: which exist, and for whom. Their content is gathered elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flask import url_for
from sqlalchemy.orm import Session

from models import Event, HandlingTask, Subject
from models.queries.files import attachments_of
from web import gate
from web.config import Settings
from web.documents.gather import Office, Order, gather
from web.documents.sheets import Sheet
from web.house import house, today
from web.slipdates import slip_limits
from web.wording import unit_of
from workflow.acts import case_of
from workflow.engine import Engine
from workflow.parties import parties_of
from workflow.rules import Document, Rules

#: who gets his own copy; everybody else prints one for each proposer
OWN_COPY = frozenset({"proposer"})


def documents_for(
    session: Session, subjects: Iterable[Subject], rules: Rules, events: Sequence[Event]
) -> list[tuple[str, str, str]]:
    """Label, address and unit of every sheet this user may print."""
    found: list[tuple[str, str, str]] = []
    for subject in subjects:
        own = [event for event in events if event.subject_id == subject.id]
        unit = unit_of(subject) if isinstance(subject, HandlingTask) else ""
        for document in rules.workflow(subject.kind).documents:
            if sheets_of(session, subject, document, own):
                address = url_for("casework.document", number=subject.id, name=document.name)
                found.append((document.label, address, unit))
    return found


def sheets_of(
    session: Session,
    subject: Subject,
    document: Document,
    events: Sequence[Event],
    to: int | None = None,
) -> list[Sheet]:
    """The sheets of that name for this user; none when it does not exist (yet, or for him).

    `to`: the copy of that proposer alone.
    """
    user = gate.visitor().standing
    standing = set(parties_of(user, subject, today()))
    if (case := case_of(subject)) is not None:
        standing |= set(parties_of(user, case, today()))
    causes = [event for event in events if event.action in document.after]
    if not causes or not standing & set(document.parties):
        return []
    person = user.person_id if standing & OWN_COPY else to
    order = order_of(session, house().engine, house().settings, subject, events, causes[-1])
    return gather(document.name, replace(order, person_id=person))


def order_of(
    session: Session,
    engine: Engine,
    settings: Settings,
    subject: Subject,
    events: Sequence[Event],
    cause: Event,
) -> Order:
    """What is asked for when a sheet of the subject is printed from that event; nobody asks yet."""
    # What goes with the letter was handed in with its drafts, not with a signature or a talk.
    drafted = {event.id for event in events if event.action == "draft_reply"}
    task = isinstance(subject, HandlingTask)
    files = [f for f in attachments_of(session, [subject.id]) if f.event_id in drafted and task]
    return Order(
        subject=subject,
        event=cause,
        office=Office.of(settings),
        limits=slip_limits(session, engine, subject) if isinstance(subject, HandlingTask) else (),
        rules=engine.rules_of(session, subject),
        attachments=tuple(file.name.rpartition(".")[0] or file.name for file in files),
    )
