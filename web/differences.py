"""Two versions of a text side by side: what went, what came, what stayed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
#: after these signs a text may be cut; the cut keeps the sign with what stands before it
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
#: sentences that have less in common are shown as replaced, not letter by letter
_AKIN, _LONGEST = 0.4, 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stayed, went or came."""

    kind: Kind
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """The pieces in order: without those that came they are the old text, and the other way."""
    found: list[Piece] = []
    for piece in _pieces(old, new):
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = (_SENTENCE.findall(text) for text in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Piece("same", left)
        elif tag == "replace":
            yield from _within(left, right)
        else:
            yield Piece("gone", left)
            yield Piece("new", right)


def _within(old: str, new: str) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > _LONGEST or matcher.ratio() < _AKIN:
        yield Piece("gone", old)
        yield Piece("new", new)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", old[a:b])
        else:
            yield Piece("gone", old[a:b])
            yield Piece("new", new[c:d])
