"""届: the terms, the beginning of a new one and the end of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models import Term
from models.queries import members
from web import db
from web.house import today
from web.memberforms import TermForm
from web.ordertrace import note
from web.wording import say, show_day
from workflow.membership import close_earlier, faults_of_term, open_term

bp = Blueprint("terms", __name__, url_prefix="/admin/terms")


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term in the list."""

    name: str
    period: str
    sitting: int
    #: where the end of the earlier terms is entered; empty while there is nothing to end
    close_url: str
    #: how many members would leave
    leaving: int


@bp.route("", methods=["GET", "POST"])
def listing() -> str | Response | tuple[str, int]:
    """The terms, and a form to begin the next."""
    form = TermForm()
    known = members.terms(db.session())
    if request.method == "POST" and form.validate():
        for field, sentence in faults_of_term(form.no.data, form.starts.data, known):
            form[field].errors = [say(sentence)]
        if not any(field.errors for field in form):
            term = open_term(db.session(), form.no.data, form.starts.data)
            note("term_opened", _called(term), on=term.starts)
            flash(_("已经保存。接着请新建本届第一次会议，导入新一届的委员名册。"), "success")
            return redirect(url_for("terms.listing"), 303)
    page = render_template("admin/terms.html", form=form, terms=_lines(list(known)))
    return page, 422 if request.method == "POST" else 200


@bp.post("/<int:number>/close-earlier")
def close(number: int) -> Response:
    """届满: the members of the terms before this one leave."""
    term = db.session().get(Term, number) or abort(404)
    if term.starts > today():
        flash(_("新一届还没有开始，到了那一天再办理届满。"), "problem")
        return redirect(url_for("terms.listing"), 303)
    leaving = close_earlier(db.session(), term)
    if leaving:
        changes = {"离任的委员": ("", str(len(leaving)))}
        note("term_closed", _called(term), changes, on=term.starts)
        flash(_("%(count)s 名上届委员已经登记届满离任。", count=len(leaving)), "success")
    return redirect(url_for("terms.listing"), 303)


def _lines(known: list[Term]) -> list[TermLine]:
    sitting = members.count_sitting(db.session())
    lines = []
    for term in known:
        leaving = sum(sitting.get(one.id, 0) for one in known if one.no < term.no)
        begun = term.starts <= today() and term is known[0]
        lines.append(
            TermLine(
                name=_called(term),
                period=f"{show_day(term.starts)} — {show_day(term.ends)}",
                sitting=sitting.get(term.id, 0),
                close_url=url_for("terms.close", number=term.id) if begun and leaving else "",
                leaving=leaving,
            )
        )
    return lines


def _called(term: Term) -> str:
    return _("第 %(term)s 届", term=term.no)
