"""Choices with dates: what a form offers on a certain day, while the record keeps every word.

choices:
  empty:  内容空泛
  copied: {label: 重复已有提案, from: 2019-01-01, until: 2026-12-31}
"""

from __future__ import annotations

from datetime import date

from workflow.grammar import Reader
from workflow.nodes import Mapping, Node

_DATED = ("label", "from", "until")

Words = tuple[tuple[str, str], ...]
#: choice, first and last day; an open end is empty
Spans = tuple[tuple[str, str, str], ...]


def read(reader: Reader, node: Node | None) -> tuple[Words, Spans]:
    """Name and words of each choice, and the days of those that have some."""
    pairs = node.pairs if isinstance(node, Mapping) else []
    if node is not None and not pairs:
        reader.refuse(node, "choices 下面要写成“名字: 文字”")
    words: list[tuple[str, str]] = []
    spans: list[tuple[str, str, str]] = []
    for key, value in pairs:
        name = reader.id(key, capitals=True)
        if not isinstance(value, Mapping):
            words.append((name, reader.label(value)))
            continue
        part = reader.keyed(value, f"选项 {name} ", _DATED, ("label",))
        words.append((name, reader.label(part.get("label"))))
        first, last = (_day(reader, part.get(end)) for end in ("from", "until"))
        if first and last and last < first:
            reader.refuse(part["until"], "until 不能早于 from")
        spans.append((name, first, last))
    return tuple(words), tuple(spans)


def _day(reader: Reader, node: Node | None) -> str:
    text = reader.sentence(node)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        if node is not None:
            reader.refuse(node, f"“{text}”不是日期，要写成 2026-01-01")
        return ""
