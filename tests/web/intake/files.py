"""Files as an office hands them in: the invented county's own, and some made to be wrong."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from openpyxl import Workbook

DATA = Path(__file__).parent / "data"
MEMBERS = DATA / "委员名册.xlsx"
DIRTY = DATA / "委员名册（含错误，供试）.xlsx"
GROUPS = DATA / "联络组名册.xlsx"
UNITS = DATA / "承办单位名册.xlsx"
PROPOSALS = sorted((DATA / "proposals").glob("*.docx"))

MEMBER_HEADING = ["序号", "姓名", "委员证号", "界别", "所属联络组", "工作单位及职务", "手机号码",
                  "电子邮箱", "备注"]  # fmt: skip


def workbook(*rows: list[object], sheet: str = "Sheet1") -> bytes:
    """An .xlsx with these rows; text that begins with = is kept as text unless it is a formula."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    return _saved(book)


def text_workbook(*rows: list[object]) -> bytes:
    """The same, with every string written as text, as somebody types it into a text cell."""
    book = Workbook()
    page = book.active
    assert page is not None
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(at, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
    return _saved(book)


def member(**cells: object) -> list[object]:
    """One good row of a members' roster, with some cells replaced."""
    row: dict[str, object] = dict(
        zip(
            MEMBER_HEADING,
            [1, "王小明", "YL129001", "教育", "青山镇联络组", "县教育局", "13800009999", "", ""],
            strict=True,
        )
    )
    row.update(cells)
    return list(row.values())


def word(*paragraphs: str) -> bytes:
    """A .docx with these paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb(marker: str) -> bytes:
    """A packed file of some kilobytes that unpacks to hundreds of megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(marker, "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as entry:
            for _ in range(100):
                entry.write(b"0" * 1024 * 1024)
    return out.getvalue()


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
