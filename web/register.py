"""登记簿: the numbers that were given, one series at a time, with the state of what bears them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from models import Subject
from web import db, gate, tables
from web.casepage import case_url
from web.house import house
from web.listview import Choice
from web.paperlinks import paper_response
from web.wording import local, say
from workflow.numbers import short_number
from workflow.register import Entry, Series, entries, moment_of, series_of

bp = Blueprint("register", __name__)
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One number as the page shows it."""

    number: str
    title: str
    url: str
    who: str
    state: str
    on: date | None
    #: nothing bears this number
    missing: bool


@bp.get("/register")
def show() -> str:
    """One series: the one asked for, or the first."""
    known = series_of(db.session())
    asked = request.args.get("series", "")
    chosen = next((one for one in known if one.name == asked), known[0] if known else None)
    found = entries(db.session(), chosen) if chosen else []
    after = request.args.get("after", 0, int)
    shown = [entry for entry in found if entry.no > after][:_PAGE]
    more = bool(shown) and shown[-1].no < found[-1].no
    return render_template(
        "register.html",
        choices=[Choice(one.name, title_of(one), one is chosen) for one in known],
        title=title_of(chosen) if chosen else "",
        lines=[_line(entry, chosen) for entry in shown] if chosen else [],
        total=len(found),
        missing=[entry.number for entry in found if entry.subject is None],
        table_url=url_for("register.table", series=chosen.name) if chosen else "",
        next_url=_next_url(chosen, shown) if chosen and more else "",
    )


@bp.get("/register/table")
def table() -> Response:
    """The whole series as a spreadsheet, however long it is."""
    known = series_of(db.session())
    asked = request.args.get("series", "")
    chosen = next((one for one in known if one.name == asked), None)
    if chosen is None:
        gate.refuse(404, "register/table", "没有这个编号序列")
    lines = [_line(entry, chosen) for entry in entries(db.session(), chosen)]
    headings = [_("编号"), _("案由"), _("提出人"), _("现状"), _("日期")]
    rows = [(one.number, one.title, one.who, one.state, one.on) for one in lines]
    content = tables.xlsx(title_of(chosen), headings, rows)
    return paper_response(content, tables.MIME, "register.xlsx", f"{title_of(chosen)}.xlsx")


def title_of(series: Series) -> str:
    """What a series is called."""
    if series.what == "serial":
        label = say(house().rules.workflow(series.kind).label)
        return _("%(kind)s流水号，%(year)s 年", kind=label, year=series.year)
    simple = {
        "supervision": _("督办号，%(year)s 年", year=series.year),
        "call": _("征集号，%(year)s 年", year=series.year),
        "ballot": _("票决号，%(year)s 年", year=series.year),
        "commendation": _("表彰号，%(year)s 年", year=series.year),
        "issue": _("社情民意专报期号，%(year)s 年", year=series.year),
        "project": _("民生实事项目编号，%(year)s 年", year=series.year),
        "volume": _("案卷号，%(year)s 年", year=series.year),
    }
    if series.what in simple:
        return simple[series.what]
    kind = _("平时提案") if series.mark else _("会议提案")
    term, dash, no = series.year.partition("-")
    meeting = (
        _("%(term)s 届 %(no)s 次会议", term=term, no=no)
        if dash
        else _("%(year)s 年", year=series.year)
    )
    if series.what == "category":
        words = dict(house().rules.field("category").choices)
        category = say(words.get(series.category, series.category))
        return _("类别号，%(meeting)s，%(kind)s，%(category)s",
                 meeting=meeting, kind=kind, category=category)  # fmt: skip
    return _("案号，%(meeting)s，%(kind)s", meeting=meeting, kind=kind)


def _line(entry: Entry, series: Series) -> Line:
    subject = entry.subject
    if subject is None:
        return Line(entry.number, _("没有一件用这个号，请查明"), "", "", _("缺号"), None, True)
    moment = moment_of(entry, series)
    return Line(
        number=entry.number if series.what != "case" else short_number(subject),
        title=_("（收回修改的草稿，内容不公开）") if subject.private else subject.title,
        url="" if subject.private else case_url(subject),
        who="" if subject.private else subject.author_name,
        state=_state(subject),
        on=local(moment).date() if moment else None,
        missing=False,
    )


def _state(subject: Subject) -> str:
    rules = house().engine.rules_of(db.session(), subject)
    return say(rules.workflow(subject.kind).state(subject.state).label)


def _next_url(series: Series, shown: Sequence[Entry]) -> str:
    return url_for("register.show", series=series.name, after=shown[-1].no)
