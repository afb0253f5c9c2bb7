"""The committee's own order: groups, units, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from models import CalendarDay, HandlingUnit, LiaisonGroup
from models.queries import directory
from models.queries.search import index_changed
from web import db, recount
from web.adminforms import CalendarForm, GroupForm, UnitForm
from web.ordertrace import different, note
from web.succession import hand_over
from web.wording import show_day

bp = Blueprint("order", __name__, url_prefix="/admin")
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register: what it is called, what is said about it, where it is edited."""

    cells: tuple[str, ...]
    url: str = ""
    active: bool = True
    key: str = ""


@bp.route("/groups", methods=["GET", "POST"])
def groups() -> Answer:
    """The liaison groups."""
    form = GroupForm()
    if request.method == "POST" and form.validate():
        group = LiaisonGroup()
        form.populate_obj(group)
        if _saved(group, form):
            note("group_created", group.name)
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
    _offer_successors(form, 0)
    if request.method == "POST" and form.validate():
        unit = HandlingUnit()
        form.populate_obj(unit)
        if _saved(unit, form):
            note("unit_created", unit.name)
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


@bp.route("/calendar", methods=["GET", "POST"])
def calendar() -> Answer:
    """The days on which the national calendar is corrected."""
    form = CalendarForm()
    removed = _entered(request.form.get("_remove", ""))
    if request.method == "POST" and (removed is not None or form.validate()):
        return _change_calendar(form, removed)
    rows = [
        Row(
            (show_day(one.day), _("上班") if one.is_workday else _("放假"), one.name, one.source),
            key=one.day.isoformat(),
        )
        for one in directory.calendar_days(db.session())
    ]
    heads = (_("日期"), _("上班或放假"), _("名称"), _("依据"))
    return _page("admin/calendar.html", form, rows=rows, heads=heads)


def _change_calendar(form: CalendarForm, removed: CalendarDay | None) -> Answer:
    """First which cases it would move; on confirmation it is done, and they are listed."""
    entry = None
    if removed is None:
        entry = CalendarDay(
            day=form.day.data, is_workday=form.is_workday.data == "yes",
            name=form.name.data, source=form.source.data,
        )  # fmt: skip
    about = removed or entry
    assert about is not None  # noqa: S101 (one of the two)
    day, name, source = about.day, about.name, about.source
    said = _("上班") if about.is_workday else _("放假")
    words = (show_day(day), said, name, source)
    typed = [(one, value) for one, value in request.form.items(multi=True)
             if one not in {"csrf_token", "_step"}]  # fmt: skip
    confirmed = request.form.get("_step") == "confirm"
    moved = recount.put(day, entry) if confirmed else recount.foreseen(day, entry)
    if confirmed:
        change = (said, "") if entry is None else ("", said)
        note("calendar_changed", show_day(day), {name: change}, reason=source)
    return render_template(
        "admin/calendar_change.html", words=words, moved=moved, typed=typed,
        confirmed=confirmed, removing=entry is None,
    )  # fmt: skip


def _entered(text: str) -> CalendarDay | None:
    try:
        return db.session().get(CalendarDay, date.fromisoformat(text)) if text else None
    except ValueError:
        return None


def _edit(name: str, kind: Any, form_class: Any, number: int) -> Answer:
    found = db.session().get(kind, number) or abort(404)
    form = form_class(obj=found)
    if name == "unit":
        _offer_successors(form, number)
    if request.method == "POST" and form.validate() and _successor_fits(form):
        before, called = _described(form, found), found.name
        form.populate_obj(found)
        if _saved(found, form):
            note(f"{name}_changed", called, different(before, _described(form, found)))
            if name == "unit" and found.successor_id is not None:
                hand_over(found)
            return redirect(url_for(f"order.{name}s"), 303)
    return _page(f"admin/{name}.html", form, title=found.name if request.method == "GET" else name)


def _described(form: Any, row: Any) -> dict[str, str]:
    """The row in words, by the labels of its form."""
    said = {}
    for field in form:
        value = getattr(row, field.name, "")
        if field.type == "BooleanField":
            value = "是" if value else "否"
        elif field.type == "SelectField":
            words = {str(one.value): str(one.label) for one in field.choices}
            value = words.get(str(value or ""), "")
        if field.name != "csrf_token":
            said[str(field.label.text)] = str(value or "")
    return said


def _offer_successors(form: UnitForm, number: int) -> None:
    others = [one for one in directory.units(db.session()) if one.id != number]
    form.successor_id.choices = [
        SelectChoice("", _("没有撤并")), *(SelectChoice(str(one.id), one.name) for one in others)
    ]  # fmt: skip


def _successor_fits(form: Any) -> bool:
    if "successor_id" not in form or not form.successor_id.data or not form.active.data:
        return True
    form.successor_id.errors = [_("写明了承接单位的，请去掉“在用”。")]
    return False


def _saved(row: Any, form: Any) -> bool:
    db.session().add(row)
    try:
        db.session().flush()
    except IntegrityError:
        # The only rule of these rows a form can break: names are unique.
        db.session().rollback()
        form.name.errors = [_("已经有同名的了。")]
        return False
    index_changed(db.session())  # a unit that has a new name is found by it
    flash(_("已经保存。"), "success")
    return True


def _page(template: str, form: Any, **context: Any) -> tuple[str, int]:
    status = 422 if request.method == "POST" else 200
    return render_template(template, form=form, **context), status
