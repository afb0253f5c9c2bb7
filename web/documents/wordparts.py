"""How the parts of a sheet look in Word: page, faces, paragraphs, the grid of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

#: the faces that offices have, by the class that asks for them
_FACES = {"heiti": "黑体", "kaiti": "楷体", "xiaobiaosong": "方正小标宋简体"}
_LEFT, _CENTER, _RIGHT, _JUSTIFY = 0, 1, 2, 3
_RED = "E60012"
#: the heights of form.css, in mm
_ROOMS = {"room-2": 13, "room-3": 19, "room-5": 32, "write": 9}


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks; sizes in points."""

    face: str = "仿宋"
    size: float = 12
    alignment: int | None = None
    #: first line, in characters
    indent: int = 0
    red: bool = False
    above: float = 0
    below: float = 0
    #: lines of 29 points, as the letters have them
    pitch: float | None = None

    def inside(self, tag: str, classes: set[str], *, letter: bool) -> Look:
        """The look of an element of this kind within."""
        look = replace(self, size=16, pitch=29, alignment=_JUSTIFY) if letter else self
        face = next((_FACES[one] for one in classes if one in _FACES), None)
        if tag == "h1":
            look = replace(look, size=22, alignment=_CENTER, face=_FACES["xiaobiaosong"], below=12)
        elif tag == "h2":
            look = replace(look, face=_FACES["heiti"], alignment=_LEFT)
        if face:
            look = replace(look, face=face)
        # two lines of the grid above a letter's title, and the place of the seal above its sender
        if letter and (tag == "h1" or "unit" in classes):
            look = replace(look, above=58)
        if "text" in classes or "indent" in classes:
            look = replace(look, indent=2)
        if "issuer" in classes:
            look = replace(look, red=True, alignment=_CENTER, size=34, pitch=None)
        if classes & {"class-mark", "unit", "date", "sign"}:
            look = replace(look, alignment=_RIGHT)
        if classes & {"salutation", "doc-no", "signer", "attachment", "note", "copies"}:
            look = replace(look, alignment=_LEFT)
        return look

    def set_on(self, paragraph: Any) -> None:
        """Give a paragraph this look."""
        from docx.shared import Pt

        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(self.above), Pt(self.below)
        if self.pitch:
            form.line_spacing = Pt(self.pitch)
        if self.alignment is not None:
            paragraph.alignment = self.alignment
        if self.indent:
            form.first_line_indent = Pt(self.indent * self.size)


def east_asian(run: Any, look: Look) -> None:
    """Give a run its face for every script, and its size."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run.font.size = Pt(look.size)
    run.font.name = look.face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), look.face)  # noqa: SLF001 (python-docx has no other way)
    if look.red:
        run.font.color.rgb = RGBColor.from_string(_RED)


def page_of(word: Any, *, letter: bool, across: bool) -> None:
    """A4 with the margins of GB/T 9704 for letters, narrower ones for forms."""
    from docx.shared import Mm, Pt

    section = word.sections[0]
    width, height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.page_width, section.page_height = width, height
    if across:
        section.orientation = 1
    margins = (37, 26, 35, 28) if letter else (24, 22, 24, 26)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, margins
    )
    normal = word.styles["Normal"]
    normal.font.size = Pt(16 if letter else 12)
    normal.paragraph_format.space_after = Pt(0)


def border_below(paragraph: Any) -> None:
    """The red double rule under the name of the one who writes: 上粗下细."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    looks = {"val": "thickThinSmallGap", "sz": "36", "space": "4", "color": _RED}
    for name, value in looks.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._element.get_or_add_pPr().append(borders)  # noqa: SLF001 (python-docx has no other way)


def shared_line(place: Any, classes: set[str]) -> Any | None:
    """The number of a letter stands on the signer's line, at the right edge."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    if "doc-no" not in classes or not place.paragraphs:
        return None
    before = place.paragraphs[-1]
    if not before.text.startswith("签发人"):
        return None
    before.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    before.add_run("\t")
    return before


def make_room(row: Any, classes: set[str]) -> None:
    """The least height of a row: a line, or room to write by hand."""
    from docx.shared import Mm

    wanted = Mm(max((_ROOMS[one] for one in classes if one in _ROOMS), default=8))
    row.height = max(wanted, row.height or 0)


def cell_look(tag: str, classes: set[str]) -> Look:
    """The look of a cell: labels are centred in 黑体."""
    if tag == "th":
        return Look(face=_FACES["heiti"], alignment=_CENTER)
    return Look(alignment=_CENTER if "middle" in classes else _LEFT)


def grid_of(table: Any) -> tuple[list[tuple[int, int, Any]], int]:
    """Where each cell of an HTML table stands (row, column, cell), and how many columns it has."""
    taken: set[tuple[int, int]] = set()
    cells: list[tuple[int, int, Any]] = []
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            if cell.tag not in {"td", "th"}:
                continue
            while (row, column) in taken:
                column += 1
            wide, high = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            taken |= {(row + y, column + x) for y in range(high) for x in range(wide)}
            cells.append((row, column, cell))
            column += wide
    return cells, max((column for _row, column in taken), default=-1) + 1
