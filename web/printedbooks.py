"""What the worker prints of a whole session: the compendium, and the two yearly reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import PrintJob, Proposal
from models.queries.prints import newest_hash
from web.documents.compendium import compendium
from web.documents.marks import Proof
from web.documents.orders import MARK_LENGTH, Office
from web.documents.reports import REPORTS
from web.documents.sheets import Sheet
from web.proofs import unregistered
from workflow.engine import Engine


def book_of(
    session: Session,
    engine: Engine,
    job: PrintJob,
    proposals: Sequence[Proposal],
    office: Office,
    on: date,
) -> Sheet:
    """The one sheet of a job of kind `book`, however many cases are in it."""
    if report := REPORTS.get(job.document):
        return report(session, engine.rules, job.session, office, on)
    head = newest_hash(session, [one.id for one in proposals])
    categories = engine.rules.field("category").choices
    return compendium(job.session, proposals, categories, office, head[:MARK_LENGTH], on)


def proof_of_book(session: Session, name: str) -> Proof | None:
    """The newest checkpoint of the record under a report; a compendium is not about the record."""
    return unregistered(session) if name in REPORTS else None
