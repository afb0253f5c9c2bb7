"""办理记录检索: events by person, action, time, unit and kind, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from models import Event, RefusedAttempt, Subject
from models.queries import directory
from models.queries.audits import EventWish, find_events, find_refusals, subjects_called
from models.queries.visibility import may_see
from web import caserecord, db, gate, tables
from web.casepage import case_url
from web.house import SHANGHAI, house, today
from web.listview import Choice
from web.paperlinks import paper_response
from web.wording import local, say, who_acted
from workflow.acts import case_of
from workflow.builtin import BUILT_IN
from workflow.numbers import short_number

bp = Blueprint("auditevents", __name__, url_prefix="/audit/events")
_PAGE = 50
#: as many rows as a spreadsheet is still read with
MOST = 20_000
#: what may be asked for
_NAMES = ("person", "action", "kind", "number", "unit", "since", "until", "refused")


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event, or one refused attempt."""

    number: int
    when: datetime
    who: str
    what: str
    case_number: str
    title: str
    url: str
    about: str
    #: why it was refused; empty for what happened
    refused: str
    hash: str


@bp.get("")
def search() -> str:
    """A page of what was found; the newest first."""
    wish, problem = _wish()
    found = _found(replace(wish, limit=_PAGE + 1))
    shown = found[:_PAGE]
    kept: dict[str, Any] = {name: value for name, value in request.args.items()
                            if value and name in _NAMES}  # fmt: skip
    more = len(found) > _PAGE
    return render_template(
        "audit/events.html",
        events=shown,
        problem=problem,
        asked=request.args,
        kinds=[Choice(one.name, say(one.label), one.name == wish.kind)
               for one in house().rules.workflows],
        actions=[Choice(name, label, name == wish.action) for name, label in _actions()],
        units=[Choice(str(one.id), one.short_name or one.name, one.id == wish.unit_id)
               for one in directory.units(db.session(), active=False)],
        refused=_refused(),
        next_url=url_for("auditevents.search", **{**kept, "before": shown[-1].number})
        if more else "",
        narrowed=bool(kept),
        xlsx_url=url_for("auditevents.table", **kept, form="xlsx"),
        csv_url=url_for("auditevents.table", **kept, form="csv"),
    )  # fmt: skip


@bp.get("/table")
def table() -> Response:
    """Everything that was found as a spreadsheet or as CSV."""
    wish, _problem = _wish()
    found = _found(replace(wish, before=None, limit=MOST))
    headings = [_("时间"), _("谁"), _("做了什么"), _("编号"), _("案由"), _("承办单位"),
                _("为什么不行"), _("校验码")]  # fmt: skip
    rows = [
        (f"{one.when:%Y-%m-%d %H:%M:%S}", one.who, one.what, one.case_number, one.title,
         one.about, one.refused, one.hash)
        for one in found
    ]  # fmt: skip
    name = _("办理记录检索")
    stem = f"events-{today().isoformat()}"
    if request.args.get("form") == "csv":
        content = tables.csv(headings, rows)
        return paper_response(content, tables.CSV, f"{stem}.csv", f"{name}.csv")
    return paper_response(
        tables.xlsx(name, headings, rows), tables.MIME, f"{stem}.xlsx", f"{name}.xlsx"
    )


def _refused() -> bool:
    return request.args.get("refused") == "1"


def _found(wish: EventWish) -> list[EventLine]:
    session = db.session()
    seen = may_see(gate.visitor().standing, today(), gate.sees())
    if _refused():
        attempts = find_refusals(session, seen, wish)
        cases = subjects_called(session, {one.subject_id for one, _who in attempts
                                          if one.subject_id})  # fmt: skip
        return [_attempt(one, who, cases.get(one.subject_id or 0)) for one, who in attempts]
    events = find_events(session, seen, wish)
    cases = subjects_called(session, {one.subject_id for one in events})
    return [_line(one, cases[one.subject_id]) for one in events]


def _line(event: Event, subject: Subject) -> EventLine:
    rules = house().engine.rules_of(db.session(), subject)
    whole = case_of(subject) or subject
    return EventLine(
        number=event.id,
        when=local(event.happened_at),
        who=who_acted(event, rules),
        what=say(rules.workflow(subject.kind).label_of(event.action)),
        case_number=short_number(whole),
        title=whole.title,
        url=case_url(subject),
        about=caserecord.about(subject),
        refused="",
        hash=event.hash,
    )


def _attempt(one: RefusedAttempt, who: str, subject: Subject | None) -> EventLine:
    labels = dict(_actions())
    whole = (case_of(subject) or subject) if subject is not None else None
    return EventLine(
        number=one.id,
        when=local(one.at),
        who=who or _("未登录"),
        what=labels.get(one.action, one.action),
        case_number=short_number(whole) if whole else "",
        title=whole.title if whole else "",
        url=case_url(subject) if subject is not None else "",
        about=caserecord.about(subject) if subject is not None else "",
        refused=one.reason,
        hash="",
    )


def _actions() -> list[tuple[str, str]]:
    """Every action there is, by its label; those of several kinds once."""
    found: dict[str, str] = {}
    for workflow in house().rules.workflows:
        found |= {start.name: say(start.label) for start in workflow.starts}
        found |= {one.name: say(one.label) for state in workflow.states for one in state.actions}
    found |= {name: say(label) for name, label in BUILT_IN.items()}
    return sorted(found.items(), key=lambda one: one[1])


def _wish() -> tuple[EventWish, str]:
    """What the address asks for, and what of it cannot be understood."""
    asked = {name: request.args.get(name, "").strip()[:100].replace("\x00", "")
             for name in ("person", "action", "kind", "number", "unit")}  # fmt: skip
    since, first = _day("since")
    until, second = _day("until")
    problem = first or second
    if since and until and until < since:
        problem = _("止日在起日之前，请核对。")
    unit = asked["unit"]
    wish = EventWish(
        person=asked["person"],
        action=asked["action"],
        kind=asked["kind"],
        number=asked["number"],
        unit_id=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None,
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
        before=request.args.get("before", None, int),
    )
    return wish, problem


def _day(name: str) -> tuple[date | None, str]:
    typed = request.args.get(name, "").strip()
    try:
        return (date.fromisoformat(typed) if typed else None), ""
    except ValueError:
        return None, _("“%(day)s”不是日期，请写成 2026-03-05 这样；没有按它筛选。", day=typed[:20])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)
