"""Every sheet as a Word file: it says what the sheet says, whatever was typed, and no more.

The words are compared with the filled-in template, which the PDF is held to as well.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup

from tests.laws.test_sheets import CASES, INSTANCE
from tests.sheet_reading import bare, visible
from tests.sheet_samples.hostile import texts_of
from web.documents import fonts, printer
from web.documents.wordcopy import write_word
from web.documents.wording import paragraphs, printable


def _said(element: Any) -> str:
    return bare("".join(one.text or "" for one in element.iter() if one.tag.endswith("}t")))


def _said_in_body(content: bytes) -> str:
    return _said(docx.Document(io.BytesIO(content)).element.body)


def _said_in_foot(content: bytes) -> str:
    sections = docx.Document(io.BytesIO(content)).sections
    return "".join(_said(one.footer._element) for one in sections)


def _shown(html: str) -> tuple[str, str]:
    """What the sheet shows in its body, and in its imprint."""
    soup = BeautifulSoup(html, "html.parser")
    drawn = ".rule, .qr, .imprint"
    imprint = "".join(one.get_text() for one in soup.select(".imprint"))
    for one in soup.select(drawn):
        one.decompose()
    return visible(str(soup)), bare(imprint)


@pytest.mark.parametrize("case", CASES)
def test_a_word_copy_says_what_the_sheet_says(case: str) -> None:
    name, _kind, sheet = CASES[case]
    content = write_word(name, [sheet], INSTANCE)
    body, foot = _shown(printer.write_html(name, sheet, fonts.find_fonts(INSTANCE)))
    said = _said_in_body(content)
    assert Counter(said) == Counter(body)
    assert Counter(foot) <= Counter(_said_in_foot(content))
    for text in texts_of(sheet, own=True):
        for line in paragraphs(text):
            words = bare(printable(line))
            assert words in said or words in foot, words[:80]
    _nothing_leads_outside(content)


def _nothing_leads_outside(content: bytes) -> None:
    """No link, picture or object of the file is fetched from elsewhere when it is opened."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        related = [name for name in file.namelist() if name.endswith(".rels")]
        assert related
        for name in related:
            text = file.read(name).decode()
            assert not re.search('TargetMode="External"', text), name
