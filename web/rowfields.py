"""Boxes in rows for the fields of several rows: a row of boxes each, and a button for more.

Like the other fields they judge nothing: `workflow.row_fields` does.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms import FieldList, Form, FormField
from wtforms.fields.choices import SelectChoice

from models import Subject
from web.formfields import DayField, LineField, PickField
from web.wording import say
from workflow.row_fields import FIXED, MOST_ROWS, ROWS, Column

#: how many empty rows an open field shows at first
_SPARE, _MORE = 3, 3


class RowsField(FieldList):  # type: ignore[misc]
    """One set of boxes a row; rows of the case keep their number and their words."""

    columns: tuple[Column, ...] = ()

    def __init__(self, label: str, row: type[Form], **kwargs: Any) -> None:
        super().__init__(FormField(row), label, max_entries=MOST_ROWS, **kwargs)
        self.fixed = False

    def number(self, known: list[tuple[int, str]]) -> None:
        """Exactly the rows that the case has, each with its words."""
        self.fixed = True
        while len(self.entries) > len(known):
            self.pop_entry()
        while len(self.entries) < len(known):
            self.append_entry()
        for entry, (no, words) in zip(self.entries, known, strict=True):
            entry.no, entry.words = no, words

    def spare(self, count: int = _SPARE) -> None:
        """So many empty rows below those that are filled."""
        empty = 0
        for entry in reversed(self.entries):
            if any(box.data for box in entry.form):
                break
            empty += 1
        while empty < count and len(self.entries) < MOST_ROWS:
            self.append_entry()
            empty += 1

    def add(self) -> None:
        """再加几行."""
        self.spare(_MORE + _SPARE)

    def raw(self) -> list[dict[str, Any]]:
        """What was typed, row by row."""
        return [
            {"no": getattr(entry, "no", None)}
            | {column.name: entry.form[column.name].data or "" for column in self.columns}
            for entry in self.entries
        ]


def row_of(kind: str) -> type[Form]:
    """The boxes of one row of a type."""
    boxes = {column.name: _box(column) for column in ROWS[kind]}
    return type("RowForm", (Form,), boxes)


def settle(bound: RowsField, kind: str, subject: Subject | None) -> None:
    """Give a bound field its columns, its fixed rows or its spare ones."""
    bound.columns = ROWS[kind]
    if kind in FIXED:
        bound.number(FIXED[kind](subject))
    else:
        bound.spare()


def _box(column: Column) -> Any:
    label = say(column.label)
    if column.type == "choice":
        choices = [SelectChoice(key, say(word)) for key, word in column.choices]
        return PickField(label, choices=[SelectChoice("", _("请选择")), *choices])
    if column.type in {"date", "past_date", "future_date"}:
        return DayField(label)
    extra = {}
    if column.type in {"percent", "number", "money"}:
        extra["render_kw"] = {"inputmode": "decimal", "autocomplete": "off", "data-brief": ""}
    return LineField(label, **extra)
