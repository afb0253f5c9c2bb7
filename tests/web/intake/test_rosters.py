from __future__ import annotations

import io
import zipfile

import pytest

from tests.web.intake import files
from web.intake import spreadsheets
from web.intake.containers import BadFile
from web.intake.rosters import read_roster
from web.intake.sectors import is_known


@pytest.mark.parametrize(
    ("path", "kind", "rows"),
    [(files.MEMBERS, "members", 203), (files.GROUPS, "groups", 38), (files.UNITS, "units", 64)],
)
def test_the_offices_own_rosters_are_read_whole(path: object, kind: str, rows: int) -> None:
    roster = read_roster(path.read_bytes())  # type: ignore[attr-defined]
    assert (roster.kind.name, len(roster.entries)) == (kind, rows)
    assert not roster.problems
    assert not roster.notes


def test_every_row_of_a_roster_arrives_as_it_stands() -> None:
    roster = read_roster(files.MEMBERS.read_bytes())
    assert roster.term_no == 12
    last = roster.entries[-1]
    assert last.row == 206
    assert last.values == {
        "name": "迪丽娜·玉素甫",
        "member_no": "YL120203",
        "sector": "经济",
        "group": "雪山乡联络组",
        "employer_post": "黑水乡人民政府总经理",
        "mobile": "13800000202",
        "email": "m203@example.org",
        "remark": "",
    }


def test_every_wrong_row_is_reported_at_once() -> None:
    roster = read_roster(files.DIRTY.read_bytes())
    found = {(problem.row, problem.column) for problem in roster.problems}
    assert found == {
        (5, "姓名"),
        (7, "委员证号"),
        (8, "手机号码"),
        (9, "姓名"),
        (12, "界别"),
        (13, "电子邮箱"),
    }
    assert [entry.row for entry in roster.entries] == [4, 6, 10, 11, 14, 15]


def test_dirty_rows_are_cleaned_with_a_note() -> None:
    roster = read_roster(files.DIRTY.read_bytes())
    names = {entry.row: entry.name for entry in roster.entries}
    assert names[10] == "张三"
    assert names[11] == "阿依古丽·买买提"
    assert {note.row for note in roster.notes} == {10, 11}


def test_a_problem_names_row_column_value_reason_and_remedy() -> None:
    problems = [str(problem) for problem in read_roster(files.DIRTY.read_bytes()).problems]
    assert any(
        "第 7 行“委员证号”（填的是“YL120001”）：与第 4 行重复" in sentence for sentence in problems
    )


def test_a20_a_live_formula_is_refused_and_shown() -> None:
    sentences = [
        str(problem)
        for problem in read_roster(files.DIRTY.read_bytes()).problems
        if problem.row == 9
    ]
    assert len(sentences) == 1
    assert "=HYPERLINK(" in sentences[0]
    assert "公式" in sentences[0]


@pytest.mark.parametrize("typed", ["=1+1", "+86", "-", "@home"])
def test_a20_a_text_cell_that_looks_like_a_formula_stays_text(typed: str) -> None:
    data = files.text_workbook(files.MEMBER_HEADING, files.member(备注=typed))
    roster = read_roster(data)
    assert not roster.problems
    assert roster.entries[0].values["remark"] == typed


def test_the_heading_is_found_wherever_it_stands_and_the_foot_is_left_out() -> None:
    heading = ["序号", "电子邮箱", " 姓 名 ", "委员证号（必填）", "界别*", "联络组"]
    data = files.workbook(
        ["政协云岭县第十三届委员会委员名册"],
        [],
        [None, "填报单位：县政协"],
        heading,
        [1, "", "王小明", "YL130001", "教育界", "青山镇联络组"],
        [2, "", "", "", "", ""],
        [],
        heading,
        [3, "", "李小红", "YL130002", "教育界", "青山镇联络组"],
        ["合计", "2 人"],
        ["填表人：甲", None, None, "审核人：乙"],
    )
    roster = read_roster(data)
    assert not roster.problems
    assert roster.term_no == 13
    assert [entry.row for entry in roster.entries] == [5, 9]


def test_the_second_sheet_is_read_when_the_first_is_no_roster() -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["说明"])
    second = book.create_sheet("名册")
    second.append(files.MEMBER_HEADING)
    second.append(files.member(姓名="=1+1"))
    out = io.BytesIO()
    book.save(out)
    problems = read_roster(out.getvalue()).problems
    assert [problem.found for problem in problems] == ["=1+1"]


def test_a_column_that_stands_twice_is_refused() -> None:
    data = files.workbook([*files.MEMBER_HEADING, "姓名"], files.member())
    with pytest.raises(BadFile, match="姓名"):
        read_roster(data)


def test_columns_nobody_asked_for_are_named() -> None:
    data = files.workbook([*files.MEMBER_HEADING, "血型"], [*files.member(), "A"])
    assert read_roster(data).ignored == ["血型"]


def test_the_sectors_of_the_offices_own_roster_are_known_and_others_are_not() -> None:
    sectors = {entry.values["sector"] for entry in read_roster(files.MEMBERS.read_bytes()).entries}
    assert len(sectors) == 20
    assert all(is_known(sector) for sector in sectors)
    assert is_known("教育界")
    assert not is_known("未知界别")
    assert not is_known("")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (b"PK\x03\x04rubbish", "损坏"),
        (b"%PDF-1.7 ...", "不是电子表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "旧格式"),
        (b"PK" + b"0" * (11 * 1024 * 1024), "上限"),
        (files.word("甲"), "不是电子表格"),
        (files.bomb("xl/workbook.xml"), "大得不正常"),
        (files.workbook(["甲", "乙"], [1, 2]), "表头"),
        (files.workbook(files.MEMBER_HEADING), "没有一行数据"),
        (files.workbook(), "表头"),
    ],
    ids=["empty", "broken", "pdf", "old", "large", "word", "bomb", "other", "heading", "blank"],
)
def test_a_hostile_or_wrong_file_gets_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        read_roster(data)


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 10)
    rows = [files.member(委员证号=f"YL{n}") for n in range(10)]
    with pytest.raises(BadFile, match="10 行"):
        read_roster(files.workbook(files.MEMBER_HEADING, *rows))


def test_a_cell_far_below_does_not_fill_the_memory() -> None:
    data = files.workbook(files.MEMBER_HEADING, files.member())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</sheetData>",
                    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
                )
            new.writestr(name, content)
    with pytest.raises(BadFile):
        read_roster(out.getvalue())


def test_a_lie_about_the_size_is_found_out() -> None:
    data = bytearray(files.bomb("xl/workbook.xml"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    honest = size.to_bytes(4, "little")
    assert honest in data
    lied = bytes(data).replace(honest, (1000).to_bytes(4, "little"))
    with pytest.raises(BadFile):
        read_roster(lied)
