"""Handling: return requests, co-opinions, contacts, the reply and its check."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.telling import case_of, sentences, told_of
from tests.stories import ONCE, Story
from workflow import history
from workflow.builtin import OVERDUE
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused

#: no database decides any of this
pytestmark = ONCE


def test_sole_lead_with_co_and_separate(story: Story) -> None:
    for mode, duties in (
        ("sole", ["sole"]),
        ("lead_co", ["lead", "co"]),
        ("separate", ["separate", "separate"]),
    ):
        tasks = case_of(story, mode).tasks
        assert [task.duty for task in tasks] == duties
        numbers = [f"{tasks[0].proposal.number}-{n + 1}" for n in range(len(tasks))]
        assert [task.number for task in tasks] == numbers
        assert [task.unit_name for task in tasks] == [
            unit.name for unit in story.county.units[: len(tasks)]
        ]


# ── return requests ─────────────────────────────────────────────────────────


def test_return_agreed(story: Story) -> None:
    lead, co = case_of(story, "lead_co").tasks
    asked = story.do(co, "ask_return")
    assert history.body(asked)["data"]["suggested_unit"] == story.county.units[2].id
    story.do(co, "agree_return")
    assert (co.state, co.released, co.closed_at) == ("released", True, story.now)
    story.session.refresh(lead.proposal)
    replacement = lead.proposal.tasks[-1]
    assert (replacement.unit, replacement.duty) == (story.county.units[2], "co")
    assert (replacement.state, replacement.number) == ("to_sign", f"{lead.proposal.number}-3")
    assert replacement.opened_at == story.now
    story.answer_every_task(lead.proposal)
    assert lead.proposal.state == "replied", "a released task is waited for by nobody"


def test_a_task_is_not_given_to_a_unit_that_has_or_had_it(story: Story) -> None:
    a, b, c, d = (unit.id for unit in story.county.units)
    _lead, co = case_of(story, "lead_co").tasks
    story.do(co, "ask_return")
    for unit in (a, b):
        with pytest.raises(Refused) as refused:
            story.do(co, "agree_return", new_unit=unit)
        assert [(r.field, r.sentence) for r in refused.value.reasons] == [
            ("new_unit", "不能再交给原来的单位，也不能交给已经承办本案的单位")
        ]
    story.do(co, "agree_return", new_unit=c)
    story.session.refresh(co.proposal)
    third = co.proposal.tasks[-1]
    story.do(third, "ask_return", suggested_unit=b)
    for unit in (a, b, c):  # a task does not wander back to who has already returned it
        with pytest.raises(Refused):
            story.do(third, "agree_return", new_unit=unit)
    story.do(third, "agree_return", new_unit=d)


def test_return_refused(story: Story) -> None:
    (task,) = case_of(story, "sole").tasks
    due = task.due_on
    story.now += timedelta(days=1)
    story.do(task, "ask_return")
    story.now += timedelta(days=1)
    event = story.do(task, "refuse_return")
    assert (task.state, task.due_on) == ("to_sign", due)
    assert history.body(event)["noted"] == {"clock_reset": False}
    with pytest.raises(Refused) as refused:
        story.do(task, "ask_return")
    assert sentences(refused) == ["退办申请已经裁定，不能再次申请"]
    story.do(task, "accept")
    assert task.state == "working"


def test_return_not_asked_after_its_window(story: Story) -> None:
    (task,) = case_of(story, "sole").tasks
    # 2026-03-02 is a Monday: the window of five working days ends on the 9th.
    story.now += timedelta(days=7)
    assert local_date(story.now).isoformat() == "2026-03-09"
    assert "ask_return" in {
        offer.action.name
        for offer in story.engine.available(story.session, task, story.county["unit_a"], story.now)
    }
    story.now += timedelta(days=1)
    with pytest.raises(Refused) as refused:
        story.do(task, "ask_return", by="unit_a")
    assert sentences(refused) == ["申请退办的期限已过，不再变更承办单位"]


# ── co-opinions, contacts, reply ────────────────────────────────────────────


def test_a_reply_waits_for_co_opinions_and_names_the_units(story: Story) -> None:
    case = story.reach("proposal", "filed")
    a, b, c, _d = (unit.id for unit in story.county.units)
    story.do(case, "assign", handling_mode="lead_co", lead_units=[a], co_units=[b, c])
    story.session.refresh(case)
    lead, second, third = case.tasks
    story.do(lead, "accept")
    story.talk(lead)
    story.show_and_hear(lead)
    with pytest.raises(Refused) as refused:
        story.do(lead, "draft_reply")
    assert sentences(refused) == ["尚有会办单位没有提交会办意见：云岭县财政局、云岭县自然资源局"]
    story.answer(second)
    story.session.expire_all()
    with pytest.raises(Refused) as refused:
        story.do(lead, "draft_reply")
    assert sentences(refused) == ["尚有会办单位没有提交会办意见：云岭县自然资源局"]
    story.answer(third)
    story.session.expire_all()
    assert case.state == "handling", "an opinion is no answer to the proposer"
    story.send_reply(lead)
    story.do(lead, "approve_reply")
    assert case.state == "replied"


def test_a_co_unit_writes_no_reply_and_a_lead_no_opinion(story: Story) -> None:
    lead, co = case_of(story, "lead_co").tasks
    story.do(lead, "accept")
    story.do(co, "accept")
    assert (lead.state, co.state) == ("working", "opining")
    with pytest.raises(Impossible):
        story.do(co, "draft_reply", by="unit_b")
    with pytest.raises(Impossible):
        story.do(lead, "give_opinion", by="unit_a")
    with pytest.raises(Refused):
        story.do(lead, "record_contact", by="unit_b")


def test_a_reply_without_a_word_with_the_proposer_is_refused(story: Story) -> None:
    (task,) = case_of(story, "sole").tasks
    story.do(task, "accept")
    story.show_and_hear(task)
    with pytest.raises(Refused) as refused:
        story.do(task, "draft_reply")
    assert sentences(refused) == [
        "与提案人沟通的次数还不够（已记录 / 要求）：0 / 2",
        "答复之前至少要与提案人当面沟通一次（上门、座谈或者现场），提案人提出不需要的除外",
    ]


def test_sent_back_by_vetting(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    story.do(task, "send_back_reply")
    assert task.state == "working"
    story.send_reply(task, reply_body="写清楚了")
    story.do(task, "approve_reply")
    assert [(r.status, r.issued_on is not None) for r in task.replies] == [
        ("shown", False),
        ("returned", False),
        ("issued", True),
    ]
    assert task.replies[2].issued_on == local_date(story.now)
    assert [answer.no for answer in task.replies[2].answers] == [1, 2]


def test_separate_units_each_answer_before_the_proposer_is_asked(story: Story) -> None:
    first, second = case_of(story, "separate").tasks
    story.answer(first)
    story.session.expire_all()
    assert first.proposal.state == "handling"
    story.answer(second)
    assert first.proposal.state == "replied"


def test_a_reminder_is_recorded_and_changes_no_state(story: Story) -> None:
    case = story.reach("proposal", "handling")
    due, entered = case.due_on, case.entered_at
    event = story.do(case, "remind", urge_text="请抓紧")
    assert (event.from_state, event.to_state) == ("handling", "handling")
    assert (case.due_on, case.entered_at) == (due, entered)


def test_co_opinion_late(story: Story) -> None:
    """The office and the supervisors hear of it weeks before the case is due; late is not never."""
    lead, co = case_of(story, "lead_co").tasks
    case = lead.proposal
    for task in (lead, co):
        story.do(task, "accept")
    due = co.due_on
    assert (case.due_on - due).days > 20
    story.pass_days((due - local_date(story.now)).days + 1)
    assert "office" in told_of(story, co, OVERDUE)
    story.pass_days(8)
    assert "supervisor" in told_of(story, co, OVERDUE)
    assert (co.state, lead.state) == ("opining", "working"), "lateness moves nothing"
    story.do(co, "give_opinion")
    assert co.answered_at == story.now
    story.session.expire_all()
    story.talk(lead)
    story.show_and_hear(lead)
    story.send_reply(lead)
    story.do(lead, "approve_reply")
    assert case.state == "replied"
    assert local_date(story.now) < due + timedelta(days=20), "the reply itself is in time"
