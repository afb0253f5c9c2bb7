"""Places and sizes of GB/T 9704-2012, measured in the PDF, in millimetres from the paper's edge."""

import io
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pdfplumber
import pytest

MM = 25.4 / 72
NEAR = 0.3
LEFT, RIGHT, TOP, BOTTOM = 28, 28 + 156, 37, 297 - 35


def is_red(char):
    red, green, _blue = (
        char["non_stroking_color"] if len(char["non_stroking_color"]) == 3 else (0, 0, 0)
    )
    return red > 0.8 and green < 0.1


def sized(char, size):
    return abs(char["size"] - size) < 0.1


def near(value):
    return pytest.approx(value, abs=NEAR)


@pytest.fixture(scope="module")
def pages(printed, a_letter):
    """A letter of several full pages, opened."""
    body = "\n".join("农村公路养护管理工作一二三四五六七八九十" * 30 for _ in range(4))
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(body=body)))) as document:
        yield document.pages


def lines_of(page):
    """The characters of the text block, line by line: baseline → characters from left to right."""
    lines = defaultdict(list)
    for char in page.chars:
        if sized(char, 16) and not is_red(char):
            lines[round(char["matrix"][5], 1)].append(char)
    return {
        base: sorted(chars, key=lambda char: char["x0"])
        for base, chars in sorted(lines.items(), reverse=True)
    }


def rules_of(page):
    return [
        (rect["x0"] * MM, rect["x1"] * MM, rect["top"] * MM, rect["bottom"] * MM)
        for rect in sorted(page.rects, key=lambda rect: rect["top"])
        if rect["width"] * MM > 100
    ]


def find(page, text, size=None):
    chars = [c for c in page.chars if size is None or sized(c, size)]
    joined = "".join(c["text"] for c in chars)
    at = joined.index(text)
    return chars[at : at + len(text)]


def test_the_paper_is_a4(pages):
    assert {(round(p.width * MM), round(p.height * MM)) for p in pages} == {(210, 297)}


def test_a_full_page_holds_22_lines_of_28_characters(pages):
    lines = lines_of(pages[1])
    assert len(lines) == 22
    counts = Counter(len(chars) for chars in lines.values())
    assert counts[28] >= 18
    assert max(counts) == 28


def test_lines_are_one_twenty_second_of_the_text_block_apart(pages):
    for page in pages[1:3]:
        bases = list(lines_of(page))
        for upper, lower in pairwise(bases):
            steps = (upper - lower) * MM / (225 / 22)
            assert steps == pytest.approx(round(steps), abs=0.02)


@pytest.mark.parametrize("word", ["喆", "𬱖䶮", "يەكەن", "<b>&", "①㎡", "•"])
def test_a_word_in_another_face_stays_on_the_grid(printed, a_letter, word):
    body = "\n".join(["普通文字"] * 3 + [f"普通{word}文字"] + ["普通文字"] * 3)
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(body=body)))) as document:
        bases = list(lines_of(document.pages[0]))[2:]
    assert len(bases) > 8
    for upper, lower in pairwise(bases):
        assert (upper - lower) * MM == pytest.approx(225 / 22, abs=0.05)


def test_the_text_block_is_156_by_225_mm(pages):
    lines = list(lines_of(pages[1]).values())
    full = [chars for chars in lines if len(chars) == 28]
    for chars in full:
        assert chars[0]["x0"] * MM == near(LEFT)
        assert chars[-1]["x1"] * MM == near(RIGHT)
    # the em square of the first line is centred in its pitch
    pitch = 225 / 22
    above = (pitch - 16 * MM) / 2
    height = pages[1].height
    first = (height - lines[0][0]["matrix"][5]) * MM - 0.88 * 16 * MM
    last = (height - lines[-1][0]["matrix"][5]) * MM + 0.12 * 16 * MM
    assert first == near(TOP + above)
    assert last == near(BOTTOM - above)


def test_a_line_with_digits_and_punctuation_ends_at_the_right_edge(printed, a_letter):
    body = "全县现有农村公路1,286.5公里，其中等级公路占92.3%，《办法》“试行”（见附件）3、" * 24
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(body=body)))) as document:
        lines = list(lines_of(document.pages[1]).values())
    broken = [chars for chars in lines[:10] if len(chars) > 20]
    assert len(broken) >= 8
    for chars in broken:
        assert chars[-1]["x1"] * MM == near(RIGHT)
    assert {len(chars) for chars in broken} != {28}


def test_the_red_double_rules_are_170_mm_and_on_the_first_page_only(pages):
    thick, thin, lower_thin, lower_thick = rules_of(pages[0])
    for left, right, _top, _bottom in (thick, thin, lower_thin, lower_thick):
        assert left == near(20 + 1)
        assert right == near(191)
    assert thick[3] - thick[2] > 2 * (thin[3] - thin[2])
    assert lower_thick[3] - lower_thick[2] > 2 * (lower_thin[3] - lower_thin[2])
    assert lower_thick[3] == near(297 - 20)
    assert all(rules_of(page) == [] for page in pages[1:])


@pytest.mark.parametrize(
    "unit",
    ["云岭县教育局", "云岭县住房和城乡建设局", "云岭县人民政府政务服务和大数据发展管理办公室"],
)
def test_the_name_begins_30_mm_down_and_the_rule_lies_4_mm_below_it(printed, a_letter, unit):
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(unit=unit)))) as document:
        page = document.pages[0]
        name = [char for char in page.chars if is_red(char)]
        assert "".join(char["text"] for char in name) == unit
        ink = page.to_image(resolution=600).original.convert("RGB")
        thick = rules_of(page)[0]
    rows = _red_rows(ink, 25, thick[2] - 0.5)
    assert rows[0] == near(30)
    assert thick[2] - rows[-1] == near(4)
    middle = (name[0]["x0"] + name[-1]["x1"]) / 2 * MM
    assert middle == near((LEFT + RIGHT) / 2)
    assert name[0]["x0"] * MM >= LEFT


def _red_rows(picture, top, bottom):
    scale = 600 / 25.4
    rows = []
    for y in range(int(top * scale), int(bottom * scale)):
        strip = picture.crop((0, y, picture.width, y + 1)).tobytes()
        if any(r > 200 and g < 100 for r, g in zip(strip[::3], strip[1::3], strict=True)):
            rows.append(y / scale)
    return rows


def test_the_document_number_stands_at_the_right_seven_eighths_below_the_rule(pages):
    number = find(pages[0], "云交函〔2026〕12号")
    thin = rules_of(pages[0])[1]
    assert number[-1]["x1"] * MM == near(RIGHT)
    top = (pages[0].height - number[0]["matrix"][5]) * MM - 0.88 * 16 * MM
    assert top - thin[3] == near(7 / 8 * 16 * MM)


def test_the_class_stands_in_heiti_at_the_upper_right(pages):
    mark = find(pages[0], "B类")
    assert mark[-1]["x1"] * MM == near(RIGHT)
    assert mark[-1]["bottom"] * MM < 30
    assert all("heiti" in char["fontname"] and sized(char, 16) for char in mark)


def test_the_title_is_centred_in_xiaobiaosong_of_the_second_size(pages):
    for line in ("关于县政协第十二届第三次会议", "第023号提案的答复"):
        chars = find(pages[0], line, size=22)
        assert (chars[0]["x0"] + chars[-1]["x1"]) / 2 * MM == near((LEFT + RIGHT) / 2)
        assert all("xiaobiaosong" in char["fontname"] for char in chars)


@pytest.mark.parametrize("day", [date(2026, 3, 5), date(2026, 12, 31)])
def test_the_date_ends_four_characters_before_the_edge_under_the_name(printed, a_letter, day):
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(issued_on=day)))) as document:
        page = document.pages[-1]
    written = find(page, f"{day.year}年{day.month}月{day.day}日（此件")[:-3]
    assert written[-1]["x1"] * MM == near(RIGHT - 4 * 156 / 28)
    name = find(page, "云岭县交通运输局2026")[:8]
    middle = (written[0]["x0"] + written[-1]["x1"]) / 2
    assert (name[0]["x0"] + name[-1]["x1"]) / 2 * MM == near(middle * MM)


def test_page_numbers_begin_on_page_2_even_left_odd_right(pages):
    def foot(page):
        return [c for c in page.chars if sized(c, 14) and c["top"] * MM > BOTTOM]

    assert foot(pages[0]) == []
    even, odd = foot(pages[1]), foot(pages[2])
    assert "".join(char["text"] for char in even) == "— 2 —"
    assert "".join(char["text"] for char in odd) == "— 3 —"
    assert even[0]["x0"] * MM == near(LEFT + 14 * MM)
    assert odd[-1]["x1"] * MM == near(RIGHT - 14 * MM)


def test_copies_stand_at_the_foot_of_the_last_page(pages):
    copies = find(pages[-1], "抄送：县政协提案委员会，县人民政府督查室。")
    assert all(sized(char, 14) for char in copies)
    assert copies[0]["x0"] * MM == near(LEFT + 14 * MM)
    assert BOTTOM - 8 < copies[0]["bottom"] * MM < BOTTOM


@pytest.mark.parametrize("lines", range(1, 24))
def test_the_page_with_the_signature_always_carries_text(printed, a_letter, lines):
    body = "\n".join("农村公路养护。" for _ in range(lines))
    letter = a_letter(body=body, answers=(), copies=("县人民政府督查室",) * 5)
    with pdfplumber.open(io.BytesIO(printed("reply_letter", letter))) as document:
        text = document.pages[-1].extract_text()
        whole = "".join(page.extract_text() for page in document.pages)
    assert whole.count("抄送") == 1
    assert text.index("感谢您") < text.index("2026年6月18日") < text.index("抄送")


def test_the_line_at_the_foot_stays_outside_the_text_block_of_the_last_page(pages):
    mark = find(pages[-1], "存证")
    assert mark[0]["top"] * MM > BOTTOM + 7
    assert all("存证" not in page.extract_text() for page in pages[:-1])


def test_the_project_application_is_one_sheet(printed, an_application):
    pdf = printed("project_application", an_application())
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1


def test_the_feedback_form_is_one_sheet_with_nothing_ticked(printed, a_form):
    with pdfplumber.open(
        io.BytesIO(
            printed(
                "feedback_form", a_form(suggestions=9, co_units=("云岭县发展和改革委员会",) * 5)
            )
        )
    ) as document:
        assert len(document.pages) == 1
        text = document.pages[0].extract_text()
    assert text.count("□") == 8 + 3 + 3 + 3 + 3 + 9 * 3 + 1
    assert not set(text) & set("☑☒■✓✔")
    assert "本表由提案者本人填写，承办单位不得代填" in text
    assert "请于2026年7月9日前寄（送）回：政协云岭县委员会提案委员会" in text


def test_every_page_of_a_form_says_which_case_it_belongs_to(printed, an_application):
    pdf = printed("project_application", an_application(need="冬季经常断水。" * 400))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 1
        for number, page in enumerate(document.pages, 1):
            text = page.extract_text()
            assert "案号〔2026〕第7号" in text.replace(" ", "")
            assert f"{number}/{len(document.pages)}" in text
