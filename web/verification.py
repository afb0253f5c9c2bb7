"""核验结果: the whole record verified by the worker, every night and on request."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import Engine as Database
from werkzeug.wrappers import Response

from models import Verification
from models.database import read_session, write_session
from models.queries.audits import newest_verification
from web import db, gate
from web.house import now
from web.wording import local
from workflow.auditing import called
from workflow.review import Reviewed, review_all

bp = Blueprint("verification", __name__, url_prefix="/audit/verification")


@bp.get("")
def show() -> str:
    """What the last verification found, and whether another is under way."""
    session = db.session()
    last, asked = newest_verification(session), newest_verification(session, finished=False)
    found = Reviewed.of(last.result) if last else None
    said: list[str] = []
    if found:
        said = [f"{called(session, number)}：{words}" for number, _seq, words in found.faults]
        said += [
            _("%(case)s：现状和记录不一致", case=called(session, one[0]))
            for one in found.differences
        ]
        said += found.tree
    return render_template(
        "audit/verification.html",
        last=last,
        found=found,
        said=said,
        finished_at=local(last.finished_at) if last and last.finished_at else None,
        waiting=asked is not None and asked.finished_at is None,
        may_ask="auditor" in gate.visitor().roles,
    )


@bp.post("/ask")
def ask() -> Response:
    """Ask the worker to verify everything; asked twice, it is done once."""
    session = db.session()
    waiting = newest_verification(session, finished=False)
    if waiting is None or waiting.finished_at is not None:
        session.add(Verification(asked_by=gate.visitor().user.name, asked_at=now()))
    flash(_("后台正在核验，几分钟以后再来看。"), "success")
    return redirect(url_for("verification.show"), 303)


def carry_out(database: Database, moment: datetime, number: int = 0) -> int:
    """Verify everything and keep what was found; how many things are wrong."""
    with read_session(database) as session:
        found = review_all(session)
    with write_session(database) as session:
        row = session.get(Verification, number) if number else None
        if row is None:
            row = Verification(asked_at=moment)
            session.add(row)
        if row.finished_at is None:
            row.events, row.faults, row.result = found.events, found.wrong, found.plain()
            row.finished_at = moment
        session.commit()
    return found.wrong
