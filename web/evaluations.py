"""评价情况: figures for the office and the auditor, and what was noticed about evaluations."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from models import Proposal
from models.queries import directory
from models.queries import evaluation_figures as queries
from web import db, gate
from web.house import house
from web.judgements import alert_note
from web.judgementview import NoteView
from web.listfilters import session_label
from web.wording import VERDICTS, say, show_moment, show_value
from workflow.contacts import Standing
from workflow.evaluation_figures import Changed, Figures, Silent, Tally, figures
from workflow.numbers import short_number

bp = Blueprint("evaluations", __name__, url_prefix="/evaluations")
_CONFIDANTS = frozenset({"office", "office_head"})
_ROUNDS = ("第一次答复", "第二次答复", "第三次答复", "第四次答复", "第五次答复")
_STANDINGS: tuple[tuple[Standing, str], ...] = (
    ("confirmed", "提案人已确认"),
    ("unilateral", "单位单方记录"),
    ("disputed", "提案人有不同说法"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of figures: n of N each."""

    label: str
    asked: int
    counts: tuple[tuple[str, int], ...]
    silent: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A case in one of the lists below the figures."""

    number: str
    title: str
    url: str
    words: str


@bp.get("")
def overview() -> str:
    """How replies were judged: by round, first and last, with those who did not answer."""
    plenary_id = request.args.get("session", type=int)
    session = db.session()
    found = figures(
        queries.rounds_asked(session, plenary_id),
        queries.evaluations_of(session, plenary_id),
        queries.contacts_by_case(session, plenary_id),
    )
    units = queries.verdicts_of_units(session, plenary_id)
    return render_template(
        "evaluations.html",
        sessions=[(one.id, session_label(one)) for one in directory.sessions(session)],
        chosen=plenary_id,
        result=_rows(found, "result"),
        attitude=_rows(found, "attitude"),
        adoption=[
            (say(VERDICTS[name]), units[name], found.adoption[name] if name != "planned" else None)
            for name in ("adopted", "partly", "planned", "not")
        ],
        of_units=sum(units.values()),
        of_members=sum(found.adoption.values()),
        contacts=[(say(words), found.contacts[name]) for name, words in _STANDINGS],
        all_contacts=sum(found.contacts[name] for name, _words in _STANDINGS),
        paper=found.paper,
        answered=sum(tally.answered for tally in found.rounds.values()),
        silent=[_silent(one) for one in found.silent],
        changed=[_changed(one) for one in found.changed],
    )


@bp.get("/alerts")
def alerts() -> str:
    """Evaluations that came from where somebody of a handling unit signs in."""
    found: list[tuple[Entry, NoteView]] = []
    for alert in queries.every_alert(db.session()):
        proposal = db.session().get_one(Proposal, alert.proposal_id)
        found.append((_entry(proposal, ""), alert_note(alert)))
    return render_template("evaluation_alerts.html", alerts=found)


def _rows(found: Figures, axis: str) -> list[Row]:
    def row(label: str, tally: Tally) -> Row:
        counts = getattr(tally, axis)
        numbers = tuple((words, counts[name]) for name, words in answers)
        return Row(label, tally.asked, numbers, tally.silent, tally.waiting)

    answers = [(name, say(words)) for name, words in house().rules.field(axis).choices]

    rows = [row(_("第一次答复（首次填写）"), found.first)]
    rows += [row(say(_ROUNDS[number - 1]), tally) for number, tally in sorted(found.rounds.items())]
    return [*rows, row(_("最终（每件最后一次答复）"), found.final)]


def _entry(proposal: Proposal, words: str) -> Entry:
    address = url_for("casework.show", number=proposal.id)
    return Entry(short_number(proposal), proposal.title, address, words)


def _silent(one: Silent) -> Entry:
    return _entry(one.proposal, f"{one.name}　{say(_ROUNDS[one.round - 1])}")


def _changed(one: Changed) -> Entry:
    result = house().rules.field("result")
    words = _(
        "%(name)s：%(first)s → %(last)s（%(when)s）",
        name=one.last.name,
        first=show_value(result, one.first.result),
        last=show_value(result, one.last.result),
        when=show_moment(one.last.filed_at),
    )
    if one.last.change_reason:
        words += _("　理由：%(reason)s", reason=one.last.change_reason)
    if one.last.urged and gate.visitor().roles & _CONFIDANTS:
        field = house().rules.field("urged")
        words += f"　{say(field.label)}：{show_value(field, one.last.urged)}"
    return _entry(one.proposal, words)
