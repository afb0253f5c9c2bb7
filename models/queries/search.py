"""Searching cases by their words, and keeping the index of these words.

A query is words with blanks between them; each must stand in the text of the case. The pairs
of characters narrow the cases down, the text itself decides. Nothing internal is ever indexed:
no reply before it is issued, no opinion between units, no reason for a return, no evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    SelectBase,
    bindparam,
    cast,
    column,
    literal,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from models.projects import LivelihoodProject, partner_unit
from models.proposals import suggested_unit
from models.queries.searched import WORDS
from models.search import SearchText, grams_of, normalise, quote, take_notes
from models.subjects import Subject
from models.tasks import HandlingTask

BATCH = 500
_index = table("search_index", column("rowid"), column("search_index"))


def _table(mapped: Any) -> Any:
    # The tables alone: a mapped subclass would drag `subject` into every statement.
    return mapped.__table__.c


_subject, _project = _table(Subject), _table(LivelihoodProject)
_task, _row = _table(HandlingTask), _table(SearchText)


# ── asking ──────────────────────────────────────────────────────────────────


def words_of(query: str) -> list[str]:
    """The words of a query, as they are compared."""
    return list(dict.fromkeys(normalise(query).split()))


def matching(session: Session, query: str) -> SelectBase:
    """The ids of all cases that hold every word; the caller adds what the user may see.

    A handling task is found by the words of its proposal too, unless it was released: its unit
    no longer sees the proposal.
    """
    words = words_of(query)
    found = select(_row.subject_id)
    for word in words:
        if len(word) > 2:
            found = found.where(_row.text.contains(word, autoescape=True))
    hits = found.where(_holds(session, words)).cte("found")
    return union_all(
        select(hits.c.subject_id),
        select(_task.id)
        .join(hits, hits.c.subject_id == _task.proposal_id)
        .where(_task.released.is_(False)),
    )


def _holds(session: Session, words: list[str]) -> ColumnElement[bool]:
    pairs = list(dict.fromkeys(pair for word in words for pair in _pairs(word)))
    held: ColumnElement[bool]
    if session.get_bind().dialect.name == "sqlite":
        asked = " AND ".join(
            '"' + pair.replace('"', '""') + '"' + ("*" if len(pair) == 1 else "") for pair in pairs
        )
        rows = select(_index.c.rowid).where(_index.c.search_index.op("MATCH")(asked))
        held = _row.subject_id.in_(rows)
    else:
        asked = " & ".join(quote(pair) + (":*" if len(pair) == 1 else "") for pair in pairs)
        held = _row.grams.op("@@")(cast(literal(asked), TSQUERY))
    return held


def _pairs(word: str) -> Iterable[str]:
    # The last character alone says nothing more than the pair before it.
    return [word] if len(word) == 1 else map("".join, pairwise(word))


# ── keeping ─────────────────────────────────────────────────────────────────


def index_changed(session: Session) -> None:
    """Read anew whatever was changed in this transaction and is searched; flush first."""
    notes = take_notes(session)
    if not notes:
        return
    people = [number for kind, number in notes if kind == "person"]
    units = [number for kind, number in notes if kind == "unit"]
    numbers = {number for kind, number in notes if kind == "subject"}
    if people:
        numbers.update(session.scalars(select(_subject.id).where(_subject.author_id.in_(people))))
    if units:
        numbers.update(session.scalars(select(_of_units(units).subquery().c.id)))
    if numbers:
        # A reply changes what is found under the proposal of its task.
        parents = select(_task.proposal_id).where(_task.id.in_(numbers))
        numbers.update(session.scalars(parents))
    every = sorted(numbers)
    for start in range(0, len(every), BATCH):
        _write(session, every[start : start + BATCH])


def rebuild(session: Session) -> int:
    """Read every case anew, whatever the index says; how many there are. The caller commits.

    Nothing else can be changed meanwhile: PostgreSQL's rows are locked, as SQLite is anyway.
    """
    count = last = 0
    while numbers := _next(session, last):
        _write(session, numbers, force=True)
        last, count = numbers[-1], count + len(numbers)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(_REMAKE)
    return count


def _next(session: Session, after: int) -> Sequence[int]:
    batch = select(Subject.id).where(_subject.id > after).order_by(_subject.id).limit(BATCH)
    return session.scalars(batch.with_for_update()).all()


def _write(session: Session, numbers: Sequence[int], *, force: bool = False) -> None:
    # On the connection: what an object costs on its way through the session adds up within acts.
    connection = session.connection()
    held = connection.execute(_HELD, {"ids": list(numbers)})
    known: dict[int, str] = {row.subject_id: row.text for row in held}
    rows: list[dict[str, Any]] = [
        {"subject_id": number, "text": words, "grams": grams_of(words)}
        for number, words in _texts(connection, numbers).items()
        if force or known.get(number) != words
    ]
    if not rows:
        return
    dialect = connection.dialect.name
    connection.execute(_REPLACE[dialect], rows)
    if dialect == "sqlite" and not force:
        for row in rows:
            _tell_fts(connection, row, known.get(row["subject_id"]))


def _tell_fts(connection: Connection, row: dict[str, Any], before: str | None) -> None:
    # FTS5 is told what comes and what goes, and no more: a name that is added to a long text
    # costs a name. (A trigger may not write to it: trusted_schema=OFF.)
    gone: set[str] = set() if before is None else set(grams_of(before))
    new = set(row["grams"])
    if before is not None:
        connection.execute(_FORGET, {"id": row["subject_id"], "grams": " ".join(gone - new)})
    connection.execute(_LEARN, {"id": row["subject_id"], "grams": " ".join(new - gone)})


def _replace(insert: Any) -> Any:
    new = {name: insert.excluded[name] for name in ("text", "grams")}
    return insert.on_conflict_do_update(index_elements=["subject_id"], set_=new)


_TABLE: Any = SearchText.__table__
_REPLACE = {
    "sqlite": _replace(sqlite.insert(_TABLE)),
    "postgresql": _replace(postgresql.insert(_TABLE)),
}
_HELD = text("SELECT subject_id, text FROM search_text WHERE subject_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_FORGET = text(
    "INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', :id, :grams)"
)
_LEARN = text("INSERT INTO search_index (rowid, grams) VALUES (:id, :grams)")
_REMAKE = text("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def _of_units(units: list[int]) -> CompoundSelect[Any]:
    return union_all(
        select(_task.id).where(_task.unit_id.in_(units)),
        select(suggested_unit.c.proposal_id).where(suggested_unit.c.unit_id.in_(units)),
        select(_project.id).where(_project.lead_unit_id.in_(units)),
        select(partner_unit.c.project_id).where(partner_unit.c.unit_id.in_(units)),
    )


def _texts(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The normalised words of each of the subjects, in one statement."""
    rows = connection.execute(WORDS, {"ids": list(numbers)})
    return {
        number: "\n".join(" ".join(normalise(row.words).split()) for row in some)
        for number, some in groupby(rows, key=lambda row: row.id)
    }
