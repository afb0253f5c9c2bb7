"""Forms for the coming, moving and going of members, and for terms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from web.adminforms import line
from workflow.membership import REASONS

_NEEDED = _("请填写这一项。")


class MoveForm(FlaskForm):  # type: ignore[misc]
    """调整联络组."""

    group = SelectField(_("调到哪个联络组"))
    on = DateField(_("自哪一天起"), [InputRequired(_NEEDED)])
    reason = line(_("理由"), 200, needed=True)


class LeaveForm(FlaskForm):  # type: ignore[misc]
    """离任."""

    why = RadioField(
        _("缘由"),
        [InputRequired(_("请选择一项。"))],
        choices=[SelectChoice(name, _(words)) for name, words in REASONS.items()],
    )
    last_day = DateField(_("最后一天"), [InputRequired(_NEEDED)])
    basis = line(_("说明或者文件依据"), 200, needed=True)


class JoinForm(FlaskForm):  # type: ignore[misc]
    """增补."""

    name = line(_("姓名"), 60, needed=True)
    person = RadioField(_("是不是名册里的这个人"), validate_choice=False)
    member_no = line(_("委员证号"), 40, needed=True)
    sector = line(_("界别"), 40, needed=True)
    employer_post = line(_("工作单位及职务"), 100)
    group = SelectField(_("所属联络组"))
    replaces = SelectField(_("接任谁的席位"))
    on = DateField(_("就任日期"), [InputRequired(_NEEDED)])
    reason = line(_("说明或者文件依据"), 200, needed=True)


class NumberForm(FlaskForm):  # type: ignore[misc]
    """改正届次."""

    no = IntegerField(_("第几次会议"), [InputRequired(_NEEDED), NumberRange(1, 20)])
    reason = line(_("理由"), 200, needed=True)


class TermForm(FlaskForm):  # type: ignore[misc]
    """新一届."""

    no = IntegerField(_("第几届"), [InputRequired(_NEEDED), NumberRange(1, 99)])
    starts = DateField(_("本届开始的日期"), [InputRequired(_NEEDED)])
