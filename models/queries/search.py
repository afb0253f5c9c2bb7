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
    Select,
    SelectBase,
    Table,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from models.organisation import HandlingUnit
from models.people import Person
from models.projects import LivelihoodProject, partner_unit
from models.proposals import Proposal, Signature, Suggestion, suggested_unit
from models.replies import Reply, ReplyAnswer
from models.search import SearchText, grams_of, normalise, quote, take_notes
from models.subjects import Subject
from models.tasks import HandlingTask

_index = table("search_index", column("rowid"), column("search_index"))


def _table(mapped: Any) -> Any:
    # The tables alone: a mapped subclass would drag `subject` into every statement.
    return mapped.__table__.c


_subject, _proposal, _project = map(_table, (Subject, Proposal, LivelihoodProject))
_task, _reply, _answer = map(_table, (HandlingTask, Reply, ReplyAnswer))
_signature, _suggestion = map(_table, (Signature, Suggestion))
_person, _unit, _row = map(_table, (Person, HandlingUnit, SearchText))


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
    _write(session, sorted(numbers))


def index_subject(session: Session, subject: Subject) -> None:
    """Read the words of a subject anew, and with a task those of its proposal."""
    session.flush()
    _write(session, [one for one in (subject.id, subject.parent_id) if one is not None])


def rebuild(session: Session, after: int = 0, limit: int = 500) -> int:
    """Read the next cases anew, whatever the index says; the last id, 0 when there is no more.

    Their rows are locked meanwhile (PostgreSQL), so that no act comes between. The caller commits.
    """
    batch = select(_subject.id).where(_subject.id > after).order_by(_subject.id).limit(limit)
    numbers = session.scalars(batch.with_for_update()).all()
    _write(session, numbers, force=True)
    return numbers[-1] if numbers else 0


def is_complete(session: Session) -> bool:
    """Whether every subject has its words in the index."""
    missing = select(_subject.id).where(_subject.id.not_in(select(_row.subject_id))).limit(1)
    return session.scalar(missing) is None


def count_indexed(session: Session) -> int:
    """How many subjects the index knows."""
    return session.scalar(select(func.count()).select_from(SearchText)) or 0


def _write(session: Session, numbers: Sequence[int], *, force: bool = False) -> None:
    if not numbers:
        return
    held = select(_row.subject_id, _row.text).where(_row.subject_id.in_(numbers))
    known: dict[int, str] = dict(iter(session.execute(held)))
    rows = [
        {"subject_id": number, "text": words, "grams": grams_of(words)}
        for number, words in _texts(session, numbers).items()
        if force or known.get(number) != words
    ]
    if not rows:
        return
    light = session.get_bind().dialect.name == "sqlite"
    if light:
        # FTS5 must be told what it forgets; a trigger may not write to it (trusted_schema=OFF).
        old = [{"id": row["subject_id"]} for row in rows if row["subject_id"] in known]
        if old:
            session.execute(_FORGET, old)
    insert: Any = (sqlite if light else postgresql).insert(SearchText)
    new = {name: insert.excluded[name] for name in ("text", "grams")}
    session.execute(insert.on_conflict_do_update(index_elements=["subject_id"], set_=new), rows)
    if light:
        session.execute(_LEARN, [{"id": row["subject_id"]} for row in rows])


_FORGET = text(
    "INSERT INTO search_index (search_index, rowid, grams) "
    "SELECT 'delete', subject_id, grams FROM search_text WHERE subject_id = :id"
)
_LEARN = text(
    "INSERT INTO search_index (rowid, grams) "
    "SELECT subject_id, grams FROM search_text WHERE subject_id = :id"
)


def _of_units(units: list[int]) -> CompoundSelect[Any]:
    return union_all(
        select(_task.id).where(_task.unit_id.in_(units)),
        select(suggested_unit.c.proposal_id).where(suggested_unit.c.unit_id.in_(units)),
        select(_project.id).where(_project.lead_unit_id.in_(units)),
        select(partner_unit.c.project_id).where(partner_unit.c.unit_id.in_(units)),
    )


def _texts(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """The normalised words of each of the subjects, in one statement."""
    parts = union_all(*(part.order_by(None) for part in _parts(numbers)))
    rows = session.execute(parts.order_by("id", "part", "no")).all()
    return {
        number: "\n".join(" ".join(normalise(row.words).split()) for row in some)
        for number, some in groupby(rows, key=lambda row: row.id)
    }


def _parts(numbers: Sequence[int]) -> list[Select[Any]]:
    def part(
        subject: ColumnElement[int], place: int, no: ColumnElement[int], *words: ColumnElement[Any]
    ) -> Select[Any]:
        said: ColumnElement[Any] = func.coalesce(words[0], "")
        for word in words[1:]:
            said = said + literal_column("'\n'") + func.coalesce(word, "")
        return select(
            subject.label("id"), literal(place).label("part"), no.label("no"), said.label("words")
        ).where(subject.in_(numbers))

    zero: ColumnElement[int] = literal_column("0")
    s, unit = _subject, (_unit.name, _unit.short_name)
    issued = _reply.status == "issued"
    replies = _joined(Reply).join(_joined(HandlingTask), _task.id == _reply.task_id)
    return [
        part(s.id, 0, zero, s.title, s.number, s.serial_no),
        part(s.id, 1, zero, _person.name).join_from(
            _joined(Subject), _joined(Person), _person.id == s.author_id
        ).where(s.kind != "handling_task"),
        part(_proposal.id, 2, zero, _proposal.background, _proposal.analysis,
             _proposal.collective_body),
        part(_suggestion.proposal_id, 3, _suggestion.no, _suggestion.text),
        part(_signature.proposal_id, 4, _signature.id, _signature.name).where(
            _signature.decision.in_(("agreed", "pending"))
        ),
        part(suggested_unit.c.proposal_id, 5, _unit.id, *unit).join_from(
            suggested_unit, _joined(HandlingUnit)
        ),
        part(_task.proposal_id, 6, _task.id, _task.unit_name, *unit).join_from(
            _joined(HandlingTask), _joined(HandlingUnit), _unit.id == _task.unit_id
        ),
        part(_task.id, 7, zero, _task.unit_name, *unit).join_from(
            _joined(HandlingTask), _joined(HandlingUnit), _unit.id == _task.unit_id
        ),
        part(_task.proposal_id, 8, _reply.id, _reply.doc_no, _reply.body)
        .select_from(replies).where(issued),
        part(_task.proposal_id, 9, _answer.id, _answer.measure)
        .select_from(replies.join(_joined(ReplyAnswer), _answer.reply_id == _reply.id))
        .where(issued),
        part(_project.id, 10, zero, _project.place, _project.need, _project.goal),
        part(_project.id, 11, zero, *unit).join_from(
            _joined(LivelihoodProject), _joined(HandlingUnit), _unit.id == _project.lead_unit_id
        ),
        part(partner_unit.c.project_id, 12, _unit.id, *unit).join_from(
            partner_unit, _joined(HandlingUnit)
        ),
    ]  # fmt: skip


def _joined(mapped: Any) -> Table:
    found: Table = mapped.__table__
    return found
