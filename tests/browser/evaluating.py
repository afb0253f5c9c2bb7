"""The second half of the proposal's story: the letter, the evaluations, the second round."""

from __future__ import annotations

from tests.browser.papers import TITLE
from tests.browser.replying import proposers_are_heard, unit_checks_and_signs
from tests.browser.stage import Person, Stage

BODY = "收到提案后，我局逐栋摸底，并与提案人一起看了现场。现将办理情况答复如下。"
MEASURES = [
    "已印发出资比例的参考办法，由各层住户按比例分担。",
    "政务服务中心三楼已设窗口。",
    "已编入明年预算，年底前公布名单。",
]
COMMENT = "窗口设了，但补助还没有着落。"


def record_contact(lead: Person, stage: str, day: str) -> None:
    lead.does("记录与提案人的沟通")
    lead.choose("沟通阶段", stage)
    lead.choose("沟通方式", "上门走访")
    lead.write("沟通日期", day)
    lead.write("单位参加人", "王经办")
    lead.choose("哪几位提案人参加", "段环莺")
    lead.write("沟通内容和提案人意见", "一起看了 3 栋楼，提案人希望先定比例。")
    lead.press("记录与提案人的沟通")


def answer(lead: Person, no: int, verdict: str, measure: str, due_on: str = "") -> None:
    group = lead.group(f"建议 {no} ")
    group.get_by_label(verdict, exact=True).check()
    group.get_by_label("办理情况和措施").fill(measure)
    if due_on:
        group.get_by_label("完成时限").fill(due_on)


def office_lets_the_reply_out(stage: Stage) -> None:
    office = stage["office"]
    office.opens(TITLE)
    office.does("同意答复，送提案人")
    office.press("同意答复，送提案人")
    office.sees("征询意见")


def author_reads_the_letter(stage: Stage) -> None:
    author = stage["author"]
    author.opens(TITLE)
    author.sees(*MEASURES, "云建函〔2026〕12号")
    stage.keep_for_readme(author.page)
    author.opens_pdf("答复函")
    author.opens_pdf("征询意见表")


def author_evaluates(stage: Stage) -> None:
    author = stage["author"]
    author.does("评价答复")
    assert author.page.get_by_role("radio", checked=True).count() == 0
    author.choose("单位怎样与您沟通", "上门走访")
    author.choose("对办理态度", "满意")
    author.choose("对办理结果", "不满意")
    author.press("评价答复", status=422)
    author.sees("有一项不满意的，请写明理由")
    author.write("意见和理由", COMMENT)
    author.press("评价答复")
    author.sees("已经办好", COMMENT)
    assert not author.offered("评价答复")


def the_evaluation_is_sealed_until_all_are_filed(stage: Stage) -> None:
    lead = stage["unit_a"]
    lead.opens(TITLE)
    lead.misses(COMMENT)
    ally = stage["ally"]
    ally.opens(TITLE)
    ally.does("评价答复")
    ally.choose("单位怎样与您沟通", "电话")
    ally.choose("对办理态度", "满意")
    ally.choose("对办理结果", "基本满意")
    ally.press("评价答复")
    ally.sees("重新办理")
    lead.opens(TITLE)
    lead.sees(COMMENT)


def second_round(stage: Stage) -> None:
    lead = stage["unit_a"]
    lead.opens(TITLE)
    lead.does("签收")
    lead.write("联系人", "王经办")
    lead.write("联系电话", "0900-6600000")
    lead.press("签收")
    lead.sees("与提案人沟通的次数还不够（已记录 / 要求）：0 / 2")
    record_contact(lead, "办前", "2026-04-20")
    record_contact(lead, "办中", "2026-04-20")
    lead.does("送提案人听取意见")
    assert lead.page.get_by_role("radio", checked=True).count() == 0
    lead.choose("办理结果", "A 类")
    lead.write("答复正文", "补助已经落实。")
    for no, measure in enumerate(MEASURES, 1):
        answer(lead, no, "采纳", f"已经办成：{measure}")
    lead.press("送提案人听取意见")
    proposers_are_heard(stage)
    lead.opens(TITLE)
    lead.does("拟稿报核")
    lead.write("发文字号", "云建函〔2026〕31号")
    lead.choose("公开属性", "主动公开")
    lead.press("拟稿报核")
    unit_checks_and_signs(stage)
    office_lets_the_reply_out(stage)
    for name in ("author", "ally"):
        proposer = stage[name]
        proposer.opens(TITLE)
        proposer.does("评价答复")
        assert proposer.page.get_by_role("radio", checked=True).count() == 0
        proposer.choose("单位怎样与您沟通", "现场")
        proposer.choose("对办理态度", "满意")
        proposer.choose("对办理结果", "满意")
        proposer.press("评价答复")
    proposer.sees("办结")


def auditor_verifies(stage: Stage) -> None:
    auditor = stage["auditor"]
    auditor.opens(TITLE)
    auditor.sees("全部核验无误", COMMENT)
    auditor.follow("逐条核验")
    auditor.heads(f"逐条核验：{TITLE}")
    auditor.sees("条记录，逐条核验无误。")
    auditor.misses("不符")


def admin_sees_no_case(stage: Stage) -> None:
    admin = stage["admin"]
    admin.heads("账号")
    admin.sees("段环莺")
    admin.misses(TITLE)
