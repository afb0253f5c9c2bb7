"""The printed sheets of a case: which exist, and for whom. Their content is gathered elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from models import Event, HandlingTask, Subject, User
from models.queries.files import attachments_of
from models.queries.issues import issued_of
from web import gate
from web.config import Settings
from web.documents.gather import Office, Order, gather
from web.documents.sheets import Sheet
from web.house import house, today
from web.proofs import standing
from web.slipdates import slip_limits
from web.wording import unit_of
from workflow.acts import case_of
from workflow.engine import Engine
from workflow.issuing import is_issued
from workflow.parties import parties_of
from workflow.rules import Document, Rules

#: who gets his own copy; everybody else prints one for each proposer
OWN_COPY = frozenset({"proposer"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet this user may print, and how it stands to what was issued (see proofs.standing)."""

    document: Document
    subject: Subject
    unit: str
    #: empty for what is not registered: drafts, and what stays in the house
    standing: str = ""


def papers_for(
    session: Session, subjects: Sequence[Subject], rules: Rules, events: Sequence[Event]
) -> list[Paper]:
    """Every sheet this user may print."""
    found: list[Paper] = []
    issued = issued_of(session, [one.id for one in subjects])
    for subject in subjects:
        own = [event for event in events if event.subject_id == subject.id]
        unit = unit_of(subject) if isinstance(subject, HandlingTask) else ""
        for document in rules.workflow(subject.kind).documents:
            if sheets := sheets_of(session, subject, document, own):
                how = ""
                if is_issued(subject.kind, document.name):
                    cause = cause_of(document, own)
                    rows = [
                        one
                        for one in issued
                        if (one.cause_id, one.name) == (cause.id, document.name)
                    ]
                    how = standing(rows, sheets)
                found.append(Paper(document, subject, unit, how))
    return found


def cause_of(document: Document, events: Sequence[Event]) -> Event:
    """The act from which the sheet exists, the last one; IndexError when there was none."""
    return [event for event in events if event.action in document.after][-1]


def sheets_of(
    session: Session,
    subject: Subject,
    document: Document,
    events: Sequence[Event],
    to: int | None = None,
) -> list[Sheet]:
    """The sheets of that name for the visitor; none when it does not exist (yet, or for him)."""
    user = gate.visitor().standing
    asking = Asking(session, house().engine, house().settings, user, today())
    return sheets_for(asking, subject, document, events, to)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for sheets, of which house, on which day."""

    session: Session
    engine: Engine
    settings: Settings
    user: User
    today: date


def sheets_for(
    asking: Asking,
    subject: Subject,
    document: Document,
    events: Sequence[Event],
    to: int | None = None,
) -> list[Sheet]:
    """The same for whoever asks, with or without a request.

    `to`: the copy of that proposer alone.
    """
    user = asking.user
    parties = set(parties_of(user, subject, asking.today))
    if (case := case_of(subject)) is not None:
        parties |= set(parties_of(user, case, asking.today))
    causes = [event for event in events if event.action in document.after]
    if not causes or not parties & set(document.parties):
        return []
    person = user.person_id if parties & OWN_COPY else to
    order = order_of(asking.session, asking.engine, asking.settings, subject, events, causes[-1])
    return gather(document.name, replace(order, person_id=person))


def _handed_in(subject: Subject, events: Sequence[Event], cause: Event) -> set[int]:
    """The events whose files go with a sheet: the drafts of a letter, the report of the month."""
    if isinstance(subject, HandlingTask):
        return {event.id for event in events if event.action == "draft_reply"}
    if cause.action == "check_report":
        reports = [
            one.id for one in events if one.action == "report_progress" and one.id < cause.id
        ]
        return set(reports[-1:])
    return set()


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
    handed_in = _handed_in(subject, events, cause)
    files = [f for f in attachments_of(session, [subject.id]) if f.event_id in handed_in]
    return Order(
        subject=subject,
        event=cause,
        office=Office.of(settings),
        limits=slip_limits(session, engine, subject) if isinstance(subject, HandlingTask) else (),
        rules=engine.rules_of(session, subject),
        attachments=tuple(file.name.rpartition(".")[0] or file.name for file in files),
    )
