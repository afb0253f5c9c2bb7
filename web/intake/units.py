"""承办单位名册 into the database: one unit a row, known by its full name."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import HandlingUnit
from models.queries.intake import every_unit
from web.intake.columns import UNITS
from web.intake.differences import step_of, update
from web.intake.plan import FilePlan, Step
from web.intake.rosters import Roster
from web.intake.spreadsheets import RowProblem
from web.intake.told import told

_LABELS = {column.key: column.title for column in UNITS.columns}
_FIELDS = ("short_name", "kind", "letter_prefix", "leader", "contact", "phone")


def take_units(session: Session, roster: Roster, plan: FilePlan) -> None:
    """Bring the stored units in line with the roster."""
    stored = {unit.name: unit for unit in every_unit(session)}
    short = {unit.short_name: unit.name for unit in stored.values()}
    for entry in roster.entries:
        values = {key: entry.values[key] for key in _FIELDS}
        values["short_name"] = values["short_name"] or entry.name
        owner = short.setdefault(values["short_name"], entry.name)
        if owner != entry.name:
            sentence = told("“%(owner)s”已经用了这个简称，请改正其中一个。", owner=owner)
            problem = RowProblem(entry.row, _LABELS["short_name"], values["short_name"], sentence)
            plan.refuse(problem.told(), entry.row)
            continue
        unit = stored.get(entry.name)
        if unit is None:
            session.add(HandlingUnit(name=entry.name, **values))
            plan.add(Step(entry.name, "new", row=entry.row))
            continue
        if not unit.active:
            plan.notes.append(f"第 {entry.row} 行：“{entry.name}”在系统里已经停用，没有重新启用。")
        plan.add(step_of(entry, update(unit, values, _LABELS)))
    session.flush()
