"""公文格式 (GB/T 9704-2012 section 7), measured in the PDF in millimetres from the paper's edge."""

import io
from collections import defaultdict
from dataclasses import replace

import pdfplumber
import pytest

from tests.sheet_samples import SAMPLES
from web.documents.wording import heading, headings

MM = 25.4 / 72
NEAR = 0.3
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262
PITCH = 225 / 22


def near(value):
    return pytest.approx(value, abs=NEAR)


@pytest.fixture(scope="module")
def pages(printed):
    reason = "农村公路养护管理工作一二三四五六七八九十" * 60
    sheet = replace(SAMPLES["rehandling_notice"], reasons=(("李明", reason),))
    with pdfplumber.open(io.BytesIO(printed("rehandling_notice", sheet))) as document:
        yield document.pages


def lines_of(page):
    lines = defaultdict(list)
    for char in page.chars:
        if abs(char["size"] - 16) < 0.1 and char["text"].strip():
            lines[round(char["matrix"][5], 1)].append(char)
    return {base: lines[base] for base in sorted(lines, reverse=True)}


def find(page, text):
    joined = "".join(char["text"] for char in page.chars)
    at = joined.index(text)
    return page.chars[at : at + len(text)]


def bars(page):
    """Horizontal rules: top, bottom, left, right, whether red."""
    return [
        (r["top"] * MM, r["bottom"] * MM, r["x0"] * MM, r["x1"] * MM, r["non_stroking_color"])
        for r in sorted(page.rects, key=lambda one: one["top"])
        if r["width"] * MM > 100 and r["height"] * MM < 2
    ]


def ink(page, top, bottom):
    """First and last row with red on the picture of the page."""
    picture = page.to_image(resolution=600).original.convert("RGB")
    scale = 600 / 25.4
    rows = []
    for y in range(int(top * scale), int(bottom * scale)):
        strip = picture.crop((0, y, picture.width, y + 1)).tobytes()
        if any(r > 200 and g < 100 for r, g in zip(strip[::3], strip[1::3], strict=True)):
            rows.append(y / scale)
    return rows[0], rows[-1]


def test_the_name_begins_35_mm_below_the_top_of_the_text_block(pages):
    first, last = ink(pages[0], 60, 95)
    assert first == near(TOP + 35)
    name = [c for c in pages[0].chars if c["text"] == "文" and c["size"] > 25]
    assert name
    [rule] = [one for one in bars(pages[0]) if one[0] < 150]
    number = find(pages[0], "案号")
    top = (pages[0].height - number[0]["matrix"][5]) * MM - 0.88 * 16 * MM
    assert top - last == near(2 * PITCH), "two empty lines"
    assert rule[0] - (top + 16 * MM) == near(4)
    assert (rule[2], rule[3]) == (near(LEFT), near(RIGHT))
    middle = (number[0]["x0"] + find(pages[0], "轮办理")[-1]["x1"]) / 2 * MM
    assert middle == near((LEFT + RIGHT) / 2)


def test_the_text_lies_on_the_grid_of_22_lines(pages):
    first = max(lines_of(pages[1])) * MM
    for page in pages:
        for base in lines_of(page):
            if page is pages[0] and base * MM > 297 - 150:
                continue  # the number stands by the name
            steps = (first - base * MM) / PITCH
            assert steps == pytest.approx(round(steps), abs=0.02)
    full = lines_of(pages[1])
    assert len(full) == 22
    assert sorted(map(len, full.values()))[-15:] == [28] * 15


def test_pages_are_numbered_from_the_first_odd_right_even_left(pages):
    for number, page in enumerate(pages, 1):
        foot = [c for c in page.chars if abs(c["size"] - 14) < 0.1 and c["top"] * MM > BOTTOM]
        assert "".join(c["text"] for c in foot) == f"— {number} —"
        dash = foot[0]["x0"] if number % 2 == 0 else foot[-1]["x1"]
        assert dash * MM == near(LEFT + 14 * MM if number % 2 == 0 else RIGHT - 14 * MM)


def test_the_record_closes_the_last_page_with_rules_of_their_widths(pages):
    assert all(one[0] < 150 for page in pages[:-1] for one in bars(page))
    first, inner, last = bars(pages[-1])[-3:]
    widths = [round(one[1] - one[0], 2) for one in (first, inner, last)]
    assert widths == [0.35, 0.25, 0.35]
    assert last[1] == near(BOTTOM)
    assert all((one[2], one[3]) == (near(LEFT), near(RIGHT)) for one in (first, inner, last))
    copies, printed = find(pages[-1], "抄送："), find(pages[-1], "日印发")
    assert copies[0]["x0"] * MM == near(LEFT + 14 * MM)
    assert printed[-1]["x1"] * MM == near(RIGHT - 14 * MM)


@pytest.mark.parametrize(
    ("text", "face", "length"),
    [
        ("一、关于养护现状", "heiti", 8),
        ("（二）资金保障", "kaiti", 7),
        ("（一）加强组织领导。县里成立了专班。", "kaiti", 10),
        ("十一、下一步打算", "heiti", 8),
        ("一、养护资金已按每公里3000元的标准列入预算。", "", 0),
        ("一、案号：第023号。今后来信请注明案号。", "", 0),
        ("二、已会同县财政局测算，拟列入下一年度预算", "", 0),
        ("1. 修复路面", "", 0),
        ("一是修复路面", "", 0),
        ("三、" + "很长的一句话没有标点" * 4, "", 0),
        ("", "", 0),
    ],
)
def test_a_heading_is_told_from_a_numbered_sentence(text, face, length):
    assert heading(text)[:2] == (face, length)


def test_answers_go_on_with_the_numbers_of_the_text(printed, a_letter):
    body = "前言。\n一、关于现状\n（一）日常养护\n有十一个道班。"
    assert headings(body.split("\n")) == 1
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(body=body)))) as document:
        page = document.pages[0]
        first = find(page, "一、关于现状")
        second = find(page, "（一）日常养护")
        text = "".join(one.extract_text() for one in document.pages)
    assert all("heiti" in char["fontname"] for char in first)
    assert all("kaiti" in char["fontname"] for char in second)
    assert "二、关于第1条建议" in text
    assert "三、关于第2条建议" in text
