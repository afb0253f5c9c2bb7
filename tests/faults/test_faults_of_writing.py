from __future__ import annotations

import re

import pytest

from workflow.loader import RulesError, load

BOMB = "&a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


def test_a_slip_in_writing_is_told_with_its_place(writing_fault, text, told):
    spoilt, place = writing_fault.planted(text)
    found = told(spoilt)
    hits = [problem for problem in found if writing_fault.says in problem.sentence]
    assert hits, f"expected {writing_fault.says} at {place}, told {found[:5]}"
    if place:
        assert place in [(problem.line, problem.column) for problem in hits]
    assert all(re.search(r"[\u4e00-\u9fff]", problem.sentence) for problem in found)


def test_an_alias_bomb_grows_into_nothing(told):
    found = told("version: " + BOMB)
    assert sum("引用" in problem.sentence for problem in found) == 6


def test_a_file_over_one_mebibyte_is_not_read(text, told):
    assert "1 MiB" in told(text + "# 长\n" * 300_000)[0].sentence


def test_endless_nesting_is_refused(told):
    assert "嵌套" in told("version: " + "[" * 40_000)[0].sentence


@pytest.mark.parametrize("nothing", ["", "\n\n", "# 只有一句话\n", "just words", "- a\n- b\n"])
def test_a_file_without_rules_is_refused(nothing, told):
    assert told(nothing)


def test_several_slips_are_told_at_once(text, told):
    for old, new in (
        ("        waits_for: author", "        waits_for：author"),
        ("label: 联名征集中", "label:"),
        ("            main: true", "            mian: true"),
        ("default: 3 months}", "default: 3 weeks}"),
        ("notify: [group_leader, office]", "notify: [group_leader, nobody]"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    sentences = " ".join(problem.sentence for problem in told(text))
    for said in ("全角冒号", "空着", "mian", "weeks", "nobody"):
        assert said in sentences


def test_the_error_prints_one_problem_a_line(text):
    with pytest.raises(RulesError) as caught:
        load(text.replace("label: 草拟", "label:").replace("private: true", "private: no"))
    spoilt = text.count("label: 草拟") + text.count("private: true")
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems) == spoilt
    assert all(re.match(r"states\.yaml:\d+:\d+ .*[\u4e00-\u9fff]", line) for line in lines)
