"""A table as a spreadsheet, for lists that are too long for a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

Cell = str | int | date | None


def xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with fixed headings. Texts are texts: `=1+1` is never a formula (CSV injection)."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_name(title))
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    widths = [_width(heading) for heading in headings]
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)
            elif cell:
                sheet.write_string(row, column, cell)
            widths[column] = max(widths[column], _width(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(60, width + 2))
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()


def _width(text: str) -> int:
    return sum(2 if ord(one) > 0x2E80 else 1 for one in text)


def _name(title: str) -> str:
    return "".join(one for one in title if one not in "[]:*?/\\'")[:31] or "1"


def csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The same as text, with a mark by which spreadsheets know that it is UTF-8.

    CSV has no types: what a spreadsheet would take for a formula gets an apostrophe in front.
    """
    import csv as library

    target = io.StringIO()
    writer = library.writer(target, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _harmless(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
