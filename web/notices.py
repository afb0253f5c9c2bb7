"""Notices: what has happened that concerns me."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models import HandlingTask
from models.queries import directory
from models.queries.visibility import visible_among
from web import db, gate
from web.casepage import case_url
from web.clocklines import called
from web.house import house, now, today
from web.wording import local, unit_of

bp = Blueprint("notices", __name__, url_prefix="/notices")
_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as the page shows it; no address when the case is out of sight by now."""

    id: int
    sentence: str
    url: str
    when: datetime
    unread: bool


@bp.get("")
def listing() -> str:
    """My notices, newest first."""
    session, user = db.session(), gate.visitor().user
    before = request.args.get("before", None, int)
    found = directory.notices(session, user.id, before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    subjects = directory.subjects_by_id(session, [one.event.subject_id for one in shown])
    seen = visible_among(session, user, list(subjects), today(), gate.sees())
    lines = []
    for notice in shown:
        subject = subjects[notice.event.subject_id]
        rules = house().engine.rules_of(session, subject)
        what = called(rules.workflow(subject.kind), notice.event)
        visible = subject.id in seen
        if isinstance(subject, HandlingTask):
            what = f"{unit_of(subject)}　{what}"
        title = subject.title if visible else _("（已不在可以查看的范围）")
        sentence = _("%(what)s：%(title)s", what=what, title=title)
        address = case_url(subject) if visible else ""
        unread = notice.read_at is None
        lines.append(Line(notice.id, sentence, address, local(notice.created_at), unread))
    more = len(found) > len(shown)
    next_url = url_for("notices.listing", before=shown[-1].id) if more else ""
    return render_template("notices.html", notices=lines, next_url=next_url)


@bp.post("/read")
def read() -> Response:
    """Mark one notice read, or all."""
    chosen = request.form.get("id", None, int)
    directory.mark_read(db.session(), gate.visitor().user.id, now(), chosen)
    return redirect(url_for("notices.listing"), 303)
