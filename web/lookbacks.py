"""年度回头看: what became of every B and C letter, unit by unit, and the yearly register sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, make_response, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from models import HandlingTask, Promise, PromiseNote, Reply
from models.queries.directory import sessions
from models.queries.lookbacks import letters_to_look_at, promises_by_letter
from web import db, documents, gate
from web.documents.lookbacks import look_back_register
from web.documents.orders import Office
from web.house import house, now, today
from web.listfilters import session_label
from web.listview import Choice
from web.proofs import unregistered
from web.wording import say, show_day, show_value
from workflow.numbers import short_number
from workflow.promise_effects import class_now

bp = Blueprint("lookbacks", __name__, url_prefix="/look-backs")
_ACTION = "look_back"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise of a letter: how it stands, and when somebody last went to see."""

    measure: str
    url: str
    state: str
    promised_on: date
    #: 进展落后（2026年3月5日）；从来没有看过的为空
    last: str
    #: 今年看过
    seen: bool
    #: where a look-back is registered, for whom may and as long as it is open
    look_url: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of class B or C."""

    number: str
    title: str
    url: str
    doc_no: str
    class_label: str
    promises: tuple[PromiseLine, ...]
    #: 今年还没有回头看
    missing: bool


@dataclass(frozen=True, slots=True)
class UnitLetters:
    """The letters of one unit."""

    name: str
    letters: tuple[LetterLine, ...]
    missing: int
    sheet_url: str


@bp.get("")
def show() -> str:
    """Every B and C letter of a session, with what was found in the chosen year."""
    year, chosen = _year(), request.args.get("session", "")
    known = sessions(db.session())
    session_id = next((one.id for one in known if str(one.id) == chosen), None)
    units = by_unit(db.session(), year, session_id)
    letters = sum(len(one.letters) for one in units)
    return render_template(
        "lookbacks.html",
        units=units,
        year=year,
        years=[Choice(str(one), str(one), one == year) for one in _years()],
        sessions=[Choice(str(one.id), session_label(one), one.id == session_id) for one in known],
        total=letters,
        missing=sum(one.missing for one in units),
    )


def _years() -> range:
    return range(today().year, today().year - 5, -1)


def _year() -> int:
    asked = request.args.get("year", today().year, int)
    return asked if asked in _years() else today().year


def by_unit(session: Session, year: int, session_id: int | None) -> list[UnitLetters]:
    """The letters of every unit that has some, in the order of the register."""
    found = letters_to_look_at(session, session_id=session_id)
    promises = promises_by_letter(session, [reply.id for _task, reply in found])
    units: dict[int, tuple[str, list[LetterLine]]] = {}
    for task, reply in found:
        line = _letter(task, reply, promises.get(reply.id, []), year)
        units.setdefault(task.unit_id, (task.unit_name, []))[1].append(line)
    return [
        UnitLetters(
            name,
            tuple(lines),
            sum(line.missing for line in lines),
            url_for("lookbacks.sheet", unit=unit, year=year),
        )
        for unit, (name, lines) in units.items()
    ]


def _letter(task: HandlingTask, reply: Reply, promises: list[Promise], year: int) -> LetterLine:
    rules = house().engine.rules_of(db.session(), task)
    lines = tuple(_promise(one, year) for one in promises)
    settled = bool(promises) and all(_settled_before(one, year) for one in promises)
    return LetterLine(
        number=short_number(task.proposal),
        title=task.proposal.title,
        url=url_for("casework.show", number=task.proposal_id),
        doc_no=reply.doc_no,
        class_label=show_value(rules.field("reply_class"), current_class(reply, promises)),
        promises=lines,
        missing=bool(promises) and not settled and not any(line.seen for line in lines),
    )


def current_class(reply: Reply, promises: list[Promise]) -> str:
    """The class a letter has come to: corrected by the office, or A by a second letter."""
    became = class_now(reply, promises)
    return became if became != reply.reply_class else reply.confirmed_class or reply.reply_class


def _settled_before(promise: Promise, year: int) -> bool:
    return promise.closed_at is not None and promise.closed_at.year < year


def _promise(promise: Promise, year: int) -> PromiseLine:
    rules = house().engine.rules_of(db.session(), promise)
    state = rules.workflow(promise.kind).state(promise.state)
    looks = [one for one in promise.notes if one.kind == _ACTION]
    last = max(looks, key=_day, default=None)
    finding = show_value(rules.field("finding"), last.finding) if last and last.finding else ""
    may = house().engine.available
    offered = state.action(_ACTION) is not None and any(
        offer.action.name == _ACTION
        for offer in may(db.session(), promise, gate.visitor().standing, now())
    )
    return PromiseLine(
        measure=promise.measure,
        url=url_for("casework.show", number=promise.id),
        state=say(state.label),
        promised_on=promise.promised_on,
        last=f"{finding}（{show_day(_day(last))}）" if last else "",
        seen=any(_day(one).year == year for one in looks),
        look_url=url_for("casework.act", number=promise.id, action=_ACTION) if offered else "",
    )


def _day(note: PromiseNote) -> date:
    return note.held_on or note.at.date()


@bp.get("/<int:unit>/<int:year>")
def sheet(unit: int, year: int) -> Response:
    """《B类答复件办理落实情况登记表》 of one unit for one year."""
    found = letters_to_look_at(db.session(), unit_id=unit) if year in _years() else []
    if not found:
        abort(404)
    promises = promises_by_letter(db.session(), [reply.id for _task, reply in found])
    page = look_back_register(
        Office.of(house().settings), found, promises, year=year, issued_on=today()
    )
    response = make_response(
        documents.render(
            "look_back_register",
            page,
            house().settings.instance,
            unregistered(db.session()),
        )
    )
    response.content_type = "application/pdf"
    plain = f"look-back-{unit}-{year}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=plain)
    return response
