"""各组提案: the table of liaison groups, and how much of it came between the sessions."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from models.queries.groups import GroupRow, group_rows
from web import db
from web.board import session_filter
from web.listview import Filter


@dataclass(frozen=True, slots=True)
class Line:
    """One group: how many of how many."""

    name: str
    submitted: int
    between: int
    filed: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The whole table with its sum, and the session it is of."""

    lines: tuple[Line, ...]
    total: Line
    filter: Filter


def build() -> GroupView:
    """What each group handed in, as the address asks for it."""
    chosen, shown = session_filter()
    rows = group_rows(db.session(), chosen)
    total = Line(
        _("合计"),
        sum(row.submitted for row in rows),
        sum(row.between for row in rows),
        sum(row.filed for row in rows),
    )
    return GroupView(tuple(_line(row, chosen) for row in rows), total, shown)


def _line(row: GroupRow, session_id: int | None) -> Line:
    if row.group_id is None:
        return Line(_("没有编入联络组的委员"), row.submitted, row.between, row.filed)
    address = url_for("office.proposals", liaison=row.group_id, session=session_id)
    return Line(row.name, row.submitted, row.between, row.filed, address)
