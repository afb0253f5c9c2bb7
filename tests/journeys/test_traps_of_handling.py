"""Traps of the handling: empty promises (T4), formulas (T5), 踢皮球 (T7), 文来文往 (T19).

T10 stands with the reminders, in tests/workflow/test_reminding.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.journeys.telling import case_of, newest, sentences, told_of
from tests.pages import Visit
from tests.stories import ONCE, Story
from tests.workflow.refusals_of_promises import two_promises
from workflow import history
from workflow.builtin import OVERDUE, REMINDER
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.likeness import percent
from workflow.parties import current_tasks
from workflow.promise_effects import class_now

pytestmark = ONCE
LONG = "收到提案后，我局高度重视，认真研究，逐栋摸底，多次与提案人沟通，现将办理情况答复如下。" * 3


def test_t05_a_formula_reply_is_pointed_out_and_never_stopped(story: Story) -> None:
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


def test_t05_the_unit_is_told_of_a_formula_letter_and_nobody_else(
    visit: Visit, story: Story
) -> None:
    body = "收到提案后，我局高度重视，认真研究，现将办理情况答复如下。" * 3
    for _ in range(2):
        task = story.reach("handling_task", "heard")
        story.do(task, "draft_reply", reply_body=body)
        case = task.proposal_id
        if _ == 0:
            story.do(task, "pass_check")
            story.do(task, "sign_reply")
    story.session.commit()
    for who, told in (("unit_a", True), ("checker_a", True), ("office", False)):
        text = visit[who].get(f"/cases/{case}").text
        assert ("提醒：这一稿与本单位对" in text) is told, who
    form = visit["checker_a"].get(f"/cases/{task.id}/pass_check")
    assert "提醒：这一稿与本单位对" in form.text


def test_t07_the_third_return_goes_to_a_leader_whose_word_binds(story: Story) -> None:
    """踢皮球: two returns may be granted or refused; the third is settled once and for all."""
    case = case_of(story, "separate")
    first, second = case.tasks
    due = case.due_on
    story.do(first, "ask_return", by="unit_a")
    story.do(first, "refuse_return")
    story.do(second, "ask_return", by="unit_b")
    story.do(second, "agree_return", new_unit=story.county.units[2].id)
    third = newest(story, case)
    story.do(third, "ask_return", by="unit_c")
    assert (third.state, third.waits_for) == ("return_escalated", "leader")
    assert told_of(story, third, "escalate_return") == {
        "county_leader", "office", "clerk", "supervisor",
    }  # fmt: skip
    for nobody in ("office", "supervisor", "head", "unit_c"):
        with pytest.raises(Refused):
            story.do(third, "settle_return", by=nobody)
    story.do(third, "settle_return", by="county_leader", ruling="keep")
    assert (third.state, third.return_outcome, third.return_decided_by) == (
        "to_sign", "kept", "欧阳静",
    )  # fmt: skip
    chain = [(task.unit.short_name, task.return_outcome) for task in case.tasks]
    assert chain == [
        ("住房和城乡建设局", "refused"), ("财政局", "agreed"), ("自然资源局", "kept"),
    ]  # fmt: skip
    # whoever joins afterwards cannot start it all over again
    story.do(case, "add_unit", added_unit=story.county.units[3].id)
    with pytest.raises(Refused) as refused:
        story.do(newest(story, case), "ask_return")
    assert sentences(refused) == ["县领导已经裁定本案由谁承办，不再受理退办申请"]
    assert case.due_on == due


def test_t07_a_case_in_dispute_is_on_the_desk_and_its_chain_on_its_page(
    visit: Visit, story: Story
) -> None:
    task = story.reach("handling_task", "return_escalated")
    case = task.proposal
    fine = story.reach("proposal", "handling")
    signed = current_tasks(fine)[0]
    story.do(signed, "accept")
    story.session.commit()
    home = visit["office"].get("/office")
    assert "/office/ownerless" in home.links
    lost = visit["office"].get("/office/ownerless")
    assert f"/cases/{case.id}" in lost.links
    assert f"/cases/{fine.id}" not in lost.links
    page = visit["county_leader"].get(f"/cases/{case.id}")
    for words in (
        "1. 云岭县住房和城乡建设局", "同意退办，改由云岭县自然资源局承办", "3. 云岭县交通运输局",
        "还没有裁定", "职责依据：本单位三定规定第三条没有这一项", "请裁定这件提案由谁承办",
    ):  # fmt: skip
        assert words in page.text
    assert "职责依据" not in visit["author"].get(f"/cases/{case.id}").text
    story.do(task, "settle_return")
    story.session.commit()
    assert f"/cases/{case.id}" not in visit["office"].get("/office/ownerless").links


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


def test_t04_what_was_promised_is_followed_and_the_rate_counts_what_was_not_kept(
    visit: Visit, story: Story, turn_clock: Callable[[datetime], None]
) -> None:
    """重答复轻落实: B is no end; the unit is reminded, and n of N says what became of it."""
    kept, forgotten = two_promises(story)
    story.do(kept, "report_kept")
    with pytest.raises(Refused, match="这一步由提案委办公室、督查室来做"):
        story.do(kept, "confirm_kept", by="unit_a")
    story.do(kept, "confirm_kept")
    assert (kept.outcome, class_now(kept.reply, [kept, forgotten])) == ("kept", "B")
    day_after = forgotten.promised_on + timedelta(days=1)
    story.now += day_after - local_date(story.now)
    told = [event.action for event in tick(story.session, story.engine, story.now)]
    assert REMINDER in told or OVERDUE in told
    assert forgotten.state == "keeping", "late is no state, and no end either"
    story.session.commit()
    turn_clock(story.now)
    for who in ("office", "auditor", "unit_a"):
        page = visit[who].get("/promises/kept")
        rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
        assert rows == ["云岭县住房和城乡建设局 2 1 / 2 0 1"], who
    visit["unit_b"].get("/promises/kept")
    assert "住房" not in visit["unit_b"].get("/promises/kept").one("main").get_text()
