"""How an official Chinese document writes numbers, dates, titles and running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

DIGITS = "〇一二三四五六七八九"
#: 二号字在版心内一行可排的字数
TITLE_WIDTH = 19
#: places where a title may be broken, the best first, so that words stay whole
_TITLE_JOINTS = (
    re.compile(r"(?<=会议)"),
    re.compile(r"(?<=委员会)|(?<=提案)(?=的)|(?<=项目)"),
    re.compile(r"(?<=关于)|(?<=[届县的])"),
)
#: 标题最多的字数，长的是正文
HEADING_WIDTH = 26
_LEVEL = re.compile(r"(?P<first>[一二三四五六七八九十]{1,3}、)|（[一二三四五六七八九十]{1,3}）")
_CLAUSE = re.compile(r"[，；：！？,;:!?]")
_ARABIC = re.compile(
    r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
    r"(?:[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc\u200c\u200d ]*"
    r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc])?"
)


def chinese_number(number: int) -> str:
    """Write 1 to 99 as 一 … 九十九, larger numbers in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def chinese_date(day: date | None) -> str:
    """Write a date as 2026年3月5日: Arabic digits, no padding (GB/T 9704 成文日期)."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def text_width(text: str) -> float:
    """Return the width in characters; digits and Latin letters are half as wide."""
    return sum(0.5 if ord(c) < 0x2E80 and c not in "—…“”‘’·" else 1.0 for c in text)


def paragraphs(text: str) -> list[str]:
    """Split a stored text into its paragraphs; indents and blank lines are the sheet's affair."""
    lines = (printable(line).strip() for line in text.splitlines())
    return [line for line in lines if line]


class Heading(NamedTuple):
    """How a paragraph begins: the face of its heading, so many characters, alone or run in."""

    face: str = ""
    length: int = 0
    alone: bool = False


def heading(paragraph: str) -> Heading:
    """Tell the heading with which a paragraph begins (GB/T 9704: 一、黑体，（一）楷体).

    A heading is short, and either a paragraph of its own without a full stop or its first
    sentence. A numbered sentence, or one with a comma or a colon, is text: nothing for it.
    """
    number = _LEVEL.match(paragraph)
    if number is None:
        return Heading()
    words, stop, rest = paragraph.partition("。")
    if text_width(words) > HEADING_WIDTH or _CLAUSE.search(words, number.end()):
        return Heading()
    face = "heiti" if number["first"] else "kaiti"
    if not stop:
        return Heading(face, len(words), alone=True)
    return Heading(face, len(words) + 1) if rest else Heading()


def headings(paragraphs_: Sequence[str]) -> int:
    """How many headings of the first level stand in these paragraphs."""
    return sum(heading(one).face == "heiti" for one in paragraphs_)


def printable(text: str) -> str:
    """Return the text without invisible controls, which could turn or hide what is printed.

    Any kind of space becomes an ordinary one; the joiners that Uyghur letters need are kept.
    """
    kept = (
        " " if unicodedata.category(c).startswith("Z") or c in "\t\n\r" else c
        for c in text
        if c in "\u200c\u200d\t\n\r" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return "".join(kept)


def run(text: str, plain: Container[int]) -> Markup:
    """Escape a text and mark what needs another face: Uyghur words and rare characters.

    plain: the code points that the faces of the text write themselves. The marks keep the taller
    faces from pushing the lines off the grid.
    """
    clean = printable(text)
    pieces: list[Markup] = []
    end = 0
    for match in _ARABIC.finditer(clean):
        pieces.append(_mark_rare(clean[end : match.start()], plain))
        pieces.append(Markup('<span class="ug" lang="ug" dir="rtl">{}</span>').format(match[0]))
        end = match.end()
    pieces.append(_mark_rare(clean[end:], plain))
    return Markup("").join(pieces)


def _mark_rare(text: str, plain: Container[int]) -> Markup:
    rare = Markup('<span class="rare">{}</span>')
    return Markup("").join(
        Markup.escape("".join(chars)) if usual else rare.format("".join(chars))
        for usual, chars in groupby(text, lambda char: ord(char) in plain)
    )


def title_lines(title: str, width: float = TITLE_WIDTH) -> list[str]:
    """Break a title between words into lines of like length (梯形或菱形排列)."""
    clean = printable(title)
    if text_width(clean) <= width:
        return [clean]
    for joint in _TITLE_JOINTS:
        fitting = [
            match.start()
            for match in joint.finditer(clean)
            if text_width(clean[: match.start()]) <= width
            and 0 < text_width(clean[match.start() :]) <= width
        ]
        if fitting:
            place = min(fitting, key=lambda at: abs(text_width(clean[:at]) * 2 - text_width(clean)))
            return [clean[:place], clean[place:]]
    return [clean]
