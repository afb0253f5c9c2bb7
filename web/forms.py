"""Forms made from states.yaml: one WTForms class per action, fields by their type.

A form is shown and read here; it is judged by the engine alone, which is handed what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, cast

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField

from models import Proposal, Subject
from models.queries import directory
from models.queries.categories import categories_on
from web import casechoices, projectchoices, rowfields
from web.formfields import (
    AdoptionField,
    AnswersField,
    AttendanceField,
    ChoiceField,
    DayField,
    FilesField,
    LineField,
    OrderField,
    PhoneField,
    PickField,
    PickManyField,
    SuggestionsField,
)
from web.house import house, today
from web.merging import asked_of
from web.rowfields import RowsField
from web.wording import say, say_reason
from workflow.acts import case_of
from workflow.judgement import Reason
from workflow.row_fields import ROWS
from workflow.rules import Field, Rules

#: what a form carries beside its fields
HIDDEN = ("csrf_token", "_version", "_key", "_do", "_more", "_read_word", "_acknowledged")
_LONG = 1000
Typed = MultiDict[str, Any]


class Sheet:
    """A form of one action: its WTForms form, and how to read and mark it."""

    def __init__(
        self,
        session: Session,
        rules: Rules,
        names: Sequence[str],
        asks: Sequence[str],
        *,
        subject: Subject | None = None,
        typed: Typed | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self._rules = rules
        self.fields = [rules.field(name) for name in names]
        self._session = session
        self._subject = subject
        made = {field.name: self._make(field) for field in self.fields}
        form_class = type("ActForm", (FlaskForm,), made)
        self.form: Any = form_class(formdata=typed, data=dict(initial or {}))
        for field in self.fields:
            bound = self.form[field.name]
            bound.kind = casechoices.WIDGETS.get(field.type, field.type)
            bound.hint = say(field.hint or "")
            bound.asked = field.name in asks
            bound.max = field.max
            bound.marked = False
            bound.errors = []
            case = case_of(subject) if subject else None
            if field.type in {"answers", "adoption"} and case is not None:
                bound.number(asked_of(case))
            elif field.type == "attendance":
                bound.number(casechoices.invited(subject))
            elif field.type in ROWS:
                bound.kind = "rows"
                rowfields.settle(bound, field.type, subject)

    @property
    def multipart(self) -> bool:
        """Whether files may be handed in."""
        return any(field.type == "files" for field in self.fields)

    def raw(self, files: Callable[[str], list[int]]) -> dict[str, Any]:
        """What was typed, field by field, as the engine takes it; files by their ids."""
        return {field.name: self._raw(field, files) for field in self.fields}

    def mark(self, reasons: Sequence[Reason]) -> None:
        """Put each reason at the field it concerns."""
        for reason in reasons:
            if reason.field and reason.field in self.form:
                bound = self.form[reason.field]
                bound.marked = True
                bound.errors = [*bound.errors, say_reason(reason)]

    def keep_files(self, name: str, kept: Sequence[tuple[int, str]]) -> None:
        """Show the files that are already there, so that they need not be chosen again."""
        self.form[name].kept = list(kept)

    def add_box(self, name: str) -> None:
        """再加一条."""
        if name in self.form and isinstance(self.form[name], SuggestionsField | RowsField):
            self.form[name].add()

    def fill(self, texts: Mapping[str, Any]) -> None:
        """Put texts read from elsewhere into the form; what is missing there stays as it is."""
        for name, value in texts.items():
            if not value or name not in self.form:
                continue
            if isinstance(self.form[name], SuggestionsField):
                self.form[name].fill(value)
            else:
                self.form[name].data = value

    def typed_lines(self) -> list[tuple[str, str]]:
        """What was typed, to be copied from a page that has no form any more."""
        lines: list[tuple[str, str]] = []
        for field in self.fields:
            value = self._raw(field, lambda _name: [])
            if field.type in {"line", "text"} and value:
                lines.append((say(field.label), str(value)))
            elif field.type == "suggestions":
                lines += [(say(field.label), text) for text in value if text]
            elif field.type == "answers":
                lines += [(say(field.label), one["measure"]) for one in value if one["measure"]]
        return lines

    def _raw(self, field: Field, files: Callable[[str], list[int]]) -> Any:
        bound = self.form[field.name]
        if field.type == "files":
            return files(field.name)
        if field.type == "suggestions":
            return [entry.data or "" for entry in bound.entries]
        if field.type in ROWS:
            return bound.raw()
        if field.type == "adoption":
            return [{"no": entry.no, "view": entry.form.view.data} for entry in bound.entries]
        if field.type == "attendance":
            return [
                {
                    "person": entry.no,
                    "attendance": entry.form.attendance.data or "",
                    "speech": entry.form.speech.data or "",
                    "reason": entry.form.reason.data or "",
                }
                for entry in bound.entries
            ]
        if field.type == "order":
            return [entry.data or "" for entry in bound.entries]
        if field.type == "answers":
            return [
                {
                    "no": entry.no,
                    "verdict": entry.form.verdict.data,
                    "measure": entry.form.measure.data or "",
                    "due_on": entry.form.due_on.data or "",
                }
                for entry in bound.entries
                if getattr(entry, "no", None) is not None
            ]
        return bound.data

    def _make(self, field: Field) -> UnboundField:
        label = say(field.label)
        kind = field.type
        if kind == "text":
            rows = 10 if (field.max or _LONG * 5) > _LONG * 5 else 4
            return TextAreaField(label, render_kw={"rows": rows})
        if kind == "choice":
            return ChoiceField(
                label,
                choices=[SelectChoice(key, say(word)) for key, word in field.choices_on(today())],
            )
        one_of = {
            "unit": self._unit_choices,
            "member": self._seats,
            "local_category": self._category_choices,
            "leader": casechoices.leaders,
            "handover": casechoices.handovers,
            "town": projectchoices.towns,
            "group": casechoices.liaison_groups,
        }
        if kind in one_of:
            return PickField(label, choices=[SelectChoice("", _("请选择")), *one_of[kind]()])
        if kind == "units":
            return PickManyField(label, choices=self._unit_choices())
        if kind in casechoices.CHOICES:
            choices = casechoices.CHOICES[kind](self._subject, self._rules)
            several = kind in casechoices.SEVERAL
            return (PickManyField if several else ChoiceField)(label, choices=choices)
        if kind == "members":
            return PickManyField(label, choices=self._member_choices())
        if kind == "order":
            return OrderField(label, casechoices.signers(self._subject))
        simple: dict[str, Any] = {
            "phone": PhoneField,
            "date": DayField,
            "past_date": DayField,
            "future_date": DayField,
            "suggestions": SuggestionsField,
            "answers": AnswersField,
            "adoption": AdoptionField,
            "attendance": AttendanceField,
            "files": FilesField,
        }
        extra: dict[str, Any] = {}
        if kind in {"number", "percent"}:
            extra["render_kw"] = {"inputmode": "numeric", "autocomplete": "off"}
        elif kind == "money":
            extra["render_kw"] = {"inputmode": "decimal", "autocomplete": "off"}
        elif kind in ROWS:
            extra["row"] = rowfields.row_of(kind)
        made = rowfields.RowsField if kind in ROWS else simple.get(kind, LineField)
        return cast(UnboundField, made(label, **extra))

    def _unit_choices(self) -> list[SelectChoice]:
        return [SelectChoice(str(unit.id), unit.name) for unit in directory.units(self._session)]

    def _category_choices(self) -> list[SelectChoice]:
        words = dict(house().rules.field("category").choices)
        return [
            SelectChoice(str(one.id), f"{say(words.get(one.category, ''))} · {one.name}")
            for one in categories_on(self._session, today())
        ]

    def _member_choices(self) -> list[SelectChoice]:
        signing: set[int | None] = set()
        if isinstance(self._subject, Proposal):
            signing = {self._subject.author_id} | {
                one.person_id
                for one in self._subject.signatures
                if one.decision in {"pending", "agreed"}
            }
        return self._seats(signing)

    def _seats(self, without: Collection[int | None] = ()) -> list[SelectChoice]:
        return [
            SelectChoice(
                str(member.id),
                f"{member.person.name}（{member.sector}）" if member.sector else member.person.name,
            )
            for member in directory.members(self._session)
            if member.person_id not in without
        ]


def typed_only(form: MultiDict[str, str]) -> dict[str, list[str]]:
    """What a draft keeps of a request: everything typed, nothing that belongs to the form."""
    return {name: values for name, values in form.lists() if name not in HIDDEN}
