"""Taking a section of suggestions apart, however its author numbered them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from web.intake.lines import Line

_CHINESE = "一二三四五六七八九十"
_STYLES = (
    ("（一）", re.compile(rf"[（(]\s*[{_CHINESE}]{{1,3}}\s*[)）][、．.]?\s*")),
    ("一、", re.compile(rf"[{_CHINESE}]{{1,3}}\s*[、．.]\s*")),
    ("（1）", re.compile(r"[（(]\s*\d{1,2}\s*[)）][、．.]?\s*")),
    ("1．", re.compile(r"[0-9０-９]{1,2}\s*(?:[．、)）]|\.(?!\d))\s*")),
    ("①", re.compile(r"[①-⑳]\s*、?")),
    ("第一", re.compile(rf"第[{_CHINESE}]{{1,3}}[，,、：:]\s*")),
    ("建议一", re.compile(rf"建议[{_CHINESE}\d]{{1,3}}[：:、]\s*")),
)
_INLINE = re.compile(
    rf"(?<=[。；;])\s*(?=[①-⑳]|[（(][{_CHINESE}]{{1,2}}[)）]|\d{{1,2}}(?:[．、]|\.(?!\d)))"
)


def split_suggestions(lines: Sequence[Line]) -> tuple[list[str], list[str]]:
    """The text before the first number, and the suggestions without their numbers.

    The style of the first number found is the one that counts; deeper numbers stay in the text.
    Without any numbers every paragraph is one suggestion.
    """
    pieces = [
        Line(part, numbered=line.numbered, table=line.table)
        for line in lines
        for part in ([line.text] if line.table else _INLINE.split(line.text))
        if part
    ]
    style = _style(pieces)
    if style is None:
        return [], _paragraphs(pieces)
    intro: list[str] = []
    suggestions: list[str] = []
    for piece in pieces:
        rest = None if piece.table else _without_number(piece, style)
        if rest is not None:
            suggestions.append(rest)
        elif suggestions:
            suggestions[-1] = f"{suggestions[-1]}\n{piece.text}".strip()
        else:
            intro.append(piece.text)
    return intro, [text for text in suggestions if text]


def _style(pieces: Sequence[Line]) -> str | None:
    for piece in pieces:
        if piece.table:
            continue
        if piece.numbered:
            return ""
        for name, pattern in _STYLES:
            if pattern.match(piece.text):
                return name
    return None


def _without_number(piece: Line, style: str) -> str | None:
    """The text after the number, None when the piece has no number of that style."""
    if not style:
        return piece.text if piece.numbered else None
    hit = dict(_STYLES)[style].match(piece.text)
    return piece.text[hit.end() :] if hit else None


def _paragraphs(pieces: Sequence[Line]) -> list[str]:
    texts: list[str] = []
    for piece in pieces:
        if piece.table and texts:
            texts[-1] += f"\n{piece.text}"
        else:
            texts.append(piece.text)
    return texts
