"""Finds what is shown to people, for `pybabel extract -F babel.cfg`.

Chinese stands in three places: in templates (`_()`, found by Babel itself), in Python, where a
sentence may be named long before it is said, and in states.yaml. So every Chinese string of a
Python file counts, docstrings and f-strings aside.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from workflow import nodes

Message = tuple[int, str, str, list[str]]
_CHINESE = re.compile(r"[\u3400-\u9fff]")
#: keys of states.yaml whose values are read by people
_SHOWN = frozenset({"label", "hint", "says", "wants", "no_clock"})


def is_chinese(text: str) -> bool:
    """Whether there is anything to translate; a regular expression is read by nobody."""
    return bool(_CHINESE.search(text)) and "\\" not in text and "[0-9]" not in text


def python_words(
    file: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001 (Babel calls every method alike)
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """Every Chinese string of a Python file that can be a message."""
    tree = ast.parse(file.read())
    passed = {id(part) for node in ast.walk(tree) for part in _silent(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
            and is_chinese(node.value)
        ):
            yield node.lineno, "gettext", node.value, []


def told_words(
    file: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """Every sentence of a `told("…")`, where other Chinese is what files are expected to say."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "told":
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield node.lineno, "gettext", given.value, []


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """Strings nobody can translate: docstrings and other bare strings, parts of f-strings."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from node.values


def rules_words(
    file: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """Every label, hint, choice, step and sentence of states.yaml."""
    yield from _labels(nodes.compose(file.read().decode("utf-8"), []), "")


def _labels(node: nodes.Node | None, key: str) -> Iterator[Message]:
    if isinstance(node, nodes.Mapping):
        for name, value in node.pairs:
            named = key in {"choices", "steps", "conditions"} or name.text in _SHOWN
            if named and isinstance(value, nodes.Scalar):
                yield value.line, "gettext", value.text, []
            else:
                yield from _labels(value, name.text)
    elif isinstance(node, nodes.Listing):
        for value in node.items:
            yield from _labels(value, key)
