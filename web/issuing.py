"""发出登记: every copy of a sheet is printed once after the act it exists from, and hashed.

It takes a fifth of a second a copy, so the worker does it, after the act is committed; what it
found enters the record in one short transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models import Event, IssuedSheet, Subject
from models.database import read_session, write_session
from models.queries.history import events_of
from models.queries.issues import issued_by
from web.config import Settings
from web.documents.fonts import Unprintable
from web.documents.gather import gather
from web.documents.marks import code_of
from web.documents.pool import Print, Printed, print_one
from web.documents.printer import DOCUMENTS
from web.documents.sheets import Sheet
from web.papers import order_of
from web.proofs import proof_of
from workflow.engine import Engine
from workflow.issuing import Copy, is_issued, record_issue


def issue(
    database: Database,
    engine: Engine,
    settings: Settings,
    cause_id: int,
    now: datetime,
    make: Callable[[Print], Printed] = print_one,
) -> Event | None:
    """Print, hash and register what an act lets out; None when there is nothing (more) to do."""
    with read_session(database) as session:
        planned = prints_of(session, engine, settings, session.get_one(Event, cause_id))
    # Nothing is held open while it is printed.
    copies = [_copy(one, make(one)) for one in planned]
    if not copies:
        return None
    with write_session(database) as session:
        event = record_issue(session, engine, session.get_one(Event, cause_id), copies, now)
        session.commit()
    return event


def prints_of(session: Session, engine: Engine, settings: Settings, cause: Event) -> list[Print]:
    """Every copy of every sheet of the act (key: which copy), and the files of several together."""
    subject = session.get_one(Subject, cause.subject_id)
    found: list[Print] = []
    if issued_by(session, cause.id):
        return found
    for name, sheets in sheets_from(session, engine, settings, subject, cause):
        proof = proof_of(session, engine, settings, subject, name, cause)
        copies = [tuple(sheets), *((one,) for one in sheets)]
        for no, some in enumerate(copies):
            if no or len(sheets) > 1:
                found.append(Print(no, name, some, settings.instance, proof))
    return found


def _copy(asked: Print, printed: Printed) -> Copy:
    """What is registered; Unprintable again when it could not be made, for the job to fail."""
    if printed.problem:
        raise Unprintable(printed.problem)
    first = asked.sheets[0]
    return Copy(
        name=asked.name,
        copy=asked.key,
        template_version=DOCUMENTS[asked.name].version,
        code=code_of(asked.name, first) if asked.key else None,
        sha256=hashlib.sha256(printed.content).hexdigest(),
        case_number=first.case_number,
        dated=first.issued_on,
        address=asked.proof.address if asked.proof else "",
    )


def sheets_from(
    session: Session, engine: Engine, settings: Settings, subject: Subject, cause: Event
) -> list[tuple[str, list[Sheet]]]:
    """What the act lets out, by name: the sheets for each addressee, none of them twice."""
    events = events_of(session, [subject.id])
    order = order_of(session, engine, settings, subject, events, cause)
    found = []
    for document in engine.rules_of(session, subject).workflow(subject.kind).documents:
        if cause.action in document.after and is_issued(subject.kind, document.name):
            sheets = list(dict.fromkeys(gather(document.name, order)))
            if sheets:
                found.append((document.name, sheets))
    return found


def still_says(session: Session, engine: Engine, settings: Settings, row: IssuedSheet) -> bool:
    """Whether the case would be printed today as it was when this copy was issued."""
    subject = session.get_one(Subject, row.subject_id)
    cause = session.get_one(Event, row.cause_id)
    rows = {one.code for one in issued_by(session, cause.id) if one.name == row.name and one.code}
    now = {
        code_of(name, sheet)
        for name, sheets in sheets_from(session, engine, settings, subject, cause)
        if name == row.name
        for sheet in sheets
    }
    return row.code in now if row.code else rows == now
