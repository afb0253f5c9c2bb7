"""The calculator page: anybody signed in can see how a date is counted."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from web import db
from web.house import today
from web.wording import say, show_day
from workflow.calculator import NoLengthError, Reckoning, reckon
from workflow.lengths import Duration
from workflow.limits import calendar_of

bp = Blueprint("calculator", __name__)
_NEEDED = _("请填写这一项。")


class CalculatorForm(FlaskForm):  # type: ignore[misc]
    """起算日期、多长."""

    class Meta:
        """A question changes nothing, so it needs no token; its address can be kept."""

        csrf = False

    start = DateField(_("从哪一天起算"), [InputRequired(_("请写成 2026-03-05 这样的日期。"))])
    amount = IntegerField(
        _("多少"), [InputRequired(_NEEDED)], render_kw={"inputmode": "numeric", "min": "1"}
    )
    unit = SelectField(
        _("单位"),
        choices=[
            SelectChoice("working_days", _("个工作日")),
            SelectChoice("days", _("天")),
            SelectChoice("months", _("个月")),
        ],
    )

    def validate_start(self, field: DateField) -> None:
        """A year that a calendar can mean."""
        if field.data and not 2000 <= field.data.year <= 2100:
            raise ValidationError(gettext("请填写 2000 年到 2100 年之间的日期。"))


@bp.get("/deadline")
def show() -> str | tuple[str, int]:
    """A form for start and length, and the answer with every day that does not count."""
    asked = bool({"start", "amount", "unit"} & set(request.args))
    form = CalculatorForm(request.args if asked else None)
    if not asked:
        form.start.data, form.amount.data = today(), 30
    found = _answer(form) if asked else None
    page = render_template(
        "deadline.html",
        form=form,
        found=found,
        lines=[one.sentence(say, show_day) for one in found.deadline.steps] if found else [],
        days=[one.sentence(say, show_day) for one in found.days] if found else [],
    )
    return page, 422 if asked and found is None else 200


def _answer(form: CalculatorForm) -> Reckoning | None:
    if not form.validate():
        return None
    try:
        duration = Duration(form.amount.data, form.unit.data)
        return reckon(form.start.data, duration, calendar_of(db.session()))
    except NoLengthError as problem:
        form.amount.errors = [*form.amount.errors, say(str(problem))]
    return None
