"""Parameters (次会议的设定): how they are written, and which values they can have.

A session keeps lengths of time as {"amount": 5, "unit": "working_days"}, numbers as numbers,
dates as "2026-08-31" and choices by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast, get_args

from workflow.findings import Findings
from workflow.lengths import Duration, Parameter, ParameterType, Unit
from workflow.nodes import Node, Scalar
from workflow.rules import Rules
from workflow.timegrammar import TimeReader

LONGEST_DAYS = 730
_IN_DAYS: Mapping[Unit, float] = {"working_days": 7 / 5, "days": 1, "months": LONGEST_DAYS / 24}

_TYPES: tuple[ParameterType, ...] = get_args(ParameterType)
#: what may be written beside `label` and `type`, by type
_KEYS: Mapping[str, tuple[str, ...]] = {
    "duration": ("default",),
    "number": ("default", "min", "max"),
    "date": (),
    "choice": ("default", "choices"),
}
_CALLED = {"duration": "一段时间", "number": "数", "date": "日期", "choice": "选择"}
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,5})\Z")

Setting = Duration | int | str | date | None


def read_parameter(reader: TimeReader, name: str, node: Node) -> Parameter:
    """One line of `parameters`; a length of time unless `type` says otherwise."""
    known = ("label", "type", *dict.fromkeys(key for keys in _KEYS.values() for key in keys))
    part = reader.keyed(node, f"期限参数 {name} ", known, ("label",))
    written = reader.choice(part.get("type"), _TYPES)
    kind: ParameterType = next((one for one in _TYPES if one == written), "duration")
    for key in (*_KEYS["choice"], *_KEYS["number"]):
        if key in part and key not in _KEYS[kind]:
            reader.refuse(part[key], f"参数“{name}”是{_CALLED[kind]}，不能写 {key}")
    if "default" not in part and "default" in _KEYS[kind] and part:
        reader.refuse(node, f"期限参数 {name} 缺少 default")
    return Parameter(
        name,
        reader.label(part.get("label")),
        _default(reader, kind, part.get("default")),
        kind,
        _number(reader, part.get("min")),
        _number(reader, part.get("max")),
        reader.choices(part.get("choices")),
    )


def _default(reader: TimeReader, kind: str, node: Node | None) -> Duration | int | str | None:
    if node is None or kind == "date":
        return Duration(1, "days") if kind == "duration" else None
    if kind == "number":
        return _number(reader, node)
    if kind == "choice":
        return reader.id(node)
    text = reader.sentence(node)
    return (reader.duration(node, text) if text else None) or Duration(1, "days")


def _number(reader: TimeReader, node: Node | None) -> int | None:
    if not isinstance(node, Scalar):
        if node is not None and type(node) is not Node:
            reader.refuse(node, "这里要写一个数")
        return None
    if not _NUMBER.match(node.text):
        reader.refuse(node, f"“{node.text}”不是 0 到 999999 的数")
        return None
    return int(node.text)


def examine(findings: Findings) -> None:
    """Whether every parameter is what the program reads it as, with a default it can have."""
    declared = {one.name: one for one in findings.rules.parameters}
    for one in declared.values():
        _examine_one(findings, one)
    for name, kind in sorted(findings.known.parameters.items()):
        if name not in declared:
            findings.note(("parameters",), f"程序要用期限参数“{name}”，parameters 里没有写")
        elif declared[name].type != kind:
            sentence = f"程序把参数“{name}”当作{_CALLED[kind]}，须写 type: {kind}"
            findings.note(("parameters", name), sentence)


def _examine_one(findings: Findings, one: Parameter) -> None:
    path = ("parameters", one.name)
    if isinstance(one.default, Duration):
        if one.default.amount < 1:
            findings.note((*path, "default"), "期限不能是 0")
        elif not is_length(one.default.amount, one.default.unit):
            sentence = f"期限超过 {LONGEST_DAYS} 天，请核对数字和单位"
            findings.note((*path, "default"), sentence)
    if one.min is not None and one.max is not None and one.min >= one.max:
        findings.note((*path, "max"), f"参数“{one.name}”的 max 须大于 min")
    elif isinstance(one.default, int | str) and not _can_be(one, one.default):
        findings.note((*path, "default"), f"参数“{one.name}”的 default 不在可取的范围里")
    if one.type == "choice" and len(dict(one.choices)) < 2:
        findings.note((*path, "choices"), f"参数“{one.name}”是选择，choices 至少写两项")


def is_length(amount: int, unit: Unit) -> bool:
    """Whether this is a length of time from one day to two years."""
    return amount >= 1 and amount * _IN_DAYS[unit] <= LONGEST_DAYS


def wrong_parameters(rules: Rules, kept: Mapping[str, Any]) -> list[str]:
    """The names of those that the rules do not know, or that cannot have this value."""
    known = {one.name: one for one in rules.parameters}
    return [
        name
        for name, value in kept.items()
        if name not in known or not is_value(known[name], value)
    ]


def is_value(parameter: Parameter, kept: Any) -> bool:
    """Whether a parameter can have this value, written as a session keeps it."""
    try:
        return _can_be(parameter, read_value(parameter, kept))
    except (TypeError, ValueError):
        return False


def read_value(parameter: Parameter, kept: Any) -> Setting:
    """What a session keeps of a parameter; TypeError or ValueError when it is something else."""
    if parameter.type == "duration":
        return Duration(**kept)
    if parameter.type == "date" and kept is not None:
        return date.fromisoformat(kept)
    return cast("Setting", kept)


def kept_value(value: Setting) -> Any:
    """A value as a session keeps it."""
    if isinstance(value, Duration):
        return {"amount": value.amount, "unit": value.unit}
    return value.isoformat() if isinstance(value, date) else value


def _can_be(parameter: Parameter, value: Setting) -> bool:
    if isinstance(value, Duration):
        usable = type(value.amount) is int and value.unit in _IN_DAYS
        return parameter.type == "duration" and usable and is_length(value.amount, value.unit)
    if parameter.type == "date":
        return value is None or isinstance(value, date)
    if parameter.type == "choice":
        return value in dict(parameter.choices)
    if type(value) is not int or parameter.type != "number":
        return False
    most = value if parameter.max is None else parameter.max
    return (parameter.min or 0) <= value <= most
