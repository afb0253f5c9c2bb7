"""承办情况一览: the table of units, every number a link to the list behind it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from models.queries.board import LATE, UnitRow, unit_rows
from models.queries.directory import sessions
from web import db
from web.house import today
from web.listfilters import phase_labels
from web.listview import Choice, Filter


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a unit: how many of how many, and the list of them."""

    label: str
    number: int
    url: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One unit."""

    name: str
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole table, and the session it is of."""

    lines: tuple[Line, ...]
    filter: Filter


def build() -> BoardView:
    """How many tasks of each unit stand where, as the address asks for it."""
    chosen, shown = session_filter()
    rows = unit_rows(db.session(), today(), chosen)
    return BoardView(tuple(_line(row, chosen) for row in rows), shown)


def session_filter() -> tuple[int | None, Filter]:
    """Which session the address asks for, and the choice of another."""
    known = sessions(db.session())
    asked = request.args.get("session", "")
    chosen = next((one.id for one in known if str(one.id) == asked), None)
    choices = [
        Choice(
            str(one.id),
            _("%(term)s 届 %(no)s 次会议", term=one.term.no, no=one.no),
            one.id == chosen,
        )
        for one in known
    ]
    every = (Choice("", _("全部")), *choices)
    return chosen, Filter("session", _("会议"), str(chosen or ""), every)


def _line(row: UnitRow, session_id: int | None) -> Line:
    def cell(label: str, phase: str) -> Cell:
        number = row.counts[phase]
        late = phase == LATE
        address = url_for(
            "office.tasks",
            unit=row.unit_id,
            session=session_id,
            phase="held" if late else phase,
            due="late" if late else None,
        )
        return Cell(label, number, address, late and number > 0)

    cells = [cell(label, name) for name, label in phase_labels().items() if name != "held"]
    return Line(row.name, cell(_("承办件"), "held"), (*cells, cell(_("逾期"), LATE)))
