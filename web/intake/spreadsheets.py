"""The sheet of a roster: its heading row wherever it stands, its rows with their numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from web.intake.columns import KINDS, Column, Kind
from web.intake.containers import BadFile, check_container
from web.intake.formulas import live_formulas, sheet_sizes
from web.intake.names import BadCell, clean_cell
from web.intake.told import Told, told

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_HEADING_WITHIN = 30
_FOOT = re.compile(
    r"(合计|总计|小计|共计|共\s*\d+|填报|填表|制表|审核|复核|负责人|经办|联系人|注|说明|备注|以上)"
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One reason why a row cannot be taken, as somebody must read it to mend it."""

    row: int
    column: str
    found: str
    sentence: str

    def told(self) -> Told:
        """The whole sentence: where, what, why, what to do."""
        row, column, found, why = self.row, self.column, shorten(self.found), self.sentence
        if not column:
            return told("第 %(row)s 行：%(why)s", row=row, why=why)
        if not found:
            return told("第 %(row)s 行“%(column)s”：%(why)s", row=row, column=column, why=why)
        return told(
            "第 %(row)s 行“%(column)s”（填的是“%(found)s”）：%(why)s",
            row=row, column=column, found=found, why=why,
        )  # fmt: skip

    def __str__(self) -> str:
        """The same in Chinese."""
        return str(self.told())


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something that was put right or should be looked at, without stopping the row."""

    row: int
    sentence: str

    def __str__(self) -> str:
        """Where and what."""
        return f"第 {self.row} 行：{self.sentence}"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row below the heading: raw values by column key."""

    number: int
    cells: dict[str, object]
    #: live formulas by column key, as they are written
    formulas: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """A recognised roster sheet, not yet cleaned."""

    kind: Kind
    #: everything above the heading row: title, 填报单位
    above: list[str]
    rows: list[SheetRow]
    ignored: list[str] = field(default_factory=list)


def read_sheet(data: bytes, kind: str | None = None) -> Sheet:
    """The first sheet in the workbook that is a roster; BadFile with a sentence otherwise."""
    check_container(data, "xlsx")
    for name, grid in _grids(data):
        found = _find_heading(grid, kind)
        if found is not None:
            at, what, places = found
            formulas = live_formulas(data, name)
            return _cut(grid, at, what, places, formulas)
    wanted = [KINDS[kind]] if kind else list(KINDS.values())
    hints = "；".join(
        f"{each.label}：{'、'.join(col.title for col in each.columns if col.required)}"
        for each in wanted
    )
    raise BadFile(
        told("没有找到认得的表头，无法知道这是什么名册。必须有的列——%(hints)s。", hints=hints)
    )


def shorten(text: str, limit: int = 40) -> str:
    """The text, cut for a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _grids(data: bytes) -> Iterable[tuple[str, list[list[object]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    # Before the library sees it: it lays out every cell up to the last one, filled or not.
    for rows, columns in sheet_sizes(data):
        if rows > MAX_ROWS or columns > MAX_COLUMNS:
            raise BadFile(
                told(
                    "有一张工作表用到了第 %(rows)s 行、第 %(columns)s 列，"
                    "超过了 %(most_rows)s 行、%(most_columns)s 列的上限。"
                    "请删去多余的空行空列，或者分成几个文件。",
                    rows=rows,
                    columns=columns,
                    most_rows=MAX_ROWS,
                    most_columns=MAX_COLUMNS,
                )
            )
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            yield name, [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, ValueError, OSError):
        raise BadFile(told("电子表格已经损坏，打不开，请重新保存一份再导入。")) from None


def _find_heading(
    grid: list[list[object]], wanted: str | None
) -> tuple[int, Kind, dict[str, int]] | None:
    for at, row in enumerate(grid[:_HEADING_WITHIN]):
        titles = [_title(cell) for cell in row]
        for kind in KINDS.values():
            if wanted is not None and kind.name != wanted:
                continue
            places = _places(kind.columns, titles)
            if all(column.key in places for column in kind.columns if column.required):
                return at, kind, places
    return None


def _places(columns: tuple[Column, ...], titles: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in columns:
        hits = [at for at, title in enumerate(titles) if title in column.titles]
        if len(hits) > 1:
            title, count = column.title, len(hits)
            sentence = told("表头里“%(title)s”出现了 %(count)s 次，请只留一列。", title=title,
                            count=count)  # fmt: skip
            raise BadFile(sentence)
        if hits:
            places[column.key] = hits[0]
    return places


def _cut(
    grid: list[list[object]],
    at: int,
    kind: Kind,
    places: dict[str, int],
    formulas: dict[str, str],
) -> Sheet:
    heading = [_title(cell) for cell in grid[at]]
    known = {*places.values()} | {i for i, title in enumerate(heading) if title == "序号"}
    ignored = [title for i, title in enumerate(heading) if title and i not in known]
    above = [text for row in grid[:at] for cell in row if (text := _title(cell, keep=True))]
    sheet = Sheet(kind, above, [], ignored)
    for number, row in enumerate(grid[at + 1 :], start=at + 2):
        cells = {key: row[place] for key, place in places.items() if place < len(row)}
        live = {
            key: formulas[cell]
            for key, place in places.items()
            if (cell := f"{_letters(place)}{number}") in formulas
        }
        if not live and not any(_title(cell) for cell in cells.values()):
            others = [_title(cell) for cell in row if _title(cell)]
            if not others or others[0].isdigit() or _FOOT.match(others[0]):
                continue
        if [_title(cell) for cell in row] == heading or _is_foot(row):
            continue
        sheet.rows.append(SheetRow(number, cells, live))
    if not sheet.rows:
        raise BadFile(told("认出了%(kind)s的表头，但是下面没有一行数据。", kind=kind.label))
    return sheet


def _is_foot(row: list[object]) -> bool:
    """合计、填表人 and the like under the table: one or two cells, the first says so."""
    filled = [text for cell in row if (text := _title(cell))]
    return 0 < len(filled) <= 2 and not filled[0].isdigit() and bool(_FOOT.match(filled[0]))


def _title(cell: object, *, keep: bool = False) -> str:
    try:
        text = clean_cell(cell).text
    except BadCell:
        text = str(cell)
    if keep:
        return text
    return re.sub(r"[\s*＊:：]|[（(].*?[)）]$", "", text)


def _letters(place: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
