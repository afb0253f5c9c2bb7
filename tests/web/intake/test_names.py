from __future__ import annotations

import pytest

from web.intake.names import (
    BadCell,
    clean_cell,
    clean_code,
    clean_email,
    clean_mobile,
    clean_name,
    clean_names,
    clean_phone,
)
from web.sounds import sorting_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张\u3000三 ", "张三"),
        ("张 三", "张三"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("阿依古丽‧买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("吴𬭛", "吴𬭛"),
        ("𠮷田玉", "𠮷田玉"),
        ("周玥㛃", "周玥㛃"),
        ("John Smith", "John Smith"),
        ("ئايگۈل", "ئايگۈل"),
        ("张\u200b三", "张三"),
        ("Jose\u0301", "José"),
        ("", ""),
    ],
)
def test_a_name_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert clean_name(typed).text == kept


def test_a_cleaned_name_says_what_was_done() -> None:
    assert clean_name("张\u3000三").notes
    assert clean_name("甲.乙").notes
    assert not clean_name("张三").notes


@pytest.mark.parametrize("typed", ["=1+1", "张三1", "@cmd", "张三（已故）", "张\x07三", "张" * 61])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(BadCell):
        clean_name(typed)


def test_several_names_in_a_cell_are_taken_apart() -> None:
    assert [each.text for each in clean_names("朱环、李 四，甲.乙")] == ["朱环", "李四", "甲·乙"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (13800000000.0, "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("+8613800000000", "13800000000"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_mobile_number_is_eleven_half_width_digits(typed: object, kept: str) -> None:
    assert clean_mobile(typed).text == kept


@pytest.mark.parametrize(
    "typed", ["１３８００００abcd", "1380000000", "23800000000", "=13800000000"]
)
def test_a_wrong_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(BadCell):
        clean_mobile(typed)


def test_a_fixed_number_is_a_telephone_but_no_mobile() -> None:
    assert clean_phone("0900－6600000").text == "0900-6600000"
    with pytest.raises(BadCell):
        clean_mobile("0900-6600000")


@pytest.mark.parametrize("typed", ["not-an-email", "a@b", "@example.org", "a b@@c.org"])
def test_a_wrong_address_is_refused(typed: str) -> None:
    with pytest.raises(BadCell):
        clean_email(typed)


def test_a_full_width_address_becomes_half_width() -> None:
    assert clean_email("ａ＠example．org").text == "a@example.org"


def test_a_code_is_half_width_without_spaces() -> None:
    assert clean_code(" ＹＬ 120001").text == "YL120001"
    assert clean_code(120001.0).text == "120001"
    with pytest.raises(BadCell):
        clean_code("=YL1")


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_stays_text(typed: str) -> None:
    assert clean_cell(typed).text == typed


def test_control_characters_are_refused() -> None:
    with pytest.raises(BadCell):
        clean_cell("甲\x00乙")


def test_names_sort_by_their_sound() -> None:
    assert min(["张三", "阿依古丽·艾力", "李四"], key=sorting_key) == "阿依古丽·艾力"
