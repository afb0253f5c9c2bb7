"""Fields of several rows: milestones with their weights, sources with their amounts.

A row is a dict by column. In an open field rows that are wholly empty are none; in a fixed one
each row belongs to something of the case (a candidate, a milestone) and is named by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models import BallotSession, LivelihoodProject, Subject
from workflow.fields import TYPES, Asked, BadValue, field_type, identifiers
from workflow.rules import Field

MOST_ROWS = 40
NOT_WHOLE = "第 %(row)d 行请填全"
UNFIT = "第 %(row)d 行的“%(column)s”填得不对，请核对"
TOO_MANY = "最多 %(most)d 行"
NOT_OURS = "表里有不认识的行，请刷新后重填"


@dataclass(frozen=True, slots=True)
class Column:
    """One box of each row; `needed`: a row that has anything has this."""

    name: str
    label: str
    type: str
    needed: bool = True
    max: int = 60
    choices: tuple[tuple[str, str], ...] = ()


_RESULTS = (("fit", "合格"), ("flawed", "有缺陷"), ("unfit", "不合格"))
#: the columns of every such type
ROWS: Mapping[str, tuple[Column, ...]] = {
    "milestones": (
        Column("name", "节点", "line"),
        Column("planned_on", "计划完成", "date"),
        Column("weight", "权重（%）", "percent"),
    ),
    "funds": (
        Column("source", "资金来源", "line"),
        Column("amount", "金额（万元）", "money"),
    ),
    "accepted_items": (
        Column("item", "验收项目", "line", max=120),
        Column("result", "结果", "choice", choices=_RESULTS),
        Column("note", "说明", "line", needed=False, max=200),
    ),
    "remaining_items": (
        Column("text", "遗留事项", "line", max=200),
        Column("due_on", "完成期限", "future_date"),
    ),
    "ballot_votes": (Column("votes", "赞成票", "number"),),
    "done_milestones": (Column("done_on", "实际完成", "past_date", needed=False),),
}


def _candidates(subject: Subject | None) -> list[tuple[int, str]]:
    lines = subject.lines if isinstance(subject, BallotSession) else []
    return [(line.no, line.project.title) for line in lines]


def _milestones(subject: Subject | None) -> list[tuple[int, str]]:
    known = subject.milestones if isinstance(subject, LivelihoodProject) else []
    return [(one.no, one.name) for one in known if one.done_on is None]


#: fields whose rows are fixed by the case: the number and the words of each
FIXED: Mapping[str, Callable[[Subject | None], list[tuple[int, str]]]] = {
    "ballot_votes": _candidates,
    "done_milestones": _milestones,
}


def _register(name: str, columns: Sequence[Column]) -> None:
    @field_type(name)
    def _rows(_field: Field, raw: Any, asked: Asked) -> list[dict[str, Any]] | None:
        given = [row for row in raw if isinstance(row, dict)] if isinstance(raw, list) else []
        if len(given) > MOST_ROWS:
            raise BadValue(TOO_MANY, most=MOST_ROWS)
        fixed = [no for no, _words in FIXED[name](asked.subject)] if name in FIXED else None
        found: list[dict[str, Any]] = []
        for place, row in enumerate(given, 1):
            values = _cleaned(columns, row, place, asked)
            if not any(value is not None for value in values.values()):
                continue
            if fixed is not None:
                (number,) = identifiers(row.get("no"), NOT_OURS) or (0,)
                if number not in fixed or any(number == one["no"] for one in found):
                    raise BadValue(NOT_OURS)
                values = {"no": number, **values}
            if any(column.needed and values[column.name] is None for column in columns):
                raise BadValue(NOT_WHOLE, row=place)
            found.append(values)
        return found or None


def _cleaned(
    columns: Sequence[Column], row: Mapping[str, Any], place: int, asked: Asked
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in columns:
        known = Field(
            column.name, column.label, column.type, max=column.max, choices=column.choices
        )
        try:
            values[column.name] = TYPES[column.type](known, row.get(column.name), asked)
        except BadValue as bad:
            raise BadValue(UNFIT, row=place, column=column.label) from bad
    return values


for _name, _columns in ROWS.items():
    _register(_name, _columns)
