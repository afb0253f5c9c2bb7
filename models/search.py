"""检索: the searchable words of each case, and how a text is cut into pairs of characters.

Chinese has no spaces between words, so the index holds every pair of neighbouring characters;
the last character of a run stands alone too, so that one character is found as a beginning.
SQLite reads the pairs through the FTS5 table made here, PostgreSQL through a GIN index.
"""

from __future__ import annotations

import string
import unicodedata
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, ForeignKey, Text, event, inspect
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from models.activities import Activity
from models.archive import ArchiveVolume
from models.assessments import Assessment
from models.base import Base
from models.commendations import Commendation
from models.meetings import ExaminationMeeting
from models.opinions import OpinionIssue, SocialOpinion
from models.organisation import HandlingUnit
from models.people import Person
from models.projects import BallotSession, LivelihoodProject, ProjectCall
from models.promises import Promise
from models.proposals import Proposal, Signature, Suggestion
from models.publications import Publication
from models.replies import Reply
from models.supervision import SupervisionCase
from models.tasks import HandlingTask

#: PostgreSQL takes a megabyte of pairs a row; a pair has eight bytes at most
MOST_GRAMS = 100_000
#: middle dots of names, as different keyboards write them; · is what they all become
_DOTS = "‧•∙⋅・‧᛫⸱ꞏ·"
#: signs nobody sees, which come along when text is pasted
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TABLE: dict[int, str | None] = {
    **{ord(dot): "·" for dot in _DOTS},
    **{ord(sign): None for sign in _UNSEEN},
    **{code: None for code in (*range(0x20), 0x7F) if not chr(code).isspace()},
}


def normalise(text: str) -> str:
    """The text as it is compared: one width, one case, one middle dot, nothing unseen."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)


def grams_of(text: str) -> list[str]:
    """Every pair of neighbours in a normalised text, and the last character of every run."""
    found: dict[str, None] = {}
    for run in text.split():
        found.update(dict.fromkeys(map("".join, pairwise(run))))
        found[run[-1]] = None
        if len(found) > MOST_GRAMS:
            return list(found)[:MOST_GRAMS]
    return list(found)


def quote(gram: str) -> str:
    """A pair as PostgreSQL reads it in a tsvector or tsquery, whatever characters it has."""
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"


class Grams(TypeDecorator[list[str]]):
    """The pairs: words with blanks between them, a tsvector on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text or tsvector."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        """Written out; they are never read back."""
        light = dialect.name != "postgresql"
        return " ".join(value if light else map(quote, value)) if value is not None else None


class SearchText(Base):
    """检索文本: the normalised words of one subject, rewritten whenever they change."""

    __tablename__ = "search_text"
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    text: Mapped[str]
    grams: Mapped[list[str]] = mapped_column(Grams(), deferred=True)


def _tokenizer() -> str:
    # Only blanks part the pairs: every sign is a character like any other.
    inner = "'" + string.punctuation.replace("'", "''") + "'"
    return "'" + f"ascii tokenchars {inner}".replace("'", "''") + "'"


FTS = (
    "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='search_text', "
    f"content_rowid='subject_id', detail='none', columnsize=0, tokenize={_tokenizer()})"
)


GIN = "CREATE INDEX ix_search_text_grams ON search_text USING gin (grams)"


@event.listens_for(SearchText.__table__, "after_create")
def _after_create(_target: object, connection: Connection, **_: object) -> None:
    connection.exec_driver_sql(FTS if connection.dialect.name == "sqlite" else GIN)


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table or index of the database is described by the models: ours here is not."""
    made_here = {"table": "search_index", "index": "ix_search_text_"}
    return kind not in made_here or not (name or "").startswith(made_here[kind])


# ── which subjects have to be read anew ─────────────────────────────────────

_CASE = ("title", "number", "serial_no", "author_id")
#: what is searched: the attribute that names the subject, and those that carry words
_SEARCHED: dict[type[Base], tuple[str, tuple[str, ...]]] = {
    Proposal: ("id", (*_CASE, "background", "analysis", "collective_body", "suggested_units",
                      "suggestions", "signatures")),
    LivelihoodProject: ("id", (*_CASE, "place", "need", "goal", "lead_unit_id", "partner_units")),
    HandlingTask: ("id", ("title", "number", "unit_name", "unit_id")),
    Promise: ("id", (*_CASE, "unit_name", "suggestion", "measure")),
    SupervisionCase: ("id", (*_CASE, "unit_name", "demands")),
    Activity: ("id", (*_CASE, "place", "organiser", "results", "findings", "report_text")),
    SocialOpinion: ("id", (*_CASE, "background", "analysis", "advice", "unit_name")),
    OpinionIssue: ("id", (*_CASE, "text", "main_to")),
    ProjectCall: ("id", (*_CASE, "scope")),
    BallotSession: ("id", _CASE),
    Assessment: ("id", _CASE),
    Commendation: ("id", (*_CASE, "merits")),
    ExaminationMeeting: ("id", _CASE),
    ArchiveVolume: ("id", _CASE),
    Publication: ("id", _CASE),
    Suggestion: ("proposal_id", ("text",)),
    Signature: ("proposal_id", ("name", "decision")),
    Reply: ("task_id", ("status", "doc_no", "body")),
    Person: ("id", ("name",)),
    HandlingUnit: ("id", ("name", "short_name")),
}  # fmt: skip
_KINDS: dict[type[Base], str] = {Person: "person", HandlingUnit: "unit"}
_NOTES = "search"


def take_notes(session: Session) -> set[tuple[str, int]]:
    """What has changed since this was last asked: kind (subject, person, unit) and id."""
    notes: set[tuple[str, int]] = session.info.pop(_NOTES, set())
    return notes


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: object) -> None:
    new = set(session.new)
    for row in (*new, *session.dirty, *session.deleted):
        searched = _SEARCHED.get(type(row))
        if searched is None or (type(row) in _KINDS and row in new) or _is_internal(row):
            continue
        name, attributes = searched
        state = inspect(row)
        if row in session.dirty and not any(
            state.attrs[attribute].history.has_changes() for attribute in attributes
        ):
            continue
        if (number := getattr(row, name)) is not None:
            kind = _KINDS.get(type(row), "subject")
            session.info.setdefault(_NOTES, set()).add((kind, number))


def _is_internal(row: object) -> bool:
    return isinstance(row, Reply) and row.status != "issued"
