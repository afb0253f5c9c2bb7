"""The committee's own order: groups, units, sessions with their time limits, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response
from wtforms import StringField

from models import CalendarDay, HandlingUnit, LiaisonGroup, PlenarySession
from models.queries import directory
from web import db
from web.adminforms import CalendarForm, GroupForm, SessionForm, UnitForm
from web.house import SHANGHAI, house, now, today
from web.spans import read_span, write_span
from web.wording import forget_calendar, local, say, show_day
from workflow.redating import redate

bp = Blueprint("order", __name__, url_prefix="/admin")
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register: what it is called, what is said about it, where it is edited."""

    cells: tuple[str, ...]
    url: str = ""
    active: bool = True


@bp.route("/groups", methods=["GET", "POST"])
def groups() -> Answer:
    """The liaison groups."""
    form = GroupForm()
    if request.method == "POST" and form.validate():
        group = LiaisonGroup()
        form.populate_obj(group)
        if _saved(group, form):
            return redirect(url_for("order.groups"), 303)
    kinds = {choice.value: choice.label for choice in form.kind.choices}
    rows = [
        Row(
            (one.name, str(kinds.get(one.kind, "")), one.area),
            url_for("order.group", number=one.id),
            one.active,
        )
        for one in directory.groups(db.session(), active=False)
    ]
    heads = (_("名称"), _("类别"), _("片区"))
    return _page("admin/groups.html", form, rows=rows, heads=heads)


@bp.route("/groups/<int:number>", methods=["GET", "POST"])
def group(number: int) -> Answer:
    """One liaison group."""
    return _edit("group", LiaisonGroup, GroupForm, number)


@bp.route("/units", methods=["GET", "POST"])
def units() -> Answer:
    """The handling units."""
    form = UnitForm()
    if request.method == "POST" and form.validate():
        unit = HandlingUnit()
        form.populate_obj(unit)
        if _saved(unit, form):
            return redirect(url_for("order.units"), 303)
    rows = [
        Row(
            (one.name, one.short_name, one.letter_prefix, one.contact, one.phone),
            url_for("order.unit", number=one.id),
            one.active,
        )
        for one in directory.units(db.session(), active=False)
    ]
    heads = (_("全称"), _("简称"), _("发文机关代字"), _("联络员"), _("电话"))
    return _page("admin/units.html", form, rows=rows, heads=heads)


@bp.route("/units/<int:number>", methods=["GET", "POST"])
def unit(number: int) -> Answer:
    """One handling unit."""
    return _edit("unit", HandlingUnit, UnitForm, number)


@bp.get("/sessions")
def sessions() -> str:
    """The plenary sessions."""
    rows = [
        Row(
            (
                _("%(term)s 届 %(no)s 次会议", term=one.term.no, no=one.no),
                f"{show_day(one.opens)} — {show_day(one.closes)}",
                show_day(local(one.cutoff_at).date()),
                _("期限已冻结") if one.collection_from <= today() else _("期限可以调整"),
            ),
            url_for("order.session", number=one.id),
        )
        for one in directory.sessions(db.session())
    ]
    heads = (_("会议"), _("会期"), _("征集截止"), _("期限参数"))
    return render_template("admin/sessions.html", rows=rows, heads=heads)


@bp.route("/sessions/<int:number>", methods=["GET", "POST"])
def session(number: int) -> Answer:
    """One session and its time limits, which freeze when its collection begins."""
    found = db.session().get(PlenarySession, number) or abort(404)
    frozen = found.collection_from <= today()
    form, names = _session_form(found)
    status = 200
    if request.method == "POST" and frozen:
        flash(_("征集已经开始，这次会议的期限不能再改。"), "problem")
        return redirect(url_for("order.session", number=number), 303)
    if request.method == "POST":
        chosen = _read_parameters(form, names)
        if not form.errors and chosen is not None:
            found.opens, found.closes = form.opens.data, form.closes.data
            found.collection_from = form.collection_from.data
            found.cutoff_at = form.cutoff_at.data.replace(tzinfo=SHANGHAI)
            found.parameters = chosen
            flash(_("已经保存。"), "success")
            return redirect(url_for("order.session", number=number), 303)
        status = 422
    title = _("%(term)s 届 %(no)s 次会议", term=found.term.no, no=found.no)
    shown = [form[name] for name in names]
    page = render_template(
        "admin/session.html", form=form, title=title, parameters=shown, frozen=frozen
    )
    return page, status


@bp.route("/calendar", methods=["GET", "POST"])
def calendar() -> Answer:
    """The days on which the national calendar is corrected."""
    form = CalendarForm()
    if request.method == "POST" and form.validate():
        day = db.session().get(CalendarDay, form.day.data) or CalendarDay(day=form.day.data)
        day.is_workday = form.is_workday.data == "yes"
        day.name, day.source = form.name.data, form.source.data
        db.session().add(day)
        db.session().flush()
        forget_calendar(db.session())
        changed = redate(db.session(), house().engine, now())
        flash(_("已经保存；有 %(count)s 件的期限随之改变。", count=len(changed)), "success")
        return redirect(url_for("order.calendar"), 303)
    rows = [
        Row((show_day(one.day), _("上班") if one.is_workday else _("放假"), one.name, one.source))
        for one in directory.calendar_days(db.session())
    ]
    heads = (_("日期"), _("上班或放假"), _("名称"), _("依据"))
    return _page("admin/calendar.html", form, rows=rows, heads=heads)


def _edit(name: str, kind: Any, form_class: Any, number: int) -> Answer:
    found = db.session().get(kind, number) or abort(404)
    form = form_class(obj=found)
    if request.method == "POST" and form.validate():
        form.populate_obj(found)
        if _saved(found, form):
            return redirect(url_for(f"order.{name}s"), 303)
    return _page(f"admin/{name}.html", form, title=found.name if request.method == "GET" else name)


def _saved(row: Any, form: Any) -> bool:
    db.session().add(row)
    try:
        db.session().flush()
    except IntegrityError:
        # The only rule of these rows a form can break: names are unique.
        db.session().rollback()
        form.name.errors = [_("已经有同名的了。")]
        return False
    flash(_("已经保存。"), "success")
    return True


def _page(template: str, form: Any, **context: Any) -> tuple[str, int]:
    status = 422 if request.method == "POST" else 200
    return render_template(template, form=form, **context), status


def _session_form(found: PlenarySession) -> tuple[Any, list[str]]:
    rules = house().rules
    fields = {
        one.name: StringField(
            say(one.label),
            default=write_span(found.parameters.get(one.name), one.default),
            render_kw={"autocomplete": "off"},
        )
        for one in rules.parameters
    }
    form_class = type("SessionWithParameters", (SessionForm,), fields)
    data = {
        "opens": found.opens,
        "closes": found.closes,
        "collection_from": found.collection_from,
        "cutoff_at": local(found.cutoff_at).replace(tzinfo=None),
    }
    return form_class(data=data), list(fields)


def _read_parameters(form: Any, names: list[str]) -> dict[str, Any] | None:
    form.validate()
    read = {name: read_span(form[name].data or "") for name in names}
    for name, span in read.items():
        if span is None:
            form[name].errors = [_("写成 5个工作日、30天 或者 3个月。")]
    return None if None in read.values() else read
