"""Forms of the rules of duties, of areas, of scoring schemes and of awards."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from web.adminforms import line

_NEEDED = _("请填写这一项。")
_DAY_WRONG = _("请写成 2026-03-05 这样的日期。")


class Dated(FlaskForm):  # type: ignore[misc]
    """A rule with the day from which, and the day until which, it holds."""

    valid_from = DateField(_("自哪一天起"), [InputRequired(_NEEDED)])
    valid_until = DateField(
        _("到哪一天止"), [Optional()], description=_("停用时填写；以前的年度仍按当时的规则算")
    )

    def validate_valid_until(self, field: Field) -> None:
        """It does not end before it begins."""
        if self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(gettext("停用的日期不能早于启用的日期。"))


class DutyRuleForm(Dated):
    """履职指标."""

    name = line(_("指标"), 30, needed=True)
    holder = RadioField(
        _("由谁完成"),
        [InputRequired(_NEEDED)],
        choices=[SelectChoice("group", _("联络组")), SelectChoice("member", _("每位委员"))],
    )
    period = SelectField(_("周期"))
    minimum = IntegerField(
        _("每个周期至少几次"),
        [InputRequired(_NEEDED), NumberRange(1, 99, _("在 1 到 99 之间"))],
    )
    counts = SelectMultipleField(_("哪些算"))

    def validate_counts(self, field: Field) -> None:
        """A duty that nothing can fulfil is none."""
        if not field.data:
            raise ValidationError(gettext("至少选一种。"))


class AreaForm(FlaskForm):  # type: ignore[misc]
    """片区联系."""

    person_id = SelectField(_("由谁联系"))
    groups = SelectMultipleField(_("联系哪些组"))
    since = DateField(_("自哪一天起"), [InputRequired(_NEEDED)])

    def validate_groups(self, field: Field) -> None:
        """At least one."""
        if not field.data:
            raise ValidationError(gettext("至少选一个联络组。"))


class SchemeForm(FlaskForm):  # type: ignore[misc]
    """积分办法."""

    text = TextAreaField(
        _("积分办法"), [InputRequired(_NEEDED), Length(max=60_000)], render_kw={"rows": 24}
    )
    valid_from = DateField(
        _("自哪一天起"),
        [InputRequired(_NEEDED)],
        description=_("同一类的上一份办法到前一天为止；已经开始的考核不受影响"),
    )


class AwardRuleForm(Dated):
    """评选规则."""

    award = SelectField(_("表彰项目"))
    percent = IntegerField(
        _("名额占百分之几"), [Optional(), NumberRange(1, 100, _("在 1 到 100 之间"))]
    )
    most = IntegerField(
        _("最多几名"), [Optional(), NumberRange(1, 999, _("在 1 到 999 之间"))],
        description=_("两项都写的取少的"),
    )  # fmt: skip
    collective_percent = IntegerField(
        _("集体提案至少占百分之几"),
        [Optional(), NumberRange(0, 100, _("在 0 到 100 之间"))],
        description=_("只用于优秀提案"),
    )
    excludes = SelectMultipleField(_("哪些情况不能评"))
    excluded_people = SelectMultipleField(
        _("哪些委员不参加评选"), description=_("主席会议成员、驻会常委等")
    )

    def validate_award(self, _field: Field) -> None:
        """One of the two says how many."""
        if not self.most.data and not self.percent.data:
            raise ValidationError(gettext("百分比和名数至少写一项。"))


class OpenForm(FlaskForm):  # type: ignore[misc]
    """全部开始考核."""

    holder = RadioField(_("考核谁"), [InputRequired(_NEEDED)])
    year = SelectField(_("年度"))
