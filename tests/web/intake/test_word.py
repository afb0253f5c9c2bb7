from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document

from tests.web.intake import files
from web.intake import word
from web.intake.word import WordProblem, read_file, read_proposal, read_text


def test_all_three_heading_styles_and_numberings_are_understood() -> None:
    texts = [read_proposal(path.read_bytes()) for path in files.PROPOSALS]
    assert len(texts) == 8
    assert [len(text.suggestions) for text in texts] == [4, 3, 3, 4, 3, 3, 3, 3]
    for path, text in zip(files.PROPOSALS, texts, strict=True):
        assert text.title == path.stem[3:]
        assert text.background
        assert text.analysis
        assert text.author
        assert text.group.endswith("联络组")
        assert text.sector
        assert len(text.suggested_units) == 1
        assert not any(re.match(r"[（(\d①【一二三]", each) for each in text.suggestions)


def test_no_word_of_a_proposal_is_lost() -> None:
    for path in files.PROPOSALS:
        text = read_proposal(path.read_bytes())
        kept = "".join(
            [
                text.title, text.author, text.sector, text.group, *text.cosigners,
                text.collective_body, text.background, text.analysis, *text.suggestions,
                *text.suggested_units,
            ]
        )  # fmt: skip
        document = Document(str(path))
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        for paragraph in [each.text for each in document.paragraphs] + cells:
            for piece in re.split(r"[\s\u3000、：]+", re.sub(r"（集体提案）", "", paragraph)):
                bare = re.sub(r"^([（(]?[一二三四\d]+[)）．])", "", piece)
                if not re.fullmatch(r".{2,6}[人别组者位]|.?[一二三]?.{0,6}|【.*】", bare):
                    assert bare in kept, path.name


def test_joint_names_and_the_collective_body_are_kept() -> None:
    texts = {path.stem[:2]: read_proposal(path.read_bytes()) for path in files.PROPOSALS}
    assert texts["02"].cosigners == ["康芳娥", "钱丽", "卓玛·阿不都"]
    assert texts["04"].collective_body == "农业农村党工委联络组"
    assert texts["04"].author == "孟远云"
    assert texts["01"].cosigners == []


def test_a_table_becomes_lines_of_text_where_it_stood() -> None:
    text = read_proposal(files.PROPOSALS[4].read_bytes())
    assert text.suggestions[2].split("\n") == [
        "组织家长、社区志愿者与交警共建护学岗。",
        "学校 | 高峰车辆 | 已有设施",
        "第一小学 | 168 | 无",
        "第二小学 | 143 | 护栏",
        "实验中学 | 202 | 信号灯",
    ]
    assert any("1 个表格" in notice for notice in text.notices)


@pytest.mark.parametrize(
    "numbers",
    [
        ("一、", "二、"),
        ("（一）", "（二）"),
        ("(一)", "(二)"),
        ("1．", "2．"),
        ("1.", "2."),
        ("1、", "2、"),
        ("（1）", "（2）"),
        ("①", "②"),
        ("第一，", "第二，"),
    ],
)
def test_suggestions_are_split_whatever_their_numbers(numbers: tuple[str, str]) -> None:
    first, second = numbers
    text = read_text(f"关于修路的提案\n【建议】\n{first}修路。\n要修好。\n{second}种树。")
    assert text.suggestions == ["修路。\n要修好。", "种树。"]


def test_deeper_numbers_stay_inside_their_suggestion() -> None:
    text = read_text("【建议】\n（一）修路\n1.先修东街\n2.再修西街\n（二）种树\n3.5 公里")
    assert text.suggestions == ["修路\n1.先修东街\n2.再修西街", "种树\n3.5 公里"]


def test_several_suggestions_in_one_paragraph_are_split() -> None:
    assert read_text("建议：1.修路。2.种树；3．装灯。").suggestions == [
        "修路。",
        "种树；",
        "装灯。",
    ]


def test_without_numbers_every_paragraph_is_a_suggestion() -> None:
    assert read_text("三、建议\n修路。\n种树。").suggestions == ["修路。", "种树。"]


def test_a_list_numbered_by_the_word_processor_is_split() -> None:
    document = Document()
    document.add_paragraph("关于修路的提案")
    document.add_paragraph("三、建议")
    for item in ("修路。", "种树。"):
        document.add_paragraph(item, style="List Number")
    out = io.BytesIO()
    document.save(out)
    assert read_proposal(out.getvalue()).suggestions == ["修路。", "种树。"]


def test_text_without_known_headings_goes_whole_into_the_situation_with_a_notice() -> None:
    text = read_text("关于修路的提案\n路坏了。\n要修。\n学校\t人数")
    assert text.title == "关于修路的提案"
    assert text.background == "路坏了。\n要修。\n学校\t人数"
    assert not text.suggestions
    assert any("全文放在了“情况”里" in notice for notice in text.notices)


def test_an_unknown_heading_among_known_ones_is_kept_with_a_notice() -> None:
    text = read_text("一、情况\n路坏了。\n二、建议\n1．修路。\n三、组织保障\n要有人管。")
    assert text.suggestions == ["修路。"]
    assert text.background == "路坏了。\n三、组织保障\n要有人管。"
    assert any("三、组织保障" in notice for notice in text.notices)


def test_a_subheading_named_like_a_section_stays_in_the_text() -> None:
    text = read_text(
        "一、情况\n路坏了。\n二、对策建议\n（一）具体措施\n修路。\n（二）资金办法\n筹钱。"
    )
    assert text.suggestions == ["具体措施\n修路。", "资金办法\n筹钱。"]


def test_text_before_the_first_suggestion_goes_to_the_analysis() -> None:
    text = read_text("一、分析\n没有钱。\n二、建议\n为此提出：\n1．修路。")
    assert text.analysis == "没有钱。\n为此提出："
    assert text.suggestions == ["修路。"]
    assert text.notices


def test_a_form_in_a_table_is_read_like_fields() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=2)
    for at, (label, value) in enumerate(
        [
            ("案　由", "关于修路的提案"),
            ("提案人", "张　三"),
            ("情况", "路坏了。\n多年了。"),
            ("建议", "1．修路。\n2．种树。"),
        ]
    ):
        table.cell(at, 0).text, table.cell(at, 1).text = label, value
    out = io.BytesIO()
    document.save(out)
    text = read_proposal(out.getvalue())
    assert (text.title, text.author) == ("关于修路的提案", "张三")
    assert text.background == "路坏了。\n多年了。"
    assert text.suggestions == ["修路。", "种树。"]


def test_tracked_changes_and_content_controls_are_read_as_they_stand_now() -> None:
    data = files.word("关于修路的提案", "情况", "X")
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:p xmlns:w="{w}"><w:r><w:t>路</w:t></w:r><w:ins><w:r><w:t>早已</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>没有</w:delText></w:r></w:del><w:r><w:t>坏了</w:t></w:r></w:p>"
        f'<w:sdt xmlns:w="{w}"><w:sdtContent><w:p><w:r><w:t>控件里的字</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:p><w:r><w:t>X</w:t></w:r></w:p>", body.encode(), content)
            new.writestr(name, content)
    assert read_proposal(out.getvalue()).background == "路早已坏了\n控件里的字"


def test_rare_and_four_byte_characters_survive() -> None:
    text = read_text("关于𬭛矿的提案\n提案人：吴𬭛\n情况\n周玥㛃住在𠮷田村😀。\n建议\n修路。")
    assert text.author == "吴𬭛"
    assert text.background == "周玥㛃住在𠮷田村😀。"


def test_a_body_of_twenty_thousand_characters_is_kept() -> None:
    long = "路" * 20_000
    assert read_proposal(files.word("关于修路的提案", "一、情况", long)).background == long


def test_several_names_on_the_proposers_line_are_joint_proposers() -> None:
    text = read_text("案由：关于修路的提案\n提案人：张　三　李四　热孜万.玉素甫\n情况：路坏了。")
    assert text.author == "张三"
    assert text.cosigners == ["李四", "热孜万·玉素甫"]


def test_what_is_not_imported_is_named() -> None:
    text = read_text("关于修路的提案\n联系电话：13800000000\n情况\n路坏了。\n2026年3月5日")
    assert text.background == "路坏了。"
    assert any("13800000000" in notice for notice in text.notices)
    assert any("2026年3月5日" in notice for notice in text.notices)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "另存为"),
        (b"%PDF-1.7", "不是 ?Word"),
        (b"PK\x03\x04rubbish", "损坏"),
        (files.bomb("word/document.xml"), "大得不正常"),
        (files.workbook(["甲"]), "不是 ?Word"),
        (files.word(), "没有读到文字"),
        (b"PK" + b"0" * (11 * 1024 * 1024), "上限"),
    ],
    ids=["empty", "old", "pdf", "broken", "bomb", "xlsx", "blank", "large"],
)
def test_a_hostile_or_wrong_file_gets_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(WordProblem, match=says):
        read_proposal(data)


def test_a_damaged_document_gets_a_sentence() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(WordProblem, match="损坏"):
        read_proposal(out.getvalue())


def test_external_entities_are_never_fetched() -> None:
    data = files.word("甲")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(
                    b"<w:document",
                    b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<w:document',
                    1,
                ).replace("甲".encode(), b"x&e;y")
            new.writestr(name, content)
    try:
        text = read_proposal(out.getvalue())
    except WordProblem:
        return
    assert "root:" not in text.title + text.background


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.rtf"])
def test_an_old_word_file_is_told_to_be_saved_anew(name: str) -> None:
    with pytest.raises(WordProblem, match="请用 Word 或 WPS 打开后另存为"):
        read_file(name, b"\xd0\xcf\x11\xe0")


def test_a_text_file_is_read_in_either_chinese_encoding() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        text = read_file("a.txt", "情况\r\n路坏了。\r\n建议\r\n修路。".encode(encoding))
        assert (text.background, text.suggestions) == ("路坏了。", ["修路。"])


def test_control_characters_in_pasted_text_are_refused() -> None:
    with pytest.raises(WordProblem, match="控制字符"):
        read_text("路\x00坏了")


def test_too_long_a_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_CHARACTERS", 20)
    with pytest.raises(WordProblem, match="万字"):
        read_text("路" * 21)


def test_a_text_of_nothing_but_heading_words_is_read_at_once() -> None:
    line = "意见建议" * 2_000 + "甲"
    assert read_text(f"情况\n{line}").background == line
