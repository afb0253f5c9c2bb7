"""What the library does not tell of a workbook: its size before it is laid out, its formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

_FORMULA = re.compile(
    r"<(?:\w+:)?c\s(?:[^>]*?\s)?r=\"([A-Z]{1,3}\d{1,7})\"[^>]*>"
    r"\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*))"
)
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*?)/?>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\s([^>]*?)/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,7})(\d{1,10})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d{1,10})[\"']")


def sheet_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """The last row and column of every part: a sheet may have any name inside the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            cells = set(_CELL.findall(content))
            rows = [int(row) for _, row in cells] + [int(row) for row in _ROW.findall(content)]
            yield max(rows, default=0), max((_column(column) for column, _ in cells), default=0)


def _column(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def live_formulas(data: bytes, sheet_name: str) -> dict[str, str]:
    """The formulas of one sheet by cell, as in {"B9": "=A9+1"}; the file is already checked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
            targets = {link.get("Id"): link["Target"] for link in _attributes(_LINK, links)}
            sheet = next(s for s in _attributes(_SHEET, book) if s.get("name") == sheet_name)
            link = next(value for name, value in sheet.items() if name.endswith(":id"))
            path = targets[link].removeprefix("/").removeprefix("xl/")
            content = archive.read(f"xl/{path}").decode("utf-8", "replace")
        except (KeyError, StopIteration):
            return {}
    return {cell: "=" + unescape(formula) for cell, formula in _FORMULA.findall(content)}


def _attributes(pattern: re.Pattern[str], text: str) -> list[dict[str, str]]:
    return [
        {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        for tag in pattern.findall(text)
    ]
