"""The same sheet as a Word file, for offices that must edit it: made from the same template.

One template, two outputs: whatever the PDF says, the Word file says too, and a law compares
them. It is a working copy: no code, no QR code, no record, for it can be changed at will.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from web.documents import fonts
from web.documents.printer import write_html
from web.documents.sheets import Sheet
from web.documents.wordparts import (
    Look,
    border_below,
    cell_look,
    east_asian,
    grid_of,
    make_room,
    page_of,
    shared_line,
)

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: what is drawn, not said: rules, the unseen twin of the copies' line, the QR code
_UNSAID = frozenset({"rule", "twin", "qr"})
_LETTER = "reply_letter/letter.css"


def write_word(name: str, sheets: Sequence[Sheet], instance: Path) -> bytes:
    """The sheets one after another as .docx; the same sheets give the same bytes."""
    import docx
    from docx.enum.text import WD_BREAK
    from lxml import html

    from web.documents.printer import DOCUMENTS

    document = DOCUMENTS[name]
    found = fonts.find_fonts(instance)
    word = docx.Document()
    page_of(word, letter=_LETTER in document.styles, across=name.endswith(("_list", "_register")))
    writer = _Writer(word, letter=_LETTER in document.styles)
    for no, sheet in enumerate(sheets):
        if no:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        page = html.document_fromstring(write_html(name, sheet, found))
        if no == 0:
            _describe(word, page)
        writer.write(page.find("body"))
    return _fixed(word, sheets[0].issued_on)


class _Writer:
    """Walks over a page and writes paragraphs and tables."""

    def __init__(self, word: Any, *, letter: bool) -> None:
        self.word, self.letter = word, letter

    def write(self, body: Any) -> None:
        """Write one sheet; what identifies it goes to the foot of the page."""
        imprint = None
        for element in body:
            if "imprint" in _classes(element):
                imprint = element
            else:
                self._block(self.word, element)
        if imprint is not None:
            place = self.word.sections[-1].footer.paragraphs[0]
            place.text = ""
            place.alignment = 1
            self._runs(place, imprint, Look(size=7))

    def _block(self, place: Any, element: Any) -> None:
        classes = _classes(element)
        if not isinstance(element.tag, str) or classes & _UNSAID:
            return
        if element.tag == "table":
            self._table(place, element)
        elif element.tag == "div" and "above" not in classes:
            for child in element:
                self._block(place, child)
        else:
            self._paragraph(place, element, classes)

    def _paragraph(self, place: Any, element: Any, classes: set[str], look: Look = Look()) -> Any:  # noqa: B008
        look = look.inside(element.tag, classes, letter=self.letter)
        paragraph = shared_line(place, classes) or place.add_paragraph()
        look.set_on(paragraph)
        if "issuer" in classes:
            border_below(paragraph)
        self._runs(paragraph, element, look)
        return paragraph

    def _runs(self, paragraph: Any, element: Any, look: Look) -> None:
        for text, inner in _pieces(element, look):
            if inner is None:
                paragraph.add_run().add_break()
            elif text:
                run = paragraph.add_run(text)
                east_asian(run, inner)

    def _table(self, place: Any, element: Any) -> None:
        cells, columns = grid_of(element)
        rows = max((row for row, _column, _cell in cells), default=-1) + 1
        if not rows or not columns:
            return
        table = place.add_table(rows=rows, cols=columns)
        table.style = "Table Grid"
        for row, column, source in cells:
            down = row + int(source.get("rowspan") or 1) - 1
            right = column + int(source.get("colspan") or 1) - 1
            cell = table.cell(row, column)
            if (down, right) != (row, column):
                cell = cell.merge(table.cell(min(down, rows - 1), min(right, columns - 1)))
            self._cell(cell, source)
            make_room(table.rows[row], _classes(source))

    def _cell(self, cell: Any, source: Any) -> None:
        look = cell_look(source.tag, _classes(source))
        first = cell.paragraphs[0]
        blocks = [child for child in source if child.tag in {"p", "div", "table", "h2"}]
        if not blocks:
            look.set_on(first)
            self._runs(first, source, look)
            return
        if source.text and source.text.strip():
            look.set_on(first)
            east_asian(first.add_run(" ".join(source.text.split())), look)
        for child in blocks:
            if child.tag in {"p", "h2"}:
                self._paragraph(cell, child, _classes(child), look)
            else:
                self._block(cell, child)
        if not first.runs:
            first._element.getparent().remove(first._element)  # noqa: SLF001 (python-docx has no other way)
        if not cell.paragraphs:
            cell.add_paragraph()


def _pieces(element: Any, look: Look) -> Iterator[tuple[str, Look | None]]:
    """The texts of an element with their look; no look is a line break."""
    if element.text:
        yield _spaced(element.text), look
    for no, child in enumerate(element):
        classes = _classes(child)
        if child.tag == "br" or (child.tag == "span" and _is_line(element, child) and no):
            yield "", None
        if isinstance(child.tag, str) and not classes & _UNSAID and child.tag != "svg":
            yield from _pieces(child, look.inside(child.tag, classes, letter=False))
        if "choices" in classes:
            yield "　", look  # the box beside it belongs to the next word
        if child.tail:
            yield _spaced(child.tail), look


def _is_line(parent: Any, child: Any) -> bool:
    """The lines of a title, and what stands at the two ends above a table, are lines here."""
    return parent.tag == "h1" or ("above" in _classes(parent) and child.tag == "span")


def _spaced(text: str) -> str:
    # HTML's own white space means one blank; the ideographic space is a character.
    parts = [one for one in text.replace("\n", " ").replace("\t", " ").split(" ") if one]
    joined = " ".join(parts)
    if not joined:
        return ""
    before, after = (" " if text[at] in " \n" else "" for at in (0, -1))
    return f"{before}{joined}{after}"


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()


def _describe(word: Any, page: Any) -> None:
    core = word.core_properties
    core.title = (page.findtext(".//title") or "")[:250]
    core.language = "zh-CN"
    core.comments = ""
    core.author = (page.xpath("string(//meta[@name='author']/@content)") or "")[:250]


def _fixed(word: Any, dated: Any) -> bytes:
    """The file with the sheet's date wherever Word and ZIP would write the present instant."""
    moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 (a date, in local time)
    word.core_properties.created = word.core_properties.modified = moment
    word.core_properties.revision = 1
    draft, final = io.BytesIO(), io.BytesIO()
    word.save(draft)
    with zipfile.ZipFile(draft) as read, zipfile.ZipFile(final, "w") as write:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(entry, read.read(name))
    return final.getvalue()
