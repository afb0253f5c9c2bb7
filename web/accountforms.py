"""The forms that are not in states.yaml: login, password, preferences."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from web.formfields import DayField

SHORTEST_PASSWORD = 10


class LoginForm(FlaskForm):  # type: ignore[misc]
    """账号和密码."""

    login = StringField(
        _("账号"),
        [InputRequired(_("请填写账号。")), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("密码"),
        [InputRequired(_("请填写密码。")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """修改密码."""

    old = PasswordField(
        _("现在的密码"),
        [InputRequired(_("请填写现在的密码。")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _("新密码"),
        [InputRequired(_("请填写新密码。")), Length(max=200)],
        description=_("至少 10 个字符，不能全是数字。"),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("再写一遍新密码"),
        [InputRequired(_("请再写一遍新密码。")), EqualTo("new", _("两次写的新密码不一样。"))],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_new(self, field: Field) -> None:
        """Long enough, and not a date or a telephone number."""
        typed: str = field.data or ""
        if len(typed) < SHORTEST_PASSWORD or typed.isdigit() or len(set(typed)) < 4:
            raise ValidationError(
                gettext("新密码至少 10 个字符，不能全是数字，也不能是几个字符的重复。")
            )


class PreferencesForm(FlaskForm):  # type: ignore[misc]
    """大字和语言."""

    large_type = BooleanField(_("大字"), description=_("整个系统用大号字显示"))
    locale: Any = RadioField(
        _("语言"), choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")]
    )


class DelegationForm(FlaskForm):  # type: ignore[misc]
    """委托代办; judged by web.delegations, which alone knows what may be given."""

    whom = StringField(_("委托给谁"), description=_("写对方的姓名或者登录账号"))
    roles: Any = SelectMultipleField(_("委托哪种身份的事"), validate_choice=False)
    starts_on = DayField(_("从哪天起"))
    ends_on = DayField(_("到哪天止"))
    reason = StringField(_("原因"), description=_("例如：出差、住院"))


class TopicForm(FlaskForm):  # type: ignore[misc]
    """选题参考; judged by web.topics."""

    title = StringField(_("选题"))
    note = TextAreaField(_("说明"), description=_("可不填：背景、数据、找谁了解情况"))
    ends_on = DayField(_("显示到哪天"), description=_("可不填：一直显示"))
