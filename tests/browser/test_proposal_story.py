"""A proposal from its first word to the second evaluation, through the pages alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.evaluating import (
    BODY,
    MEASURES,
    admin_sees_no_case,
    answer,
    auditor_verifies,
    author_evaluates,
    author_reads_the_letter,
    office_lets_the_reply_out,
    record_contact,
    second_round,
    the_evaluation_is_sealed_until_all_are_filed,
)
from tests.browser.papers import ANALYSIS, BACKGROUND, SUGGESTIONS, TITLE, proposal_in_word
from tests.browser.replying import (
    partner_countersigns,
    proposers_are_heard,
    unit_checks_and_signs,
)
from tests.browser.stage import Stage, told

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHECKED = f"{BODY}（已经核稿）"
LEAD, CO = "云岭县住房和城乡建设局", "云岭县财政局"


def on(stage: Stage, month: int, day: int) -> None:
    """It is that day, ten in the morning; whoever comes on a new day has to sign in again."""
    stage.turn_clock(datetime(2026, month, day, 2, 0, tzinfo=UTC))


@pytest.mark.parametrize(("database_url", "width"), told(390, 1280), indirect=["database_url"])
def test_a_proposal_is_carried_from_its_first_word_to_the_second_evaluation(stage: Stage) -> None:
    on(stage, 3, 3)
    author_writes(stage)
    on(stage, 3, 5)
    cosigner_signs(stage)
    author_sends_to_the_group(stage)
    leader_endorses(stage)
    on(stage, 3, 9)
    office_files_and_assigns(stage)
    on(stage, 3, 10)
    units_sign_for(stage)
    closed_doors_open_one_after_the_other(stage)
    on(stage, 4, 15)
    lead_unit_replies(stage)
    office_sends_the_reply_back(stage)
    lead_unit_replies_again(stage)
    office_lets_the_reply_out(stage)
    on(stage, 4, 20)
    author_reads_the_letter(stage)
    author_evaluates(stage)
    the_evaluation_is_sealed_until_all_are_filed(stage)
    second_round(stage)
    on(stage, 5, 11)
    auditor_verifies(stage)
    admin_sees_no_case(stage)


def author_writes(stage: Stage) -> None:
    author = stage["author"]
    author.follow("写提案")
    author.write("案由", TITLE)
    author.write("情况", BACKGROUND)
    expect(author.page.get_by_text("已自动保存")).to_be_visible()
    author.home()
    author.follow("写提案")
    author.sees("已恢复您上次没有提交的内容")
    assert author.reads("案由") == TITLE
    assert author.reads("情况") == BACKGROUND

    author.page.get_by_text("已经写好了 Word 稿").click()
    file = {"name": "电梯.docx", "mimeType": WORD, "buffer": proposal_in_word()}
    author.page.get_by_label("选择 Word 文件").set_input_files(files=[file])
    author.press("读入到下面各格")
    author.sees("已经填入")
    assert author.reads("分析") == ANALYSIS
    assert [author.reads(f"第 {no} 条建议") for no in (1, 2, 3)] == SUGGESTIONS
    author.choose("是否同意公开", "同意全文公开")
    author.press("存为草稿")
    author.heads(TITLE)
    author.sees("已经存好", *SUGGESTIONS)

    author.does("邀请联名")
    author.choose("邀请联名的委员", "阿依古丽·艾力")
    author.press("邀请联名")
    author.sees("已经办好", "联名征集中")


def cosigner_signs(stage: Stage) -> None:
    ally = stage["ally"]
    ally.opens(TITLE)
    ally.sees(BACKGROUND)
    ally.does("同意联名")
    ally.write("意见", "楼里的老人都盼着。")
    ally.press("同意联名")
    ally.sees("已经办好")


def author_sends_to_the_group(stage: Stage) -> None:
    author = stage["author"]
    author.opens(TITLE)
    author.sees("阿依古丽·艾力")
    author.does("送联络组审核")
    author.press("送联络组审核")
    author.sees("已经办好", "收回修改")


def leader_endorses(stage: Stage) -> None:
    leader = stage["leader"]
    leader.opens(TITLE)
    leader.does("同意报送")
    leader.write("意见", "调研扎实，同意报送。")
    leader.press("同意报送")
    leader.sees("已经办好")


def office_files_and_assigns(stage: Stage) -> None:
    office = stage["office"]
    office.opens(TITLE)
    office.sees("调研扎实，同意报送。")
    office.does("初审通过，送复审")
    office.choose("初审建议", "建议立案")
    office.write("意见", "情况清楚，建议可以办理。")
    office.choose("类别", "社会建设")
    office.press("初审通过，送复审")
    head = stage["head"]
    head.opens(TITLE)
    head.sees("情况清楚，建议可以办理。")
    head.does("立案")
    head.press("立案")
    head.sees("001", "待交办")
    office.opens(TITLE)
    office.does("交办")
    office.choose("办理方式", "主办和会办")
    office.choose("交办机关", "县政府办")
    office.choose("主办单位", LEAD)
    office.choose("会办单位", CO)
    office.write("办理要求", "请邀请提案人一起看现场。")
    office.press("交办")
    office.sees("办理中", LEAD, CO)


def units_sign_for(stage: Stage) -> None:
    for name, contact in (("unit_b", "和会计"), ("unit_a", "王经办")):
        unit = stage[name]
        unit.opens(TITLE)
        unit.does("签收")
        unit.write("联系人", contact)
        unit.write("联系电话", "0900-6600000")
        unit.press("签收")
        unit.sees("已经办好")


def closed_doors_open_one_after_the_other(stage: Stage) -> None:
    lead = stage["unit_a"]
    lead.opens(TITLE)
    lead.sees("现在不能“拟稿报核”", "尚有会办单位没有提交会办意见")
    assert not lead.offered("拟稿报核")

    co = stage["unit_b"]
    co.opens(TITLE)
    assert not co.offered("拟稿报核")
    co.does("提交会办意见")
    co.write("意见", "同意补助，列入明年预算。")
    co.press("提交会办意见")
    co.sees("已经办好")

    lead.opens(TITLE)
    lead.sees("同意补助，列入明年预算。", "现在不能“拟稿报核”", "与提案人沟通的次数还不够")
    assert not lead.offered("拟稿报核")
    record_contact(lead, "办前", "2026-03-10")
    record_contact(lead, "办中", "2026-03-10")
    lead.sees("现在不能“拟稿报核”", "答复之前要先把草稿送提案人听取意见")


def lead_unit_replies(stage: Stage) -> None:
    lead = stage["unit_a"]
    lead.opens(TITLE)
    lead.does("送提案人听取意见")
    lead.choose("办理结果", "B 类")
    lead.write("答复正文", BODY)
    answer(lead, 1, "采纳", MEASURES[0])
    lead.group("建议 2 ").get_by_label("办理情况和措施").fill(MEASURES[1])
    answer(lead, 3, "列入计划", MEASURES[2])
    lead.press("送提案人听取意见", status=422)

    lead.heads("送提案人听取意见")
    expect(lead.page.get_by_role("alert")).to_be_focused()
    lead.sees("请先看这里", "第 2 条建议：请选择采纳")
    assert lead.reads("答复正文") == BODY
    assert lead.group("建议 1 ").get_by_label("办理情况和措施").input_value() == MEASURES[0]
    expect(lead.group("逐条答复")).to_contain_text("第 2 条建议：请选择采纳")
    answer(lead, 2, "采纳", MEASURES[1])
    answer(lead, 3, "列入计划", MEASURES[2], "2026-12-31")
    lead.press("送提案人听取意见")
    lead.sees("已经办好", "听取提案人意见")
    proposers_are_heard(stage, "第二条请写明窗口在哪里。")

    lead.opens(TITLE)
    lead.sees("段环莺：希望修改。第二条请写明窗口在哪里。", "阿依古丽·艾力：没有意见")
    lead.does("拟稿报核")
    assert lead.reads("答复正文") == BODY
    lead.write("答复正文", CHECKED)
    lead.write("发文字号", "云建函〔2026〕12号")
    lead.choose("公开属性", "主动公开")
    lead.press("拟稿报核")
    lead.sees("已经办好", "会签")
    partner_countersigns(stage)
    unit_checks_and_signs(stage)


def office_sends_the_reply_back(stage: Stage) -> None:
    stage["author"].opens(TITLE)
    stage["author"].misses(CHECKED)
    office = stage["office"]
    office.opens(TITLE)
    office.sees(*MEASURES)
    office.does("退回重拟")
    office.write("理由", "请写明窗口的电话。")
    office.press("退回重拟")
    office.sees("已经办好")


def lead_unit_replies_again(stage: Stage) -> None:
    lead = stage["unit_a"]
    lead.opens(TITLE)
    lead.sees("请写明窗口的电话。")
    lead.does("拟稿报核")
    assert lead.reads("答复正文") == CHECKED
    measure = lead.group("建议 2 ").get_by_label("办理情况和措施")
    assert measure.input_value() == MEASURES[1]
    measure.fill(MEASURES[1] + "电话 0900-6600012。")
    lead.press("拟稿报核")
    lead.sees("已经办好")
    partner_countersigns(stage)
    unit_checks_and_signs(stage)
    lead.opens(TITLE)
    lead.follow("答复各稿和送达")
    lead.sees("第 3 稿", "请写明窗口的电话。", "电话 0900-6600012。", "拟稿：经办a")
