"""What the worker prints of a whole session: the compendium, and the two yearly reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import PlenarySession, Proposal
from models.queries.prints import newest_hash
from web.documents.compendium import compendium
from web.documents.marks import Proof
from web.documents.orders import MARK_LENGTH, Office
from web.documents.reports import REPORTS
from web.documents.sheets import Sheet
from web.proofs import unregistered
from workflow.engine import Engine

Book = Callable[[Session, Engine, PlenarySession, Sequence[Proposal], Office, date], Sheet]


def _compendium(
    session: Session,
    engine: Engine,
    plenary: PlenarySession,
    proposals: Sequence[Proposal],
    office: Office,
    on: date,
) -> Sheet:
    head = newest_hash(session, [one.id for one in proposals])
    categories = engine.rules.field("category").choices
    return compendium(plenary, proposals, categories, office, head[:MARK_LENGTH], on)


def _report(name: str) -> Book:
    def make(
        session: Session,
        engine: Engine,
        plenary: PlenarySession,
        _proposals: Sequence[Proposal],
        office: Office,
        on: date,
    ) -> Sheet:
        return REPORTS[name](session, engine.rules, plenary, office, on)

    return make


#: by the name of the document; each is one sheet, however many cases are in it
BOOKS: dict[str, Book] = {"compendium": _compendium} | {name: _report(name) for name in REPORTS}
#: of these the office goes on writing, so a Word copy lies beside
EDITED = frozenset(REPORTS)


def proof_of_book(session: Session, name: str) -> Proof | None:
    """The newest checkpoint of the record under a report; a compendium is not about the record."""
    return unregistered(session) if name in REPORTS else None
