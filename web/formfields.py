"""WTForms fields for the field types of states.yaml. They keep what was typed, whatever it is.

None of them validates: `workflow.fields.clean` is the only judge of a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    FieldList,
    Form,
    FormField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import DateInput, TelInput

VERDICTS = [
    SelectChoice("adopted", _("采纳")),
    SelectChoice("partly", _("部分采纳")),
    SelectChoice("planned", _("列入计划")),
    SelectChoice("not", _("未采纳")),
]


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


class LineField(StringField):  # type: ignore[misc]
    """One line of text; also numbers, so that a wrong one is shown again as typed."""


class PhoneField(StringField):  # type: ignore[misc]
    """A telephone number."""

    widget = TelInput()


class DayField(StringField):  # type: ignore[misc]
    """A date, as the browser's date box writes it."""

    widget = DateInput()


class ChoiceField(RadioField):  # type: ignore[misc]
    """One of a few, nothing preselected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, coerce=_as_text, validate_choice=False, **kwargs)


class PickField(SelectField):  # type: ignore[misc]
    """One of many: a unit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, coerce=_as_text, validate_choice=False, **kwargs)


class PickManyField(SelectMultipleField):  # type: ignore[misc]
    """Several of many: units, members."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, coerce=_as_text, validate_choice=False, **kwargs)


class OrderField(FieldList):  # type: ignore[misc]
    """One select a place: first, second, third …"""

    def __init__(self, label: str, choices: Sequence[SelectChoice], **kwargs: Any) -> None:
        box = PickField(choices=[SelectChoice("", _("请选择")), *choices])
        super().__init__(box, label, min_entries=len(choices), max_entries=len(choices), **kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Number the boxes for those who hear them."""
        super().process(*args, **kwargs)
        for no, entry in enumerate(self.entries, 1):
            entry.label.text = _("第 %(no)s 位", no=no)


class SuggestionsField(FieldList):  # type: ignore[misc]
    """Numbered text boxes, one a suggestion; an empty one is no suggestion."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        box = TextAreaField(render_kw={"rows": 3})
        super().__init__(box, label, min_entries=1, max_entries=60, **kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Number the boxes for those who hear them."""
        super().process(*args, **kwargs)
        self._name_boxes()

    def add(self, texts: Iterable[str] = ("",)) -> None:
        """Append boxes."""
        for text in texts:
            if len(self.entries) < (self.max_entries or 60):
                self.append_entry(text)
        self._name_boxes()

    def fill(self, texts: Sequence[str]) -> None:
        """Replace the boxes by these texts and an empty one."""
        while self.entries:
            self.pop_entry()
        self.add([*texts] or [""])

    def _name_boxes(self) -> None:
        for no, entry in enumerate(self.entries, 1):
            entry.label.text = _("第 %(no)s 条建议", no=no)


class AnswerForm(Form):  # type: ignore[misc]
    """One suggestion's answer."""

    verdict = RadioField(_("结论"), choices=VERDICTS, coerce=_as_text, validate_choice=False)
    measure = TextAreaField(_("办理情况和措施"), render_kw={"rows": 3})
    due_on = DayField(_("完成时限"))


class AnswersField(FieldList):  # type: ignore[misc]
    """One set of boxes per suggestion of the proposal."""

    row: type[Form] = AnswerForm

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(FormField(self.row), label, **kwargs)

    def number(self, texts: Sequence[tuple[int, str]]) -> None:
        """Give each set its suggestion, in order; missing sets are added, others dropped."""
        while len(self.entries) > len(texts):
            self.pop_entry()
        while len(self.entries) < len(texts):
            self.append_entry()
        for entry, (no, text) in zip(self.entries, texts, strict=True):
            entry.no = no
            entry.text = text


class ViewForm(Form):  # type: ignore[misc]
    """How the proposer sees what became of one suggestion."""

    view = RadioField(
        _("您看采纳了没有"),
        choices=[one for one in VERDICTS if one.value != "planned"],
        coerce=_as_text,
        validate_choice=False,
    )


class AdoptionField(AnswersField):
    """One choice per suggestion of the proposal."""

    row = ViewForm


class AttendanceForm(Form):  # type: ignore[misc]
    """One member's attendance."""

    attendance = RadioField(
        _("到会情况"),
        choices=[
            SelectChoice("present", _("到会")),
            SelectChoice("leave", _("请假")),
            SelectChoice("absent", _("缺席")),
        ],
        coerce=_as_text,
        validate_choice=False,
    )
    speech = RadioField(
        _("发言"),
        choices=[
            SelectChoice("none", _("没有")),
            SelectChoice("oral", _("口头")),
            SelectChoice("written", _("书面")),
        ],
        coerce=_as_text,
        validate_choice=False,
        default="none",
    )
    reason = StringField(_("请假事由"))


class AttendanceField(AnswersField):
    """One set of boxes per member invited; `no` is the person, `text` the name."""

    row = AttendanceForm


class FilesField(MultipleFileField):  # type: ignore[misc]
    """Files to upload, and those uploaded with an earlier try of this form."""

    kept: Sequence[tuple[int, str]] = ()
