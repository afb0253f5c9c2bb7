"""The finer categories (二级类别), which the office keeps under the fixed six."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from models import LocalCategory
from models.queries.categories import every_category, same_name
from web import db
from web.adminforms import line
from web.house import house, today
from web.order import Row
from web.wording import say, show_day

_NEEDED = lazy_gettext("请填写这一项。")
bp = Blueprint("categories", __name__, url_prefix="/admin/categories")
Answer = str | Response | tuple[str, int]


class CategoryForm(FlaskForm):  # type: ignore[misc]
    """二级类别."""

    category = SelectField(lazy_gettext("类别"))
    name = line(lazy_gettext("二级类别"), 30, needed=True)
    valid_from = DateField(
        lazy_gettext("自哪一天起"), [InputRequired(lazy_gettext("请填写这一项。"))]
    )
    valid_until = DateField(
        lazy_gettext("到哪一天止"),
        [Optional()],
        description=lazy_gettext("停用时填写；用过它的提案照旧显示"),
    )

    def validate_valid_until(self, field: DateField) -> None:
        """It does not end before it begins."""
        if self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_("停用的日期不能早于启用的日期。"))


@bp.route("", methods=["GET", "POST"])
def register() -> Answer:
    """All of them, and a form for another."""
    form = _form(LocalCategory(valid_from=today()))
    if request.method == "POST" and form.validate() and _saved(LocalCategory(), form):
        return redirect(url_for("categories.register"), 303)
    words = dict(house().rules.field("category").choices)
    rows = [
        Row(
            (
                one.name,
                say(words.get(one.category, one.category)),
                show_day(one.valid_from),
                show_day(one.valid_until),
            ),
            url_for("categories.edit", number=one.id),
            one.valid_until is None or one.valid_until >= today(),
        )
        for one in every_category(db.session())
    ]
    heads = (_("二级类别"), _("类别"), _("自哪一天起"), _("到哪一天止"))
    return _page("admin/categories.html", form, rows=rows, heads=heads)


@bp.route("/<int:number>", methods=["GET", "POST"])
def edit(number: int) -> Answer:
    """One of them."""
    found = db.session().get(LocalCategory, number) or abort(404)
    form = _form(found)
    if request.method == "POST" and form.validate() and _saved(found, form):
        return redirect(url_for("categories.register"), 303)
    return _page("admin/category.html", form, title=found.name)


def _form(row: LocalCategory) -> CategoryForm:
    form = CategoryForm(obj=row)
    form.category.choices = [
        SelectChoice(key, say(word)) for key, word in house().rules.field("category").choices
    ]
    return form


def _saved(row: LocalCategory, form: CategoryForm) -> bool:
    asked = LocalCategory(
        id=row.id,
        category=form.category.data,
        name=form.name.data,
        valid_from=form.valid_from.data,
        valid_until=form.valid_until.data,
    )
    if same_name(db.session(), asked):
        form.name.errors = [_("这一类别下同时已有同名的。")]
        return False
    form.populate_obj(row)
    db.session().add(row)
    db.session().flush()
    flash(_("已经保存。"), "success")
    return True


def _page(template: str, form: CategoryForm, **context: object) -> tuple[str, int]:
    status = 422 if request.method == "POST" else 200
    return render_template(template, form=form, **context), status
