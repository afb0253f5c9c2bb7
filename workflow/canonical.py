"""Rules as canonical JSON, the form that is hashed, kept in the database and read back.

What has its default value is left out: a property added to the program later does not change
the digest of rules written before it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from workflow.problems import Problem
from workflow.rules import Rules


def canonical(rules: Rules) -> str:
    """One JSON text per meaning: no comments, no line numbers, no spaces, keys sorted."""
    return json.dumps(_plain(rules), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The sha256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def from_canonical(text: str) -> Rules:
    """The rules of a canonical text; its digest is that of the text itself."""
    rules: Rules = _built(Rules, json.loads(text))
    return dataclasses.replace(rules, digest=digest(text))


def sealed(rules: Rules) -> Rules:
    """The same rules with their digest filled in."""
    return dataclasses.replace(rules, digest=digest(canonical(rules)))


def reused_version(rules: Rules, known: Mapping[str, str]) -> Problem | None:
    """The problem when `known` (version to digest) has this version with other content."""
    if known.get(rules.version, rules.digest) == rules.digest:
        return None
    line, column = rules.places.get(("version", rules.version), (1, 1))
    sentence = f"版本号 {rules.version} 已经用于另一份规则，内容改了就要换新的版本号"
    return Problem(line, column, sentence)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    return {
        item.name: _plain(content)
        for item in dataclasses.fields(value)
        if item.compare
        and item.name != "digest"
        and (content := getattr(value, item.name)) != item.default
    }


def _is_object(kind: Any, plain: Any) -> bool:
    return isinstance(plain, dict) if dataclasses.is_dataclass(kind) else plain is not None


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _built(kind: Any, plain: Any) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: _built(_hints(kind)[name], item) for name, item in plain.items()})
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(_built(inner[0], item) for item in plain)
    if origin is tuple:
        return tuple(_built(of, item) for of, item in zip(inner, plain, strict=True))
    if origin in {types.UnionType, typing.Union}:
        # what is not written as an object of its own is a plain word, a number or nothing
        return _built(inner[0], plain) if _is_object(inner[0], plain) else plain
    return plain
