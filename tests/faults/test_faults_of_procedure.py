from __future__ import annotations

import re

TRAP = """\
      trap:
        label: 死胡同
        step: examine
        waits_for: office
        actions:
          circle: {label: 转圈, by: office, to: trap}

      submitted:
"""


def test_a_fault_in_the_procedure_is_told_with_its_place(procedure_fault, text, told):
    spoilt, place = procedure_fault.planted(text)
    found = told(spoilt)
    hits = [problem for problem in found if procedure_fault.says in problem.sentence]
    assert hits, f"expected {procedure_fault.says} at {place}, told {found[:5]}"
    if place:
        assert place in [(problem.line, problem.column) for problem in hits]
    assert all(re.search(r"[\u4e00-\u9fff]", problem.sentence) for problem in found)


def test_the_procedure_of_the_repository_is_sound(text, told):
    assert told(text) == []


def test_several_faults_are_told_at_once(text, told):
    for old, new in (
        ("to: cosigning\n", "to: cosinging\n"),
        ("then: invite_cosigners", "then: invite_everybody"),
        ("default: 3 months}", "default: 0 months}"),
        ("escalates_to: office", "escalates_to: nobody"),
        ("      submitted:\n", TRAP),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    found = told(text)
    assert found == sorted(found)
    sentences = " ".join(problem.sentence for problem in found)
    for said in ("cosinging", "invite_everybody", "不能是 0", "nobody", "出不去"):
        assert said in sentences


def test_a_slip_in_writing_hides_no_unknown_name_and_invents_no_trap(text, told):
    text = text.replace("then: invite_cosigners", "then: invite_everybody", 1)
    text = text.replace("            to: closed\n", "            too: closed\n", 1)
    sentences = [problem.sentence for problem in told(text)]
    assert len(sentences) == 2
    assert "invite_everybody" in sentences[0]
    assert "没有“too”这一项" in sentences[1]
