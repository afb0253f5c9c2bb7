"""Pages of the auditor: every case, its record with its hashes, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from models import User
from models.queries import directory
from models.queries.accounts import account_events
from models.queries.history import events_of
from models.queries.members import order_events
from web import casepage, caserecord, db, gate, lists
from web.accounttrace import lines
from web.ordertrace import traces
from web.wording import local, say, who_acted
from workflow import history

bp = Blueprint("auditor", __name__, url_prefix="/audit")
_ROLE = "auditor"
_KINDS = (
    "proposal",
    "handling_task",
    "livelihood_project",
    "promise",
    "publication",
    "supervision_case",
    "examination_meeting",
    "archive_volume",
    "assessment",
    "commendation",
    "activity",
    "social_opinion",
    "opinion_issue",
)
_FILTERS = ("q", "state", "session", "unit", "liaison", "category", "due")
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with its place in the chain."""

    seq: int
    when: datetime
    who: str
    what: str
    about: str
    hash: str
    prev_hash: str
    algorithm: str
    ok: bool


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """One refused attempt."""

    when: datetime
    who: str
    action: str
    case: str
    case_url: str
    sentence: str


@bp.get("")
def home() -> str:
    """What goes on."""
    urls = {"cases": url_for("auditor.cases")}
    return render_template("home.html", view=lists.home(_ROLE, urls, _KINDS))


@bp.get("/cases")
def cases() -> str:
    """Every case that is not a private draft."""
    view = lists.listing(_("全部案件"), _KINDS, _ROLE, filters=_FILTERS)
    return render_template("auditor/cases.html", view=view)


@bp.get("/cases/<int:number>")
def case(number: int) -> str:
    """A case's record, event by event, verified anew."""
    subject = gate.find(number)
    matter = casepage.matter_of(subject)
    events = events_of(db.session(), [one.id for one in matter.subjects])
    chains = sorted(events, key=lambda event: (event.subject_id, event.seq))
    faults = {(fault.subject_id, fault.seq): fault for fault in history.verify(chains)}
    subjects = {one.id: one for one in matter.subjects}
    entries = [
        Entry(
            seq=event.seq,
            when=local(event.happened_at),
            who=who_acted(event, matter.rules),
            what=say(matter.rules.workflow(subjects[event.subject_id].kind).label_of(event.action)),
            about=caserecord.about(subjects[event.subject_id]),
            hash=event.hash,
            prev_hash=event.prev_hash,
            algorithm=event.algorithm,
            ok=(event.subject_id, event.seq) not in faults,
        )
        for event in events
    ]
    verified = (
        "；".join(fault.sentence for fault in faults.values())
        if faults
        else _("%(count)s 条记录，逐条核验无误。", count=len(entries))
    )
    return render_template(
        "auditor/case.html",
        view=casepage.build(subject),
        events=entries,
        verified=verified,
        ok=not faults,
    )


@bp.get("/accounts")
def accounts() -> str:
    """What was done to accounts, and by whom."""
    before = request.args.get("before", None, int)
    found = account_events(db.session(), before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    more = len(found) > len(shown)
    next_url = url_for("auditor.accounts", before=shown[-1].id) if more else ""
    return render_template("auditor/accounts.html", traces=lines(shown), next_url=next_url)


@bp.get("/changes")
def changes() -> str:
    """What changed in terms, sessions, members, groups and units."""
    before = request.args.get("before", None, int)
    found = order_events(db.session(), before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    more = len(found) > len(shown)
    next_url = url_for("auditor.changes", before=shown[-1].id) if more else ""
    return render_template("admin/changes.html", traces=traces(shown), next_url=next_url)


@bp.get("/refusals")
def refusals() -> str:
    """What was tried and refused."""
    session = db.session()
    before = request.args.get("before", None, int)
    found = directory.refused_attempts(session, before=before, limit=_PAGE + 1)
    shown = found[:_PAGE]
    ids = [one.subject_id for one in shown if one.subject_id is not None]
    subjects = directory.subjects_by_id(session, ids)
    found_lines = []
    for attempt in shown:
        user = session.get(User, attempt.user_id) if attempt.user_id else None
        subject = subjects.get(attempt.subject_id or 0)
        visible = subject is not None and not subject.private
        found_lines.append(
            RefusalLine(
                when=local(attempt.at),
                who=user.name if user else "",
                action=attempt.action,
                case=subject.title if subject and visible else "",
                case_url=url_for("auditor.case", number=subject.id) if subject and visible else "",
                sentence=attempt.reason,
            )
        )
    more = len(found) > len(shown)
    next_url = url_for("auditor.refusals", before=shown[-1].id) if more else ""
    return render_template("auditor/refusals.html", refusals=found_lines, next_url=next_url)
