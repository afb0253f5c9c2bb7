"""审计留痕: what auditors read, search, export and draw is itself on a record.

The note is written after the answer is made and before it is sent: with what a form changes, or
in a transaction of its own for a request that reads and changes nothing else. Without the note
there is no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from models import AuditTrace, Subject
from models.database import write_session
from models.queries.audits import subjects_called, traces_of_audit
from web import db, gate
from web.access import AUDITED
from web.house import house, now
from web.wording import local

bp = Blueprint("audittrace", __name__, url_prefix="/audit/traces")
_PAGE = 50
#: endpoints whose `number` is a case
_CASES = frozenset({
    "casework.show", "casework.why", "casework.document", "letters.show", "similar.show",
    "versions.show", "auditor.case", "auditcase.show", "auditcase.times",
})  # fmt: skip
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One thing somebody looked at."""

    when: datetime
    who: str
    what: str
    case: str
    case_url: str
    asked: str


def install(app: Flask) -> None:
    """Note after every request that an auditor made and that was answered."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    endpoint = request.endpoint
    if response.status_code >= 400 or endpoint not in AUDITED or not current_user.is_authenticated:
        return response
    visitor = gate.visitor()
    # The pages of the auditor's desk are noted whoever opens them, a case only for auditors.
    if "auditor" not in visitor.roles and not request.path.startswith("/audit"):
        return response
    given = {**(request.view_args or {}), **request.args.to_dict()}
    row: dict[str, Any] = {
        "user_id": visitor.user.id,
        "user_name": visitor.user.name,
        "what": endpoint,
        "subject_id": given.get("number") if endpoint in _CASES else None,
        "asked": {name: str(value)[:_LONGEST] for name, value in given.items() if value != ""},
        "request_id": g.get("request_id", ""),
        "at": now(),
    }
    if request.method not in {"GET", "HEAD"}:
        db.session().add(AuditTrace(**row))  # with what the form changes, or not at all
        return response
    try:
        with write_session(house().database) as session:
            session.add(AuditTrace(**row))
            session.commit()
    except SQLAlchemyError:
        current_app.logger.exception("what an auditor reads cannot be noted")
        from web.errors import page

        return page(500)
    return response


@bp.get("")
def listing() -> str:
    """What auditors looked at, newest first."""
    before = request.args.get("before", None, int)
    found = traces_of_audit(db.session(), before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    next_url = url_for("audittrace.listing", before=shown[-1].id) if len(found) > _PAGE else ""
    return render_template("audit/traces.html", traces=lines(shown), next_url=next_url)


def lines(found: Any) -> list[TraceLine]:
    """Traces as they are shown."""
    cases = subjects_called(db.session(), {one.subject_id for one in found if one.subject_id})
    return [_line(one, cases.get(one.subject_id or 0)) for one in found]


def _line(one: AuditTrace, case: Subject | None) -> TraceLine:
    asked = "，".join(f"{name}={value}" for name, value in sorted(one.asked.items())
                     if not (case and name == "number"))  # fmt: skip
    visible = case is not None and not case.private
    return TraceLine(
        when=local(one.at),
        who=one.user_name,
        what=what_of(one.what),
        case=case.title if case and visible else "",
        case_url=url_for("auditor.case", number=case.id) if case and visible else "",
        asked=asked,
    )


def what_of(endpoint: str) -> str:
    """What a page is called that an auditor opened."""
    return {
        "casework.show": _("看案件"),
        "casework.why": _("看期限的由来"),
        "casework.attachment": _("打开附件"),
        "casework.document": _("打开文书"),
        "letters.show": _("看答复各稿"),
        "similar.show": _("看查重"),
        "versions.show": _("看文本各稿"),
        "auditor.case": _("逐条核验"),
        "auditor.cases": _("查案件清单"),
        "auditcase.show": _("看某一天的情形"),
        "auditcase.times": _("看用时和经手"),
        "auditevents.search": _("检索办理记录"),
        "auditevents.table": _("导出办理记录"),
        "patterns.show": _("看值得一看的情形"),
        "patterns.table": _("导出值得一看的情形"),
        "spotchecks.new": _("抽查"),
        "spotchecks.show": _("看抽查"),
        "register.table": _("导出登记簿"),
        "printedlists.audit": _("打印审计复核报告"),
    }.get(endpoint, endpoint)
