"""A roster: clean rows, every wrong row with all its reasons, every mended one with a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from web.intake.columns import MEMBERS, Kind
from web.intake.names import BadCell, Cleaned, clean_names
from web.intake.sectors import is_known
from web.intake.spreadsheets import RowNote, RowProblem, SheetRow, read_sheet
from web.intake.told import told

_DIGITS = "零一二三四五六七八九"
_GROUP_KINDS = {
    "乡镇": "township", "乡镇街道": "township", "街道": "township", "乡": "township",
    "镇": "township", "县直": "county", "县级": "county", "县直机关": "county",
    "市直": "county", "区直": "county",
}  # fmt: skip
_YES_NO = {"是": "是", "委员": "是", "√": "是", "否": "否", "非委员": "否", "×": "否", "": ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """One clean row, by column key; where it stood in the sheet."""

    row: int
    values: dict[str, str]

    @property
    def name(self) -> str:
        """What the row is about."""
        return self.values["name"]


@dataclass(slots=True)
class Roster:
    """What a spreadsheet says once it has been cleaned."""

    kind: Kind
    #: 第几届, read from the title above the table
    term_no: int | None
    entries: list[Entry] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    #: data rows in the sheet, good and bad
    total: int = 0


def read_roster(data: bytes, kind: str | None = None) -> Roster:
    """Read a members', groups' or units' roster; BadFile when the file as a whole is no good."""
    sheet = read_sheet(data, kind)
    roster = Roster(sheet.kind, _term_no(sheet.above), ignored=sheet.ignored)
    seen: dict[str, int] = {}
    for row in sheet.rows:
        _take(roster, row, seen)
    roster.total = len(sheet.rows)
    return roster


def _take(roster: Roster, row: SheetRow, seen: dict[str, int]) -> None:
    kind = roster.kind
    problems: list[RowProblem] = []
    values: dict[str, str] = {}
    for column in kind.columns:
        raw = row.cells.get(column.key)
        if column.key in row.formulas:
            problems.append(
                RowProblem(
                    row.number, column.title, row.formulas[column.key],
                    told("这一格是公式。请复制后用“选择性粘贴—数值”把它变成文字再导入。"),
                )
            )  # fmt: skip
            continue
        try:
            cell = _clean(column.key, kind, raw)
            if column.filled and not cell.text:
                raise BadCell(told("没有填写，这一列必须填写"))  # noqa: TRY301
            if len(cell.text) > column.max:
                raise BadCell(told("太长，最多 %(most)s 个字", most=column.max))  # noqa: TRY301
        except BadCell as why:
            found = "" if raw is None else str(raw)
            sentence = told("%(why)s。", why=why.args[0])
            problems.append(RowProblem(row.number, column.title, found, sentence))
            continue
        values[column.key] = cell.text
        roster.notes += [
            RowNote(row.number, f"“{column.title}”{note}，导入的是“{cell.text}”")
            for note in cell.notes
        ]
    problems += _repeated(kind, row.number, values, seen)
    roster.problems += problems
    if not problems:
        roster.entries.append(Entry(row.number, values))


def _clean(key: str, kind: Kind, raw: object) -> Cleaned:
    """Clean by the column's own rule, then by what only this column knows."""
    if key in {"vice_leader", "officer"}:
        people = clean_names(raw)
        notes = tuple(note for person in people for note in person.notes)
        return Cleaned("、".join(person.text for person in people), notes)
    cell = kind.column(key).clean(raw)
    if kind is MEMBERS and key == "sector":
        if cell.text and not is_known(cell.text):
            raise BadCell(told("没有这个界别，请核对名称"))
    elif key == "kind" and kind.name == "groups":
        if cell.text and cell.text not in _GROUP_KINDS:
            raise BadCell(told("类别只能填“乡镇”或者“县直”"))
        return Cleaned(_GROUP_KINDS.get(cell.text, ""), cell.notes)
    elif key == "leader_is_member":
        if cell.text not in _YES_NO:
            raise BadCell(told("只能填“是”或者“否”"))
        return Cleaned(_YES_NO[cell.text], cell.notes)
    return cell


def _repeated(
    kind: Kind, number: int, values: dict[str, str], seen: dict[str, int]
) -> list[RowProblem]:
    """The same number or name a second time in one file."""
    key = values.get(kind.key, "")
    if not key:
        return []
    first = seen.setdefault(key, number)
    if first == number:
        return []
    title = kind.column(kind.key).title
    sentence = told(
        "与第 %(first)s 行重复。同一个%(title)s只能有一行，请改正其中一行。",
        first=first, title=title,
    )  # fmt: skip
    return [RowProblem(number, title, key, sentence)]


def _term_no(above: list[str]) -> int | None:
    """第十二届 in the title is 12."""
    for text in above:
        if hit := re.search(r"第\s*([一二三四五六七八九十\d]{1,3})\s*届", text):
            return chinese_number(hit[1])
    return None


def chinese_number(text: str) -> int | None:
    """十二 is 12, 二十 is 20, 12 is 12; None for what is no number below a hundred."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    try:
        if not ten:
            return _DIGITS.index(text)
        return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)
    except ValueError:
        return None
