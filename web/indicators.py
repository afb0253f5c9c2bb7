"""办理指标: every figure as so many of so many, told apart by unit, group, sector and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from models import Proposal
from web import db, gate, tables
from web.board import session_filter
from web.house import house, today
from web.indicatorwords import dimension, heading, open_words, words_of
from web.listview import Choice, Filter
from web.paperlinks import paper_response
from web.wording import say
from workflow.facts import facts_of
from workflow.indicators import (
    DIMENSIONS,
    SHARES,
    SPANS,
    By,
    Fact,
    Figures,
    Name,
    figures,
    told_apart,
)
from workflow.numbers import short_number

bp = Blueprint("indicators", __name__, url_prefix="/indicators")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: n of N, and the list of cases behind it; or days."""

    label: str
    counted: int
    of: int
    open: int
    url: str
    percent: int | None = None
    #: 是什么中的什么, for whoever does not know the word
    means: str = ""
    open_words: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """How long something took: never a mean alone."""

    label: str
    done: int
    median: str
    mean: str
    open: int
    open_median: str


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, group, sector, category or month."""

    name: str
    cells: tuple[Cell, ...]


@bp.get("")
def overview() -> str:
    """All together, then told apart as the address asks for it."""
    plenary_id, which = session_filter()
    by = _by()
    facts = facts_of(db.session(), plenary_id, today())
    whole = figures(facts)
    return render_template(
        "indicators.html",
        choices=(which, _by_filter(by)),
        cells=_cells(whole, {"session": plenary_id}),
        days=[_days(whole, name) for name in SPANS],
        by_label=dimension(by),
        headings=[heading(name) for name in SHARES],
        lines=_lines(facts, by, plenary_id),
        table_url=url_for("indicators.table", session=plenary_id, by=by),
    )


@bp.get("/table")
def table() -> Response:
    """The same as a spreadsheet: counted, of how many, still open, in columns of their own."""
    plenary_id, _which = session_filter()
    by = _by()
    facts = facts_of(db.session(), plenary_id, today())
    titles = [dimension(by)]
    for name in SHARES:
        titles += [heading(name), _("%(what)s：总数", what=heading(name)), open_words(name)]
    rows: list[list[tables.Cell]] = []
    everything = {_("全部"): figures(facts)} | {
        _key(by, key): found for key, found in told_apart(facts, by).items()
    }
    for key, found in everything.items():
        row: list[tables.Cell] = [key]
        for name in SHARES:
            one = found.shares[name]
            row += [one.counted, one.of, one.open]
        rows.append(row)
    title = _("办理指标（按%(by)s）", by=dimension(by))
    content = tables.xlsx(title, titles, rows)
    return paper_response(content, tables.MIME, "indicators.xlsx", f"{title}.xlsx")


@bp.get("/cases")
def cases() -> str:
    """What is behind one figure: what counts, what does not, and what cannot be said yet."""
    plenary_id, _which = session_filter()
    name = next((one for one in (*SHARES, *SPANS) if one == request.args.get("indicator")), None)
    if name is None:
        gate.refuse(404, "indicators/cases", "没有这个指标")
    by, key = _by(), request.args.get("key")
    facts = [
        fact
        for fact in facts_of(db.session(), plenary_id, today())
        if fact.indicator == name and (key is None or key in fact.keys(by))
    ]
    groups = (
        (_("计入"), [fact for fact in facts if fact.counted]),
        (_("没有计入"), [fact for fact in facts if fact.counted is False]),
        (open_words(name), [fact for fact in facts if fact.counted is None]),
    )
    return render_template(
        "indicator_cases.html",
        name=heading(name),
        means=words_of(name),
        where=_key(by, key) if key is not None else "",
        groups=[(label, [_entry(fact) for fact in some]) for label, some in groups],
        back=url_for("indicators.overview", session=plenary_id, by=by),
    )


def _by() -> By:
    asked = request.args.get("by")
    return next((one for one in DIMENSIONS if one == asked), "unit")


def _by_filter(chosen: By) -> Filter:
    choices = tuple(Choice(one, dimension(one), one == chosen) for one in DIMENSIONS)
    return Filter("by", _("分别按"), chosen, choices)


def _cells(found: Figures, address: dict[str, Any]) -> tuple[Cell, ...]:
    cells = []
    for name in SHARES:
        one = found.shares[name]
        url = url_for("indicators.cases", indicator=name, **address)
        percent = round(100 * one.counted / one.of) if one.of else None
        label, words = heading(name), words_of(name)
        cells.append(
            Cell(label, one.counted, one.of, one.open, url, percent, words, open_words(name))
        )
    return tuple(cells)


def _days(found: Figures, name: Name) -> Days:
    one = found.spans[name]

    def number(value: float | None) -> str:
        return _("%(days)s 天", days=f"{value:g}") if value is not None else "—"

    return Days(
        heading(name), one.done, number(one.median), number(one.mean), one.open,
        number(one.open_median),
    )  # fmt: skip


def _lines(facts: Sequence[Fact], by: By, plenary_id: int | None) -> list[Line]:
    return [
        Line(_key(by, key), _cells(found, {"session": plenary_id, "by": by, "key": key}))
        for key, found in told_apart(facts, by).items()
    ]


def _key(by: By, key: str) -> str:
    """How a line is called."""
    if not key:
        return _("（没有）")
    if by == "category":
        words = dict(house().rules.field("category").choices)
        return say(words[key]) if key in words else key
    return key


def _entry(fact: Fact) -> tuple[str, str, str, str]:
    case = db.session().get_one(Proposal, fact.place.case_id)
    about = "　".join((*fact.units, fact.about) if fact.about else fact.units)
    if fact.days is not None:
        about += _("　%(days)s 天", days=fact.days)
    return (
        url_for("casework.show", number=case.id),
        short_number(case) or case.serial_no or "",
        case.title,
        about,
    )
