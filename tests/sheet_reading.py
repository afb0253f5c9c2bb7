"""Reads a printed sheet as others do: its text, where each character stands, its fonts."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

import pypdfium2
from bs4 import BeautifulSoup
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Reading:
    """A PDF, read once."""

    #: the text of each page, without spaces
    pages: tuple[str, ...]
    #: left, right, top and bottom of what is printed on each page, mm from the paper's edges
    margins: tuple[tuple[float, float, float, float], ...]
    fonts: tuple[tuple[str, bool], ...]
    tagged: bool


#: pdfium turns a bracket beside joined letters round, and tells a hyphen at a line's end apart
_TURNED = str.maketrans({"\x02": "-", "\ufffe": "-", "）": "（", "》": "《", "〕": "〔", ")": "("})


def bare(text: str) -> str:
    """The text without spaces; a bracket is a bracket, whichever way it opens."""
    return "".join(text.translate(_TURNED).split())


def read(pdf: bytes) -> Reading:
    """Read text, places and fonts."""
    pages, margins = [], []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        words = page.get_textpage()
        pages.append(bare(words.get_text_range()))
        margins.append(_margins(page, words))
        words.close()
        page.close()
    tagged = bool(raw.FPDFCatalog_IsTagged(document))
    document.close()
    return Reading(tuple(pages), tuple(margins), _fonts(pdf), tagged)


def _margins(page, words):  # type: ignore[no-untyped-def]
    width, height = page.get_size()
    boxes = [words.get_charbox(no) for no in range(words.count_chars())]
    ink = [box for box in boxes if box[2] - box[0] > 0.1]
    return (
        min(box[0] for box in ink) * MM,
        (width - max(box[2] for box in ink)) * MM,
        (height - max(box[3] for box in ink)) * MM,
        min(box[1] for box in ink) * MM,
    )


def _fonts(pdf: bytes) -> tuple[tuple[str, bool], ...]:
    done = subprocess.run(("pdffonts", "-"), input=pdf, capture_output=True, check=True)
    rows = [line.split() for line in done.stdout.decode().splitlines()[2:]]
    return tuple((row[0].split("+")[-1], row[-5:-2] == ["yes", "yes", "yes"]) for row in rows)


def visible(html: str) -> str:
    """What a template that was filled in shows, spaces aside.

    A hidden twin of a text is none, nor is what a picture is called to those who cannot see it.
    """
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup.select(".twin, head, svg title"):
        hidden.decompose()
    return bare(soup.get_text().replace("\u200c", "").replace("\u200d", ""))


def stands_in(text: str, pages: tuple[str, ...]) -> bool:
    """Whether the text stands there whole, or runs on from page to page."""
    left = text
    for page in pages:
        if left in page:
            return True
        low, high = 0, len(left)
        while low < high:  # the longest beginning that this page has
            middle = (low + high + 1) // 2
            low, high = (middle, high) if left[:middle] in page else (low, middle - 1)
        # a few characters are found anywhere; a page ends with a line or more of the text
        if low >= 4 or (low and page.endswith(left[:low])):
            left = left[low:]
    return not left


def without_arabic(text: str) -> bool:
    """Whether the order of the text can be compared: joined letters run the other way."""
    return not re.search(r"[\u0600-\u06ff]", text)
