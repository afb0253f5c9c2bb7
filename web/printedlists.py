"""The sheets that belong to no single case, printed from the page where their list stands."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, make_response, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.queries.assignment import handed_over, meeting
from models.queries.audits import newest_verification, with_cases
from models.queries.directory import sessions
from models.queries.overview import (
    for_catalogue,
    refusals_by_action,
    results_of,
    unit_figures,
)
from web import db, documents, errors, gate, lists
from web.access import COMMITTEE, HOMES
from web.board import session_filter
from web.documents.listings import (
    audit_report,
    handover_list,
    proposal_catalogue,
    spot_check_part,
    unit_overview,
)
from web.documents.orders import Office
from web.documents.sheets import Sheet
from web.documents.wording import chinese_number
from web.house import house, today
from web.listfilters import filter_of
from web.proofs import unregistered
from workflow.review import Reviewed

bp = Blueprint("printedlists", __name__)
#: what the list of proposals may be narrowed by
CATALOGUE_FILTERS = ("q", "state", "session", "unit", "liaison", "category", "due")
#: as many lines as fit on some forty sheets; a session has two or three hundred
_MOST = 1000


@bp.get("/office/board/sheet")
def overview() -> Response:
    """承办情况一览 of all sessions, or of the one the address asks for."""
    chosen, _shown = session_filter()
    found = unit_figures(db.session(), today(), chosen)
    return _answer("unit_overview", unit_overview(_office(), found, _meeting(chosen), today()))


@bp.get("/office/proposals/sheet")
def catalogue() -> Response:
    """提案目录: the list of proposals as the address asks for it, without its pages."""
    role = next(role for role in HOMES if role in COMMITTEE & gate.visitor().roles)
    found, total = lists.everything(("proposal",), role, filters=CATALOGUE_FILTERS, limit=_MOST)
    ids = [one.id for one in found]
    sheet = proposal_catalogue(
        _office(),
        house().rules,
        for_catalogue(db.session(), ids),
        results_of(db.session(), ids),
        scope=_scope(),
        left_off=total - len(ids),
        issued_on=today(),
    )
    return _answer("proposal_catalogue", sheet)


@bp.get("/office/handovers/<int:number>/sheet")
def handover(number: int) -> Response:
    """交接清单: what was handed over at one meeting, unit by unit."""
    held = meeting(db.session(), number)
    if held is None:
        abort(404)
    found = handed_over(db.session(), number)
    return _answer("handover_list", handover_list(_office(), held, found, today()))


@bp.get("/audit/report")
def audit() -> Response:
    """审计复核报告 of the last verification; with a spot check where the address names one."""
    session = db.session()
    last = newest_verification(session)
    if last is None or last.finished_at is None:
        return errors.page(422, _("还没有核验过全部记录，请先在“核验结果”一页请后台核验。"))
    number = request.args.get("check", None, int)
    check = with_cases(session, number) if number else None
    sheet = audit_report(
        _office(),
        house().rules,
        Reviewed.of(last.result),
        refusals_by_action(session),
        auditor=gate.visitor().standing.name,
        issued_on=today(),
        verified_at=last.finished_at,
        check=spot_check_part(check) if check else None,
    )
    return _answer("audit_report", sheet)


def catalogue_url() -> str:
    """Where the list that is shown now can be printed."""
    names = (*CATALOGUE_FILTERS, "group")
    kept: dict[str, Any] = {name: request.args[name] for name in names if request.args.get(name)}
    return url_for("printedlists.catalogue", **kept)


def _office() -> Office:
    return Office.of(house().settings)


def _meeting(session_id: int | None) -> str:
    found = next((one for one in sessions(db.session()) if one.id == session_id), None)
    if found is None:
        return "全部会议"
    return f"第{chinese_number(found.term.no)}届第{chinese_number(found.no)}次会议"


def _scope() -> str:
    """The conditions of the list in words: a printed list says what it is a list of."""
    said = []
    for name in CATALOGUE_FILTERS:
        value = request.args.get(name, "").strip()[:100]
        if name == "q":
            said += [f"含有“{value}”"] if value else []
            continue
        chosen = filter_of(name, value, ("proposal",)).choices if value else ()
        said += [choice.label for choice in chosen if choice.chosen]
    if label := lists.asked_group():
        said.append(label)
    return "，".join(said) or "全部提案"


def _answer(name: str, sheet: Sheet) -> Response:
    try:
        content = documents.render(
            name, sheet, house().settings.instance, unregistered(db.session())
        )
    except documents.Unprintable as problem:
        return errors.page(422, str(problem))
    response = make_response(content)
    response.content_type = "application/pdf"
    plain = f"{name.replace('_', '-')}-{today().isoformat()}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=plain)
    return response
