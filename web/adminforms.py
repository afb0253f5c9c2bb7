"""Forms of the committee's own order: accounts, grants, groups, units, sessions, calendar."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    Field,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from models.accounts import UNIT_ROLES

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,39}")
_NEEDED = _("请填写这一项。")
_DAY_WRONG = _("请写成 2026-03-05 这样的日期。")


def line(label: Any, most: int = 60, *, needed: bool = False, **kw: Any) -> StringField:
    """A line of text."""
    first = InputRequired(_NEEDED) if needed else Optional()
    return StringField(label, [first, Length(max=most)], filters=[_strip], **kw)


def _ordinal(label: Any) -> StringField:
    wrong = Regexp(r"\d{1,2}$", message=_("写成数字，如 3。"))
    kw = {"inputmode": "numeric", "autocomplete": "off"}
    return StringField(label, [InputRequired(_NEEDED), wrong], filters=[_strip], render_kw=kw)


def _strip(text: str | None) -> str:
    return (text or "").strip()


class AccountForm(FlaskForm):  # type: ignore[misc]
    """新建账号."""

    name = line(_("姓名"), 60, needed=True)
    login = line(_("账号"), 40, needed=True, description=_("字母、数字、点、横线，2 到 40 个"))
    person = RadioField(_("是不是名册里的这个人"), validate_choice=False)

    def validate_login(self, field: Field) -> None:
        """Plain letters, so that it can be typed anywhere."""
        if not _LOGIN.fullmatch(field.data or ""):
            raise ValidationError(gettext("账号用字母、数字、点、横线，2 到 40 个。"))


class GrantForm(FlaskForm):  # type: ignore[misc]
    """授予角色."""

    role = SelectField(_("角色"))
    unit = SelectField(_("承办单位（承办单位账号必选）"), validate_choice=False)
    group = SelectField(_("联络组（组长账号必选）"), validate_choice=False)
    valid_from = DateField(_("自哪一天起"), [Optional()])
    valid_to = DateField(_("到哪一天止"), [Optional()])

    def validate_unit(self, field: Field) -> None:
        """A unit's account has its unit."""
        if self.role.data in UNIT_ROLES and not field.data:
            raise ValidationError(gettext("请选择承办单位。"))

    def validate_group(self, field: Field) -> None:
        """A leader's account has its group."""
        if self.role.data == "liaison_leader" and not field.data:
            raise ValidationError(gettext("请选择联络组。"))


class GroupForm(FlaskForm):  # type: ignore[misc]
    """联络组."""

    name = line(_("名称"), 60, needed=True)
    kind = SelectField(
        _("类别"), choices=[SelectChoice("township", _("乡镇")), SelectChoice("county", _("县直"))]
    )
    area = line(_("片区"), 60)
    active = BooleanField(_("在用"), default=True)


class UnitForm(FlaskForm):  # type: ignore[misc]
    """承办单位."""

    name = line(_("全称"), 60, needed=True, description=_("印在函头上"))
    short_name = line(_("简称"), 30, needed=True)
    kind = line(_("类别"), 30)
    letter_prefix = line(_("发文机关代字"), 20)
    leader = line(_("分管领导"), 30)
    contact = line(_("联络员"), 30)
    phone = line(_("电话"), 30)
    active = BooleanField(_("在用"), default=True)
    successor_id = SelectField(
        _("机构改革以后由哪个单位承接"),
        coerce=lambda text: int(text) if text and str(text).isdigit() else None,
        validate_choice=False,
        description=_("承接单位的账号随即可以办理本单位的件；以前的件仍印原来的名称。"),
    )


class _Place(FlaskForm):  # type: ignore[misc]
    # A form shows its fields in the order in which they were written: these first.
    term = _ordinal(_("第几届"))
    no = _ordinal(_("第几次会议"))
    term_starts = DateField(
        _("本届开始的日期"), [Optional()], description=_("系统里还没有这一届的，才要填写")
    )


class SessionForm(FlaskForm):  # type: ignore[misc]
    """次会议; its parameters are fields of their own, added by the view."""

    opens = DateField(_("开幕"), [InputRequired(_NEEDED)])
    closes = DateField(_("闭幕"), [InputRequired(_NEEDED)])
    collection_from = DateField(_("提案征集开始"), [InputRequired(_NEEDED)])
    cutoff_at = DateTimeLocalField(_("提案征集截止"), [InputRequired(_NEEDED)])


class NewSessionForm(_Place, SessionForm):
    """新的一次会议."""


class CalendarForm(FlaskForm):  # type: ignore[misc]
    """工作日历里的一天."""

    day = DateField(_("日期"), [InputRequired(_NEEDED)])
    is_workday = RadioField(
        _("这一天"),
        [InputRequired(_NEEDED)],
        choices=[SelectChoice("yes", _("上班")), SelectChoice("no", _("放假"))],
    )
    name = line(_("名称"), 30, needed=True)
    source = line(_("依据"), 100, needed=True)
