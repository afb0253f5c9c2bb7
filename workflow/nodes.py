"""A YAML text as plain nodes with positions: every scalar a string, nothing constructed.

Built from parser events, not with `yaml.compose`, because composing resolves aliases silently;
here an alias, an anchor or a tag is a problem before anything could grow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from workflow.problems import Problem

DEEPEST = 12

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNTAX = (
    ("mapping values are not allowed", "这里的冒号放不下：多写了冒号，或者与上一行没有对齐"),
    ("expected ':'", "这里缺少冒号，或者与上下行没有对齐"),
    ("expected ',' or '}'", "花括号 { } 里缺少逗号，或者没有右括号"),
    ("expected ',' or ']'", "方括号 [ ] 里缺少逗号，或者没有右括号"),
    ("expected <block end>", "缩进与上下行没有对齐"),
    ("expected key", "缩进与上下行没有对齐"),
    ("unexpected end of stream", "引号或括号没有配对"),
    ("cannot start any token", "这个符号不能放在开头，请把整句放进双引号"),
    ("alias", "“*”是 YAML 的引用写法，这里不使用；文字以它开头时请加双引号"),
    ("anchor", "“&”是 YAML 的锚点写法，这里不使用；文字以它开头时请加双引号"),
    ("escape", "双引号里的“\\”写法不对"),
)


@dataclass(slots=True)
class Node:
    """A place in the text whose content was refused; readers pass over it in silence."""

    line: int
    column: int


@dataclass(slots=True)
class Scalar(Node):
    """One string, as written."""

    text: str
    plain: bool


@dataclass(slots=True)
class Listing(Node):
    """Several nodes in order."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping(Node):
    """Keys with their values in order; a repeated key is already refused."""

    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)


def compose(text: str, problems: list[Problem], parser: Any = None) -> Node | None:
    """The root node; None, with the reason in `problems`, where YAML itself breaks down."""
    builder = _Builder(problems)
    try:
        return builder.document(yaml.parse(text, Loader=parser or PARSER))
    except _TooDeepError as error:
        problems.append(Problem(*error.place, f"嵌套超过 {DEEPEST} 层"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and _begins_earlier(error):
            mark = error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.append(Problem(*place, _syntax_sentence(error)))
    except yaml.YAMLError:
        problems.append(Problem(1, 1, "文件里有 YAML 不接受的字符"))
    return None


def _syntax_sentence(error: yaml.MarkedYAMLError) -> str:
    told = f"{error.problem or ''} {error.context or ''}"
    for words, sentence in _SYNTAX:
        if words in told:
            return sentence
    return "这里不合 YAML 的写法，请核对缩进、冒号、引号和括号"


def _begins_earlier(error: yaml.MarkedYAMLError) -> bool:
    """Whether YAML noticed only further down what was opened and not closed."""
    told = f"{error.problem or ''} {error.context or ''}"
    return any(
        words in told for words in ("expected ':'", "expected ','", "unexpected end of stream")
    )


class _TooDeepError(Exception):
    def __init__(self, place: tuple[int, int]) -> None:
        self.place = place


class _Builder:
    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    self._refuse(event, "不使用 YAML 指令（% 开头的行）")
                if documents > 1:
                    self._refuse(event, "一个文件里只能有一份规则，请删去“---”和它后面的内容")
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line, column = _place(event)
        if depth > DEEPEST:
            raise _TooDeepError((line, column))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"不使用 YAML 引用“*{event.anchor}”，请把内容写全")
            return Node(line, column)
        if event.anchor:
            self._refuse(event, f"不使用 YAML 锚点“&{event.anchor}”")
        if event.tag:
            self._refuse(event, f"不使用 YAML 标记“{event.tag}”")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = Listing(line, column)
            for inner in events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.items.append(self._node(inner, events, depth + 1))
            return items
        return self._mapping(Mapping(line, column), events, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        line, column = _place(event)
        if event.style in {"|", ">"} or _place(event)[0] != _end_line(event):
            self._refuse(event, "一句话要写在一行里；下一行若另是一项，请核对冒号和缩进")
            return Node(line, column)
        return Scalar(line, column, event.value, plain=not event.style)

    def _mapping(self, mapping: Mapping, events: Iterator[Any], depth: int) -> Mapping:
        seen: dict[str, int] = {}
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self._node(inner, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                if type(key) is not Node:
                    self.problems.append(Problem(key.line, key.column, "冒号左边只能是一个名字"))
            elif key.text in seen:
                sentence = f"“{key.text}”写了两次，第一次在第 {seen[key.text]} 行"
                self.problems.append(Problem(key.line, key.column, sentence))
            else:
                seen[key.text] = key.line
                mapping.pairs.append((key, value))
        return mapping

    def _refuse(self, event: Any, sentence: str) -> None:
        self.problems.append(Problem(*_place(event), sentence))


def _end_line(event: Any) -> int:
    return int(event.end_mark.line) + 1


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def plain(node: Node) -> Any:
    """The node as dictionaries, lists and strings; None for what was refused."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Listing):
        return [plain(one) for one in node.items]
    return node.text if isinstance(node, Scalar) else None
