"""The plenary sessions (次会议): entered by the office, and fixed once something is submitted."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from models import PlenarySession, Term
from models.queries import directory
from models.queries.intake import latest_term, term_by_no
from models.queries.members import has_numbers, terms
from models.queries.plenary import in_use, is_in_use, plenary_for_change
from web import db
from web.adminforms import NewSessionForm, SessionForm
from web.house import SHANGHAI, house
from web.memberforms import NumberForm
from web.order import Row
from web.ordertrace import different, note
from web.settings import days_of, read_settings, settings_form, shown_setting
from web.wording import local, say, show_day, show_moment
from workflow.limits import setting_of
from workflow.membership import faults_of_term, open_term
from workflow.plenary import Planned, faults

bp = Blueprint("plenary", __name__, url_prefix="/admin")
#: parameters that say until when
_TIMES = frozenset({"duration", "date"})
Answer = str | Response | tuple[str, int]


@bp.route("/sessions", methods=["GET", "POST"])
def sessions() -> Answer:
    """The plenary sessions, and a form to enter one."""
    if request.method == "GET":
        last = latest_term(db.session())
        form = NewSessionForm(data={"term": str(last.no) if last else ""})
        return _listing(form), 200
    form = NewSessionForm()
    plenary = _entered(form)
    if plenary is None:
        return _listing(form), 422
    flash(_("已经保存，请核对各项期限。"), "success")
    return redirect(url_for("plenary.session", number=plenary.id), 303)


@bp.route("/sessions/<int:number>", methods=["GET", "POST"])
def session(number: int) -> Answer:
    """One session and its time limits, which freeze with the first case submitted to it."""
    changing = request.method == "POST"
    opened = db.session()
    found = plenary_for_change(opened, number) if changing else opened.get(PlenarySession, number)
    if found is None:
        abort(404)
    frozen = is_in_use(opened, number)
    form = settings_form(house().rules, found)
    before = _described(found)
    if changing and frozen:
        flash(_("已经有件归入这次会议，它的日期和期限不能再改。"), "problem")
        return redirect(url_for("plenary.session", number=number), 303)
    if changing:
        chosen = read_settings(form, house().rules)
        if chosen is not None and not _complain(form, _planned(form, found.term, found.no, number)):
            _write(form, found)
            found.parameters = chosen
            note("session_changed", _name(found), different(before, _described(found)))
            flash(_("已经保存。"), "success")
            return redirect(url_for("plenary.session", number=number), 303)
    return _page(found, form, frozen=frozen), 422 if changing else 200


@bp.post("/sessions/<int:number>/number")
def renumber(number: int) -> Answer:
    """第几次会议 was entered wrongly: put right, as long as nothing is numbered under it."""
    opened = db.session()
    found = plenary_for_change(opened, number) or abort(404)
    form = NumberForm()
    if has_numbers(opened, found):
        flash(_("已经有案号编入这次会议，届次不能再改。"), "problem")
        return redirect(url_for("plenary.session", number=number), 303)
    if form.validate():
        wrong = faults(_standing(found, form.no.data), directory.sessions(opened))
        form.no.errors = [say(fault.msgid) % fault.params for fault in wrong]
    if form.errors or form.no.errors:
        page = _page(found, settings_form(house().rules, found), number_form=form,
                     frozen=is_in_use(opened, number))  # fmt: skip
        return page, 422
    old, found.no = _name(found), form.no.data
    opened.flush()
    note("session_renumbered", _name(found), {"会议": (old, _name(found))},
         reason=form.reason.data)  # fmt: skip
    flash(_("已经改正。"), "success")
    return redirect(url_for("plenary.session", number=number), 303)


def _page(
    found: PlenarySession, form: Any, *, frozen: bool, number_form: NumberForm | None = None
) -> str:
    numbered = has_numbers(db.session(), found)
    return render_template(
        "admin/session.html",
        form=form,
        title=_name(found),
        lengths=[form[one.name] for one in house().rules.parameters if one.type in _TIMES],
        others=[form[one.name] for one in house().rules.parameters if one.type not in _TIMES],
        frozen=frozen,
        number_form=None if numbered else number_form or NumberForm(formdata=None),
        number=found.id,
    )


def _described(found: PlenarySession) -> dict[str, str]:
    """The session in words, for what is written down of a change."""
    said = {
        "开幕": show_day(found.opens),
        "闭幕": show_day(found.closes),
        "提案征集开始": show_day(found.collection_from),
        "提案征集截止": show_moment(found.cutoff_at),
    }
    return said | {
        one.label: shown_setting(one, setting_of(one, found)) for one in house().rules.parameters
    }


def _standing(found: PlenarySession, no: int) -> Planned:
    """The same session under another number."""
    return Planned(
        term_no=found.term.no, no=no, term_starts=found.term.starts, opens=found.opens,
        closes=found.closes, collection_from=found.collection_from, cutoff_at=found.cutoff_at,
        id=found.id,
    )  # fmt: skip


def _entered(form: NewSessionForm) -> PlenarySession | None:
    """The new session; None when the form says why not."""
    term = _term_for(form) if form.validate() else None
    if term is None or _complain(form, _planned(form, term, int(form.no.data))):
        return None
    plenary = PlenarySession(term=term, no=int(form.no.data), parameters={})
    _write(form, plenary)
    db.session().add(plenary)
    try:
        db.session().flush()
    except IntegrityError:  # somebody else entered it a moment ago
        db.session().rollback()
        form.no.errors = [_("这次会议已经有了。")]
        return None
    note("session_created", _name(plenary), different({}, _described(plenary)))
    return plenary


def _listing(form: NewSessionForm) -> str:
    used = in_use(db.session())
    rows = [
        Row(
            (
                _name(one),
                f"{show_day(one.opens)} — {show_day(one.closes)}",
                show_day(local(one.cutoff_at).date()),
                _("期限已冻结") if one.id in used else _("期限可以调整"),
            ),
            url_for("plenary.session", number=one.id),
        )
        for one in directory.sessions(db.session())
    ]
    heads = (_("会议"), _("会期"), _("征集截止"), _("期限参数"))
    return render_template("admin/sessions.html", rows=rows, heads=heads, form=form)


def _name(one: PlenarySession) -> str:
    return _("%(term)s 届 %(no)s 次会议", term=one.term.no, no=one.no)


def _term_for(form: NewSessionForm) -> Term | None:
    """The term meant, a new one where its first day was given; None when that is missing."""
    number, starts = int(form.term.data), form.term_starts.data
    term = term_by_no(db.session(), number)
    if term is not None:
        return term
    if starts is None:
        form.term_starts.errors = [
            _("系统里还没有第 %(term)s 届，请写明本届开始的日期。", term=number)
        ]
        return None
    wrong = faults_of_term(number, starts, terms(db.session()))
    if wrong:
        places = {"no": form.term, "starts": form.term_starts}
        for field, sentence in wrong:
            places[field].errors = [say(sentence)]
        return None
    term = open_term(db.session(), number, starts)
    note("term_opened", _("第 %(term)s 届", term=number), on=starts)
    return term


def _planned(form: SessionForm, term: Term, no: int, number: int | None = None) -> Planned:
    return Planned(
        term_no=term.no,
        no=no,
        term_starts=term.starts,
        opens=form.opens.data,
        closes=form.closes.data,
        collection_from=form.collection_from.data,
        cutoff_at=form.cutoff_at.data.replace(tzinfo=SHANGHAI),
        days=days_of(form, house().rules),
        id=number,
    )


def _complain(form: SessionForm, planned: Planned) -> bool:
    """Set what cannot be meant beside its field; whether there was anything."""
    with db.session().no_autoflush:
        found = faults(planned, directory.sessions(db.session()))
    for fault in found:
        field = form[fault.field]
        field.errors = [*field.errors, say(fault.msgid) % fault.params]
    return bool(found)


def _write(form: SessionForm, plenary: PlenarySession) -> None:
    plenary.opens, plenary.closes = form.opens.data, form.closes.data
    plenary.collection_from = form.collection_from.data
    plenary.cutoff_at = form.cutoff_at.data.replace(tzinfo=SHANGHAI)
