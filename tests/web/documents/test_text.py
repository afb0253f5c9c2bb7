"""The text copied out of the PDF is the text that was stored."""

import io
import random
import subprocess
import unicodedata
from collections import Counter

import pdfplumber
import pytest

from web.documents import AnswerLine, Unprintable

COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    "同工也能下过子说产种面而方后多定行学法所民得经"
)


def text_of(pdf: bytes) -> str:
    """All text in reading order, without spaces, page numbers and the line at the foot."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join(
            char["text"]
            for page in document.pages
            for char in page.chars
            if not char["text"].isspace() and char["bottom"] < 265 / 25.4 * 72
        )


def bare(text: str) -> str:
    return "".join(text.split())


def prose(length: int) -> str:
    pick = random.Random(length)
    text = ""
    while len(text) < length:
        text += "".join(pick.choices(COMMON, k=pick.randint(4, 30)))
        text += pick.choice(
            ["，", "。", "；", "2026年3月5日", "12.5%", "（含村道）", "“四好”", "\n"]
        )
    return text[:length]


@pytest.mark.parametrize(
    "body",
    [
        "甲" * 300,
        "x" * 300,
        "1234567890" * 30,
        "<script>alert(1)</script><img src=x onerror=y> & &amp; </p></body> {{ 7 * 7 }} {% if %}",
        "李喆、陈昇珺、王琞、𬱖先生、䶮、翾、龑、堃、鋆、囯、昉、浥、镕、瑄",
        "阿卜杜拉·买买提、古丽娜尔‧艾山、图尔荪・玉素甫、列项•一",
        "《一》（二）〔三〕①②③㎡℃‰×≥≤□○●※→—……“”‘’、：；！？％＋－／",
        "表一\t二\t三\n1\t2\t3\n",
        "⼈⼝与人口",
    ],
    ids=["unbroken", "latin", "digits", "html", "rare", "dots", "signs", "table", "radicals"],
)
def test_unusual_text_comes_out_as_it_went_in(printed, a_letter, body):
    assert bare(body) in text_of(printed("reply_letter", a_letter(body=body)))


HOSTILE = '</title><script>"x"</script>\'>&lt;{{7*7}}'


@pytest.mark.parametrize(
    "field",
    ["title", "unit", "doc_no", "signer", "salutation", "opening", "closing", "contact_person",
     "contact_phone", "publicity", "case_number", "record_mark"],
)  # fmt: skip
def test_no_field_can_write_into_the_page(printed, a_letter, field):
    pdf = printed("reply_letter", a_letter(**{field: HOSTILE}))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        metadata = document.metadata
        text = bare("".join(char["text"] for page in document.pages for char in page.chars))
    assert HOSTILE in text
    kept = {"title": "Title", "unit": "Author", "case_number": "Subject", "record_mark": "Subject"}
    if field in kept:
        assert HOSTILE in metadata[kept[field]]


def test_uyghur_words_are_joined_and_complete(printed, a_letter):
    words = "يەكەن ناھىيەسى سىياسىي كېڭەش تەكلىپ"
    pdf = printed("reply_letter", a_letter(body=f"维吾尔文：{words}。"))
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    letters = unicodedata.normalize("NFKC", done.stdout.decode())
    arabic = Counter(c for c in letters if "\u0600" <= c <= "\u06ff")
    assert arabic == Counter(c for c in words if not c.isspace())
    assert "UKIJ" in fonts_of(pdf)


def test_the_answers_stand_item_by_item_with_verdict_measure_and_date(printed, a_letter):
    text = text_of(printed("reply_letter", a_letter()))
    assert "一、关于第1条建议建议内容：建立路长制。办理意见：采纳。已印发实施方案。" in text
    assert "办理意见：列入计划，2026年12月31日前完成。正在测算。" in text


def test_a_long_suggestion_and_a_long_measure_come_out_whole(printed, a_letter):
    suggestion, measure = prose(1500), prose(1700)
    answers = (AnswerLine(1, suggestion, "采纳", measure),)
    text = text_of(printed("reply_letter", a_letter(answers=answers)))
    assert bare(suggestion) in text
    assert bare(measure) in text


def test_invisible_controls_are_not_printed(printed, a_letter):
    text = text_of(printed("reply_letter", a_letter(body="甲\u202e乙\u200b丙\x07丁\u00ad戊")))
    assert "甲乙丙丁戊" in text


def test_a_character_without_a_face_is_refused_in_a_sentence(printed, a_letter):
    with pytest.raises(Unprintable, match=r"不能打印：“😀”（U\+1F600）"):
        printed("reply_letter", a_letter(body="很好😀"))


def test_no_empty_box_is_printed(printed, a_letter, caplog):
    printed("reply_letter", a_letter(body="𬱖䶮琞翾龑喆" + prose(300)))
    assert "notdef" not in caplog.text


def test_long_project_texts_flow_on_without_loss(printed, an_application):
    need, goal = prose(4800), prose(3000)
    pdf = printed("project_application", an_application(need=need, goal=goal))
    text = "".join(c for c in text_of(pdf))
    for part in (bare(need), bare(goal)):
        assert part[:40] in text
        assert not Counter(part) - Counter(text)


def fonts_of(pdf: bytes) -> str:
    done = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_every_font_is_embedded_and_expected(printed, a_letter, tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed("reply_letter", a_letter(body="喆𬱖")))
    done = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    names = {row[0].split("+")[1] for row in rows}
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert names <= {
        "jy-fangsong", "jy-kaiti", "jy-heiti", "jy-songti", "jy-xiaobiaosong",
        "Noto-Serif-CJK-SC", "NotoSerifCJKsc",
    }  # fmt: skip
