"""The reply: three pairs of hands, heard and countersigned first, every version kept."""

from __future__ import annotations

import pytest

from models import HandlingTask
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Refused

#: no database decides any of this
pytestmark = ONCE


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


def test_signed_on_paper(story: Story) -> None:
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


def test_draft_heard_and_silent(story: Story) -> None:
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


def test_class_corrected(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    story.do(task, "approve_reply", confirmed_class="B", class_reason="还在计划中")
    reply = task.replies[-1]
    assert (reply.reply_class, reply.confirmed_class, reply.final_class) == ("A", "B", "B")


def test_delivered_to_every_proposer(story: Story) -> None:
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
