"""查重 on the pages: what stands beside a text, and the page that compares passage by passage.

Of a case he may not read a member learns number, title and session once it is filed, and before
that only that there is one. The office and whoever else sees every case reads all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from models import Proposal, Subject
from models.queries.alike import body_of
from models.queries.promises import promises_of_case
from models.queries.visibility import visible_among
from web import db, gate
from web.access import AUDITOR, COMMITTEE
from web.casepage import case_url, matter_of
from web.casetext import replies_of, suggestions_of
from web.caseview import ReplyView, SuggestionView
from web.house import house, today
from web.wording import say, say_reason, show_day
from workflow.conflicts import conflicts, units_in_view
from workflow.numbers import short_number
from workflow.passages import Compared
from workflow.similarity import MOST, Alike, alike

bp = Blueprint("similar", __name__)
KINDS = {"own": "本人重提", "same_session": "同会期重复", "like": "与已有提案相似"}
#: how many lines stand beside a form
_BESIDE = 5
#: fields of the forms on which one should know of similar cases, and of bound people
_TELLING = frozenset({"background", "publish_consent", "proposed_result", "category", "ground"})
_UNITS = frozenset({"proposed_result", "category", "lead_units", "added_unit"})

#: a piece of a paragraph, and whether the other text has it too
Run = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class SimilarLine:
    """One similar case in a few words; without an address to somebody who may not read it."""

    number: str
    title: str
    session: str
    kind: str
    state_label: str = ""
    percent: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is pointed out on a case page or beside a form."""

    lines: tuple[SimilarLine, ...] = ()
    #: similar ones that are not filed yet and that the reader may not see
    hidden: int = 0
    url: str = ""
    conflicts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.hidden or self.conflicts)


@dataclass(frozen=True, slots=True)
class Side:
    """A part of one of the two texts, its common passages told apart."""

    label: str
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A similar case that the reader may read: both texts, and what became of the earlier one."""

    line: SimilarLine
    ours: tuple[Side, ...]
    theirs: tuple[Side, ...]
    suggestions: tuple[SuggestionView, ...] = ()
    replies: tuple[ReplyView, ...] = ()
    #: promises that are still open
    promises: tuple[str, ...] = ()


def notes_on(subject: Subject) -> Notes | None:
    """What the case page points out, until the case has been assigned or is over."""
    if not isinstance(subject, Proposal) or subject.closed_at or not gate.sees_whole(subject):
        return None
    return _notes(subject, similar=subject.assigned_at is None, bound=_reads_everything())


def notes_beside(subject: Subject | None, fields: Sequence[str]) -> Notes | None:
    """What stands beside a form with these fields."""
    if not isinstance(subject, Proposal):
        return None
    return _notes(
        subject,
        similar=bool(_TELLING & set(fields)) and subject.assigned_at is None,
        bound=bool(_UNITS & set(fields)) and _reads_everything(),
    )


@bp.get("/cases/<int:number>/similar")
def show(number: int) -> str:
    """The similar cases, passage by passage, with what became of them."""
    subject = gate.find_whole(number)
    if not isinstance(subject, Proposal):
        gate.refuse(404, f"cases/{number}/similar", "只有提案才查重")
    found, seen = _found(subject)
    compared = Compared(body_of(subject))
    rules = house().engine.rules_of(db.session(), subject)
    return render_template(
        "similar.html",
        title=subject.title,
        number=short_number(subject) or say(rules.workflow(subject.kind).label),
        case_url=case_url(subject),
        notes=_similar(subject, found, seen, MOST),
        comparisons=[
            _comparison(subject, one, compared) for one in found if one.proposal.id in seen
        ],
    )


# ── what is pointed out ─────────────────────────────────────────────────────


def _reads_everything() -> bool:
    return bool(gate.visitor().roles & (COMMITTEE | AUDITOR))


def _found(subject: Proposal) -> tuple[list[Alike], set[int]]:
    session = db.session()
    found = alike(session, subject, house().engine.rules_of(session, subject))
    ids = [one.proposal.id for one in found]
    return found, visible_among(session, gate.visitor().standing, ids, today(), gate.sees())


def _notes(subject: Proposal, *, similar: bool, bound: bool) -> Notes | None:
    notes = Notes()
    if similar:
        notes = _similar(subject, *_found(subject))
    if bound:
        clerks = [one for one in (gate.visitor().standing, gate.visitor().user) if one]
        reasons = conflicts(db.session(), subject, units_in_view(subject), clerks, today())
        told = tuple(say_reason(reason) for reason in reasons)
        notes = Notes(notes.lines, notes.hidden, notes.url, told)
    return notes or None


def _similar(
    subject: Proposal, found: Sequence[Alike], seen: set[int], most: int = _BESIDE
) -> Notes:
    named = [one for one in found if one.proposal.id in seen or one.proposal.filed_at]
    return Notes(
        lines=tuple(_line(one, readable=one.proposal.id in seen) for one in named[:most]),
        hidden=len(found) - len(named),
        url=url_for("similar.show", number=subject.id) if found else "",
    )


def _line(one: Alike, *, readable: bool) -> SimilarLine:
    other = one.proposal
    held = other.session
    named = _("%(term)s届%(no)s次会议", term=held.term.no, no=held.no) if held is not None else ""
    if not readable:
        return SimilarLine(short_number(other), other.title, named, say(KINDS[one.kind]))
    rules = house().engine.rules_of(db.session(), other)
    return SimilarLine(
        number=short_number(other),
        title=other.title,
        session=named,
        kind=say(KINDS[one.kind]),
        state_label=say(rules.workflow(other.kind).state(other.state).label),
        percent=_(
            "案由相同 %(title)s%%，正文相同 %(text)s%%",
            title=one.title_percent, text=one.body_percent,
        ),
        url=case_url(other),
    )  # fmt: skip


# ── the comparison ──────────────────────────────────────────────────────────


def _comparison(subject: Proposal, one: Alike, compared: Compared) -> Comparison:
    other = one.proposal
    passages = compared.passages(body_of(other))
    line = _line(one, readable=True)
    ours = _sides(subject, [passage.here for passage in passages])
    theirs = _sides(other, [passage.there for passage in passages])
    if not gate.sees_whole(other):
        return Comparison(line, ours, theirs)
    matter = matter_of(other)
    return Comparison(
        line, ours, theirs,
        suggestions_of(other, matter.tasks),
        replies_of(matter.tasks, matter.rules),
        tuple(_promises(other)),
    )  # fmt: skip


def _promises(other: Proposal) -> list[str]:
    session = db.session()
    promises = promises_of_case(session, other.id)
    ids = [one.id for one in promises]
    seen = visible_among(session, gate.visitor().standing, ids, today(), gate.sees())
    return [
        _("%(unit)s承诺%(day)s前：%(what)s", unit=one.unit_name, day=show_day(one.promised_on),
          what=one.measure)
        for one in promises
        if one.outcome is None and one.id in seen
    ]  # fmt: skip


def _sides(proposal: Proposal, spans: Sequence[tuple[int, int]]) -> tuple[Side, ...]:
    """The text in its parts, cut where a common passage begins or ends."""
    parts = [(say("情况"), proposal.background), (say("分析"), proposal.analysis)]
    parts += [(_("建议 %(no)s", no=one.no), one.text) for one in proposal.suggestions]
    marked = sorted(spans)
    sides: list[Side] = []
    start = 0  # as body_of puts the parts together: with a line break between them
    for label, text in parts:
        lines, at = [], start
        for line in text.split("\n"):
            if runs := _runs(line, at, marked):
                lines.append(runs)
            at += len(line) + 1
        if lines:
            sides.append(Side(label, tuple(lines)))
        start += len(text) + 1
    return tuple(sides)


def _runs(line: str, start: int, marked: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    at, end = start, start + len(line)
    for first, last in marked:
        low, high = max(first, at), min(last, end)
        if low >= high:
            continue
        runs += [(line[at - start : low - start], False), (line[low - start : high - start], True)]
        at = high
    runs.append((line[at - start :], False))
    return tuple(run for run in runs if run[0])
