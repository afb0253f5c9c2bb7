"""The reply: three pairs of hands, heard and countersigned first, every version kept."""

from __future__ import annotations

import pytest

from models import HandlingTask
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.likeness import percent

LONG = "收到提案后，我局高度重视，认真研究，逐栋摸底，多次与提案人沟通，现将办理情况答复如下。" * 3


def versions(task: HandlingTask) -> list[tuple[str, str]]:
    return [(reply.status, reply.body) for reply in task.replies]


def test_who_drafts_neither_checks_nor_signs_nor_vets(story: Story) -> None:
    """Each refusal names who did what; what is signed bears the leader's own name."""
    task = story.reach("handling_task", "checking")
    with pytest.raises(Refused, match="“拟稿报核”是经办a做的，“核稿通过”须由另一个人来做"):
        story.do(task, "pass_check", by="unit_a")
    with pytest.raises(Refused, match="这一步由承办单位来做"):
        story.do(task, "pass_check", by="checker_b")
    story.do(task, "pass_check")
    for who in ("unit_a", "checker_a"):
        with pytest.raises(Refused, match="这一步由单位签发领导来做"):
            story.do(task, "sign_reply", by=who)
    with pytest.raises(Refused, match="“拟稿报核”是经办a做的，“登记纸质签发”须由另一个人来做"):
        story.do(task, "sign_on_paper", by="unit_a")
    story.do(task, "sign_reply", doc_no="云建函〔2026〕99号")
    reply = task.replies[-1]
    assert (reply.drafter, reply.checker, reply.signer) == ("经办a", "核稿a", "局长a")
    assert (reply.doc_no, reply.on_paper) == ("云建函〔2026〕99号", False)
    story.do(task, "approve_reply", by="supervisor")
    assert task.state == "answered"


@ONCE
def test_a_signature_on_paper_is_marked_and_needs_its_scan(story: Story) -> None:
    task = story.reach("handling_task", "signing")
    with pytest.raises(Refused, match="请填写“附件”"):
        story.do(task, "sign_on_paper", attachments=None)
    story.do(task, "sign_on_paper")
    reply = task.replies[-1]
    assert (reply.signer, reply.on_paper, reply.status) == ("张局长", True, "sent")
    assert reply.signer_id == story.county["checker_a"].id, "who registered it is kept too"


def test_no_version_is_ever_overwritten(story: Story) -> None:
    """Shown, returned by the checker, by the leader, by the supervisors, and in a second round."""
    task = story.reach("handling_task", "heard")
    for number, back in enumerate(("return_draft", "refuse_to_sign", "send_back_reply"), 1):
        story.do(task, "draft_reply", reply_body=f"第{number}稿")
        for step in ("pass_check", "sign_reply")[: number - 1]:
            story.do(task, step)
        story.do(task, back, reason=f"理由{number}")
        assert task.state == "working"
    story.send_reply(task, reply_body="第4稿")
    story.do(task, "approve_reply")
    kept = [
        ("shown", "已经办理。"),
        *(("returned", f"第{number}稿") for number in (1, 2, 3)),
        ("issued", "第4稿"),
    ]
    assert versions(task) == kept
    told = [(one.returned_by, one.return_reason) for one in task.replies[1:4]]
    assert told == [("核稿a", "理由1"), ("局长a", "理由2"), ("薛晓燕", "理由3")]
    case = task.proposal
    story.evaluate(case, result="dissatisfied", comment="没有办")
    story.answer_every_task(case)
    assert versions(task) == kept
    assert [reply.status for reply in case.tasks[-1].replies] == ["shown", "issued"]
    assert history.verify_all(story.session) == []


def test_who_says_nothing_to_a_draft_is_noted_and_stops_nobody(story: Story) -> None:
    story.joint = True
    task = story.reach("handling_task", "hearing")
    wish = {"draft_view": "changes", "draft_comment": "写明时间"}
    story.do(task, "comment_on_draft", by="author", **wish)
    assert task.state == "hearing"
    (event,) = story.pass_days(8)
    assert (event.action, task.state) == ("end_hearing", "working")
    assert history.body(event)["noted"] == {"silent": ["阿依古丽·艾力"]}
    assert [(one.view, one.comment) for one in task.replies[-1].comments] == [
        ("changes", "写明时间"),
        ("silent", ""),
    ]
    story.do(task, "draft_reply")


def test_t19_the_partners_countersign_one_draft_or_say_what_they_reserve(story: Story) -> None:
    """T19 文来文往: one consolidated draft, agreed to inside the case before it is checked."""
    case = story.reach("proposal", "filed")
    a, b, c, _d = (unit.id for unit in story.county.units)
    story.do(case, "assign", handling_mode="lead_co", lead_units=[a], co_units=[b, c])
    story.session.refresh(case)
    lead = case.tasks[0]
    story.do(lead, "accept")
    for task in case.tasks[1:]:
        story.answer(task)
    story.session.expire_all()
    story.talk(lead)
    story.show_and_hear(lead)
    story.do(lead, "draft_reply")
    assert lead.state == "countersigning"
    with pytest.raises(Refused, match="尚有会办单位没有会签：云岭县财政局、云岭县自然资源局"):
        story.do(lead, "send_to_check", by="unit_a")
    with pytest.raises(Refused, match="这一步由会签单位来做"):
        story.do(lead, "countersign", by="unit_a")
    reserved = {"countersign_view": "reserve", "reservation": "标准再核"}
    story.do(lead, "countersign", by="unit_b", **reserved)
    with pytest.raises(Refused, match="尚有会办单位没有会签：云岭县自然资源局"):
        story.do(lead, "send_to_check", by="unit_a")
    story.do(lead, "countersign", by="unit_c")
    assert lead.state == "weighing", "the lead unit weighs what was reserved"
    story.do(lead, "revise_draft")
    story.do(lead, "draft_reply", reply_body="按会签意见改了。")
    assert [one.view for one in lead.replies[-1].countersignatures] == ["pending", "pending"]
    story.do(lead, "countersign", by="unit_b")
    (event,) = [one for one in story.pass_days(8) if one.subject_id == lead.id]
    assert (event.action, lead.state) == ("end_countersigning", "checking")
    assert [one.view for one in lead.replies[-1].countersignatures] == ["agree", "silent"]
    assert lead.replies[-2].countersignatures[0].reservation == "标准再核", "kept with its draft"


def test_a_corrected_class_stands_beside_the_units_own(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    story.do(task, "approve_reply", confirmed_class="B", class_reason="还在计划中")
    reply = task.replies[-1]
    assert (reply.reply_class, reply.confirmed_class, reply.final_class) == ("A", "B", "B")


def test_every_proposer_gets_his_letter_and_the_register_tells_how(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    reply = case.tasks[0].replies[-1]
    today = local_date(story.now)
    online = [(one.name, one.mode, one.delivered_on) for one in reply.deliveries]
    assert online == [("段环莺", "online", today), ("阿依古丽·艾力", "online", today)]
    story.do(case, "record_delivery", by="unit_a", received_by="门卫")
    story.session.refresh(reply)
    paper = reply.deliveries[-1]
    assert (paper.mode, paper.received_by, paper.recorded_by) == ("post", "门卫", "经办a")
    story.do(case, "acknowledge_letter", by="ally")
    story.do(case, "evaluate", by="author")
    read = [one.read_at is not None for one in reply.deliveries]
    assert read == [True, True, False], "who evaluates has received it"


@ONCE
def test_t5_a_formula_reply_is_pointed_out_and_never_stopped(story: Story) -> None:
    """T5: the unit's second letter repeats its first; who drafts and checks is told."""
    for body, alike in ((LONG, False), (LONG + "谢谢。", True), ("本案另有办法。" * 20, False)):
        task = story.reach("handling_task", "heard")
        event = story.do(task, "draft_reply", reply_body=body)
        assert (task.replies[-1].likeness is not None) is alike
        assert ("likeness" in history.body(event)["noted"]) is alike
        story.do(task, "pass_check")
        story.do(task, "sign_reply")
        story.do(task, "approve_reply")
    assert percent(LONG, LONG) == 100
    assert percent(LONG, "另一件事。" * 30, least=85) == 0
