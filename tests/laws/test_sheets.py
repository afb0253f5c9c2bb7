"""Every printed sheet, from a sample and from what people do type: the text that went in comes out,
in the faces we know, on the paper, with its tags; and nothing is ever fetched.

Each sheet is printed once for each of its texts, and read once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sheet_reading import Reading, bare, read, stands_in, visible, without_arabic
from tests.sheet_samples import SAMPLES
from tests.sheet_samples.hostile import long, texts_of, tiny, wild
from web.documents import fonts, printer
from web.documents.wording import paragraphs, printable

ROOT = Path(__file__).parents[2]
INSTANCE = Path(os.environ.get("JIANYAN_INSTANCE") or ROOT / "instance")
#: the faces that may stand in a sheet; the county's own ones are not installed here
FACES = {
    "jy-fangsong", "jy-kaiti", "jy-heiti", "jy-songti", "jy-xiaobiaosong", "Noto-Serif-CJK-SC",
    "NotoSerifCJKsc", "Noto-Sans-CJK-SC", "NotoSansCJKsc", "UKIJ-Tuz", "UKIJTuz", "UKIJ",
    "jy-rare-a", "jy-rare-b",
}  # fmt: skip
#: one name for each way a sheet is made; the others differ in their words alone
MADE = {
    (one.template, one.styles): name
    for name, one in reversed(printer.DOCUMENTS.items())
    if name in SAMPLES
}
#: pages a sheet has beside its text: the cover, the contents and two indexes of a book
OF_ITS_OWN = {"compendium": 4}
#: where a text of 20,000 characters may be typed
LONGEST = {
    "reply_letter": "body",
    "proposal_form": "background",
}


def _cases() -> Iterator[tuple[str, str, Any]]:
    for name, sheet in SAMPLES.items():
        yield name, "sample", sheet
    for name in MADE.values():
        yield name, "tiny", tiny(SAMPLES[name])
        yield name, "wild", wild(SAMPLES[name])
    for name, field in LONGEST.items():
        yield name, "long", long(SAMPLES[name], field)


CASES = {f"{name}-{kind}": (name, kind, sheet) for name, kind, sheet in _cases()}


class Press:
    """Prints a case, and remembers what was asked for from outside meanwhile."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, case: str) -> Reading:
        name, _kind, sheet = CASES[case]
        return read(printer.print_sheets(name, [sheet], INSTANCE))


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    found, fetcher = Press(), type(printer._fetcher())
    refuse = fetcher.fetch

    def fetch(self: Any, url: str, headers: Any = None) -> Any:
        found.asked.append(url)
        return refuse(self, url, headers)

    fetcher.fetch = fetch
    yield found
    fetcher.fetch = refuse


def test_there_is_a_sample_of_every_sheet() -> None:
    assert set(SAMPLES) == set(printer.DOCUMENTS)
    assert len(MADE) >= 24


@pytest.mark.parametrize("case", CASES)
def test_a_sheet_is_whole(press: Press, case: str) -> None:
    name, kind, sheet = CASES[case]
    found = press.read(case)
    _what_was_stored_is_what_is_read(name, kind, sheet, found)
    _the_faces_are_embedded_and_ours(found)
    _nothing_runs_off_the_paper(name, kind, found)
    assert found.tagged
    assert press.asked == [], "nothing is ever fetched"


def _what_was_stored_is_what_is_read(name: str, kind: str, sheet: Any, found: Reading) -> None:
    html = printer.write_html(name, sheet, fonts.find_fonts(INSTANCE))
    printed = Counter("".join(found.pages))
    shown = visible(html)
    lost = Counter(shown) - printed
    if not without_arabic(shown):
        lost -= Counter({"（": 2})  # the reader's loss: on the paper it stands beside the word
    assert not lost, f"printed nowhere: {lost}"
    # The reader shuffles a line that holds Uyghur: short words of our own are told by the samples.
    for text in texts_of(sheet, own=kind != "wild"):
        for line in paragraphs(text):
            words = bare(printable(line))
            if without_arabic(words):
                assert stands_in(words, found.pages), words[:80]


def _the_faces_are_embedded_and_ours(found: Reading) -> None:
    assert found.fonts
    assert all(whole for _name, whole in found.fonts), found.fonts
    assert {name for name, _whole in found.fonts} <= FACES


def _nothing_runs_off_the_paper(name: str, kind: str, found: Reading) -> None:
    for left, right, top, bottom in found.margins:
        assert left > 12, "the binding edge"
        assert right > 12
        assert top > 8
        assert bottom > 5
    most = {"sample": 3, "tiny": 2, "wild": 40, "long": 40}[kind]
    assert 1 <= len(found.pages) <= most + OF_ITS_OWN.get(name, 0)
    assert not any(set(page) & set("\ufffd\x00") for page in found.pages)


def test_every_sheet_has_its_picture() -> None:
    shown = ROOT / "docs" / "sheets"
    index = (shown / "README.md").read_text("utf-8")
    assert {one.stem for one in shown.glob("*.png")} == set(SAMPLES)
    for name in SAMPLES:
        assert f"({name}.png)" in index
        assert (shown / f"{name}.png").stat().st_size < 60_000
