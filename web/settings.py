"""The parameters of a session as fields of its form, and what was typed in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from models import PlenarySession
from web.adminforms import SessionForm
from web.spans import read_span, write_span
from web.wording import local, say
from workflow.lengths import Duration, Parameter
from workflow.limits import setting_of
from workflow.parameters import Setting, is_value
from workflow.rules import Rules


def settings_form(rules: Rules, found: PlenarySession) -> Any:
    """The form of one session: its dates, and a field for each parameter."""
    fields = {one.name: _FIELDS[one.type](one) for one in rules.parameters}
    form_class = type("SessionWithParameters", (SessionForm,), fields)
    data: dict[str, Any] = {
        "opens": found.opens,
        "closes": found.closes,
        "collection_from": found.collection_from,
        "cutoff_at": local(found.cutoff_at).replace(tzinfo=None),
    }
    return form_class(
        data=data | {one.name: _shown(setting_of(one, found)) for one in rules.parameters}
    )


def read_settings(form: Any, rules: Rules) -> dict[str, Any] | None:
    """What the session keeps of the parameters; None when anything on the form is wrong."""
    sound = form.validate()
    kept = {one.name: _READ[one.type](form[one.name]) for one in rules.parameters}
    for one in rules.parameters:
        field = form[one.name]
        if not field.errors and not is_value(one, kept[one.name]):
            field.errors = [_wrong(one)]
            sound = False
    return kept if sound else None


def days_of(form: Any, rules: Rules) -> dict[str, date]:
    """The parameters of the form that are dates and were given."""
    dates = [one.name for one in rules.parameters if one.type == "date" and one.name in form]
    return {name: form[name].data for name in dates if form[name].data is not None}


def shown_setting(one: Parameter, value: Setting) -> str:
    """A parameter's value in words."""
    if one.type == "choice":
        return say(dict(one.choices).get(str(value), str(value)))
    return "" if value is None else str(_shown(value))


def _span_field(one: Parameter) -> Field:
    return StringField(say(one.label), render_kw={"autocomplete": "off"})


def _number_field(one: Parameter) -> Field:
    kw = {"inputmode": "numeric", "autocomplete": "off"}
    return StringField(say(one.label), description=_range(one), render_kw=kw)


def _date_field(one: Parameter) -> Field:
    return DateField(say(one.label), [Optional()], description=_("可以不填；平时提案不受它限制"))


def _choice_field(one: Parameter) -> Field:
    choices = [SelectChoice(name, say(label)) for name, label in one.choices]
    return SelectField(say(one.label), choices=choices)


def _shown(value: Setting) -> Setting:
    return write_span(value) if isinstance(value, Duration) else value


def _number_of(field: Field) -> int | None:
    text = (field.data or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _day_of(field: Field) -> str | None:
    return field.data.isoformat() if field.data else None


def _wrong(one: Parameter) -> str:
    if one.type == "number":
        return _("请写一个数。") + _range(one)
    return _("写成 5个工作日、30天 或者 3个月，不超过两年。")


def _range(one: Parameter) -> str:
    return _("%(min)s 到 %(max)s", min=one.min or 0, max=one.max)


_FIELDS: Mapping[str, Callable[[Parameter], Field]] = {
    "duration": _span_field,
    "number": _number_field,
    "date": _date_field,
    "choice": _choice_field,
}
_READ: Mapping[str, Callable[[Field], Any]] = {
    "duration": lambda field: read_span(field.data or ""),
    "number": _number_of,
    "date": _day_of,
    "choice": lambda field: field.data,
}
