"""No path, no trap and no acceptance test is lost: each is there by its name.

The paths are those of the rules of handling (提案、承办件、答复、征询 and what follows), the traps
what members, units and offices complain of, the twenty what other systems get wrong.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
JOURNEYS = TESTS / "journeys"
NUMBERED = re.compile(r"test_(?P<number>[ta]\d\d)_")
TRAPS = [f"t{number:02}" for number in range(1, 20)]
ACCEPTANCE = [f"a{number:02}" for number in range(1, 21)]

#: 路径：一条一个测试；后来的路径加在它所属的一段里
PATHS = {
    "提交": {
        "直接提交": "submitted_directly",
        "联名：同意、不同意、逾期": "cosigned_declined_and_lapsed",
        "联名未答复先提交": "submitted_before_everybody_invited_has_answered",
        "联络组：同意报送、修改建议、不再等候": "through_the_group_endorsed_or_with_changes",
        "联络组：逾期未审": "through_the_group_lapsed",
        "集体提案：盖章": "collective_by_seal",
        "集体提案：召集人确认": "collective_by_convenor",
        "代录": "entered_from_paper",
        "代录：提出异议": "entered_from_paper_disputed_and_put_right",
    },
    "审查": {
        "退回修改、再提交": "returned_and_resubmitted",
        "不予立案：每一种去向": "not_filed_with_each_disposal",
        "审查会": "examined_at_a_meeting",
        "撤案：办理前后": "withdrawn_before_and_during_handling",
        "撤案：办理中，承办件随案终止": "withdrawn_during_handling",
        "撤案：答复以后不能": "not_withdrawn_after_the_reply",
    },
    "交办": {
        "预交办、交办": "trial_then_assigned",
        "预交办：逾期未答复": "trial_lapsed_and_silence_is_no_consent",
        "独办、主办和会办、分办": "sole_lead_with_co_and_separate",
        "重点提案、督办领导、领导批示": "key_proposal_with_its_leader_and_a_leaders_instruction",
        "增加承办单位": "added_unit_suggested_by_the_unit_that_signs",
        "增加承办单位：晚加入": "added_unit_that_joins_late_has_time",
    },
    "办理": {
        "退办：同意": "return_agreed",
        "退办：不同意": "return_refused",
        "退办：过了窗口": "return_not_asked_after_its_window",
        "退办：第三次由县领导裁定": "t07_the_third_return_goes_to_a_leader_whose_word_binds",
        "退办：县领导裁定改交": "third_return_moved_by_the_leader_to_a_unit_that_is_then_bound",
        "延期：准予": "extension_granted",
        "延期：不予": "extension_refused",
        "会办意见：逾期": "co_opinion_late",
        "分办：各自答复": "separate_units_each_answer_before_the_proposer_is_asked",
    },
    "答复": {
        "听取意见：有回复、未回复": "draft_heard_and_silent",
        "会签：同意、保留、逾期": "t19_the_partners_countersign_one_draft_or_say_what_they_reserve",
        "纸质签发": "signed_on_paper",
        "审核退回重拟": "sent_back_by_vetting",
        "更正办理结果": "class_corrected",
        "送达每位提案人": "delivered_to_every_proposer",
    },
    "征询": {
        "满意": "satisfied_each_proposer_once",
        "不满意、重新办理": "dissatisfied_then_rehandled_and_satisfied",
        "再次不满意、当面协商": "dissatisfied_twice_then_mediation",
        "有人不满意、有人未反馈": "dissatisfied_while_the_others_are_silent",
        "未反馈": "unreturned",
        "有人未反馈": "unreturned_in_part",
        "纸质征询意见表：复核一致": "paper_evaluation_confirmed",
        "纸质征询意见表：不符": "paper_evaluation_rejected",
        "纸质征询意见表：提案人异议": "paper_evaluation_disputed",
    },
    "跟踪": {
        "承诺兑现、再次答复": "promise_kept_then_second_letter",
        "承诺调整时限": "promise_moved",
        "承诺未能兑现": "promise_broken",
    },
}


def named_in(folder: Path) -> Counter[str]:
    """How often each test function is defined there."""
    return Counter(
        node.name
        for path in folder.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@pytest.mark.parametrize("stage", PATHS)
def test_every_path_has_its_one_test(stage: str) -> None:
    found = named_in(JOURNEYS)
    for path, name in PATHS[stage].items():
        assert found[f"test_{name}"] == 1, path


@pytest.mark.parametrize("numbers", [TRAPS, ACCEPTANCE], ids=["traps", "acceptance"])
def test_every_number_has_a_test_named_after_it(numbers: list[str]) -> None:
    known = {found["number"] for name in named_in(TESTS) if (found := NUMBERED.match(name))}
    assert [number for number in numbers if number not in known] == []


def test_no_number_is_invented() -> None:
    known = {found["number"] for name in named_in(TESTS) if (found := NUMBERED.match(name))}
    assert known <= {*TRAPS, *ACCEPTANCE}
