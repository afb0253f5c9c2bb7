"""略去个人信息: what in a text looks like somebody's number, address or name.

Rules propose, people decide: the first public text begins with every find replaced, and whoever
approves is told what the rules still find. They look for what is written the usual ways; they
know nothing of what a text means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.personal import MARKS, PATTERNS, PLAIN

#: what a find is called
LABELS = {
    "number": "证件或者银行卡号码",
    "phone": "电话号码",
    "email": "邮箱",
    "account": "QQ 或者微信号",
    "plate": "车牌号",
    "address": "地址",
    "person": "人名",
    "post": "单位及职务",
}


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch of a text, and what it looks like."""

    kind: str
    start: int
    end: int


def find(text: str, names: Iterable[str] = (), posts: Iterable[str] = ()) -> list[Find]:
    """Everything that looks personal, in order, nothing twice.

    `names` and `posts` are what the case itself says of people who are not to be named.
    """
    plain = text.translate(PLAIN)
    found: list[Find] = []
    for kind, start, end in _all(plain, names, posts):
        if all(end <= one.start or one.end <= start for one in found):
            found.append(Find(kind, start, end))
    return sorted(found, key=lambda one: one.start)


def _all(plain: str, names: Iterable[str], posts: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for kind, words in (("post", posts), ("person", names)):
        # The longest first: 阿依古丽·艾力 before 艾力.
        for word in sorted({one.translate(PLAIN).strip() for one in words}, key=_longest):
            if len(word) > 1:
                for match in re.finditer(rf"(?<!·){re.escape(word)}(?!·)", plain):
                    yield kind, *match.span()
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(plain):
            yield kind, *match.span("it" if "it" in pattern.groupindex else 0)


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def redact(text: str, names: Iterable[str] = (), posts: Iterable[str] = ()) -> str:
    """The text with a mark in the place of every find."""
    parts, last = [], 0
    for one in find(text, names, posts):
        parts += [text[last : one.start], MARKS[one.kind]]
        last = one.end
    return "".join([*parts, text[last:]])


def kinds(finds: Sequence[Find]) -> list[str]:
    """What the finds look like, each once, in one order."""
    found = {one.kind for one in finds}
    return [LABELS[kind] for kind in LABELS if kind in found]
