"""The units' side of a case: signing, returning, added units, who works on it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from models import Grant, HandlingUnit
from models.queries.history import events_of
from tests.journeys.telling import case_of, newest, told, told_of
from tests.stories import ONCE, Story
from tests.walks import replayed
from workflow import history
from workflow.completion import columns
from workflow.deadlines import local_date
from workflow.engine import Refused

#: no database decides any of this
pytestmark = ONCE


# ── signing ─────────────────────────────────────────────────────────────────


def test_added_unit_suggested_by_the_unit_that_signs(story: Story) -> None:
    (task,) = case_of(story, "sole").tasks
    case, finance = task.proposal, story.county.units[2]
    event = story.do(task, "accept_and_suggest", wanted_units=[finance.id])
    assert (task.state, [unit.name for unit in task.wanted_units]) == ("working", [finance.name])
    assert told(story, event) == {"office", "clerk", "supervisor"}
    due = case.due_on
    added = story.do(case, "add_unit", by="supervisor", added_unit=finance.id, added_duty="co")
    joined = newest(story, case)
    assert (joined.unit, joined.duty, joined.state) == (finance, "co", "to_sign")
    assert case.due_on == due, "a unit that joins moves no date of the case"
    assert (case.handling_mode, task.duty) == ("lead_co", "lead")
    assert {"author", "unit_a", "office"} <= told(story, added)
    assert "unit_c" in told_of(story, joined, "open")
    for one in (case, task, joined):
        assert history.verify_all(story.session) == []
        assert replayed(story.session, one)["state"] == columns(one)["state"]
    assert replayed(story.session, task)["duty"] == "lead", "the record tells the new duty"
    with pytest.raises(Refused, match="尚有会办单位没有提交会办意见"):
        story.do(task, "draft_reply")


def test_added_unit_that_joins_late_has_time(story: Story) -> None:
    case = case_of(story, "lead_co")
    co = case.tasks[1]
    story.do(co, "accept")
    # thirty days since it was opened, which is before twenty days before 2 June
    assert co.due_on == date(2026, 4, 1)
    lead = case.tasks[0]
    story.do(lead, "accept")
    for day, expected in (
        (date(2026, 4, 30), date(2026, 5, 13)),  # twenty days before the case
        (date(2026, 5, 20), date(2026, 6, 2)),  # too late for those: with the case
        (date(2026, 7, 10), date(2026, 7, 10)),  # the case is late itself
    ):
        story.now += timedelta(days=(day - local_date(story.now)).days)
        unit = HandlingUnit(name=f"云岭县第{day.month}局", short_name=f"第{day.month}局")
        story.session.add(unit)
        story.session.flush()
        clerk = story.county.join(unit.name, "新经办", Grant(role="handling_unit", unit_id=unit.id))
        story.session.flush()
        story.do(case, "add_unit", added_unit=unit.id)
        late = newest(story, case)
        story.do(late, "accept", by=clerk)
        assert late.due_on == expected, day
        assert late.due_on >= local_date(late.opened_at)


# ── returning ───────────────────────────────────────────────────────────────


def test_a_return_wants_a_reason_the_right_unit_and_the_duty_it_rests_on(story: Story) -> None:
    (task,) = case_of(story, "sole").tasks
    for missing in ("reason", "suggested_unit", "duty_basis"):
        with pytest.raises(Refused) as refused:
            story.do(task, "ask_return", **{missing: None})
        assert [reason.field for reason in refused.value.reasons] == [missing]
    story.do(task, "ask_return")
    assert task.in_dispute
    for decider, fits in (("unit_a", False), ("county_leader", False), ("supervisor", True)):
        if not fits:
            with pytest.raises(Refused):
                story.do(task, "agree_return", by=decider)
    story.do(task, "agree_return", by="supervisor")
    assert (task.return_outcome, task.return_decided_by) == ("agreed", "穆合塔尔·买买提")
    assert not task.in_dispute


def test_who_asked_for_a_return_does_not_decide_it(story: Story) -> None:
    (task,) = case_of(story, "sole").tasks
    story.county["unit_a"].grants.append(Grant(role="office"))
    story.do(task, "ask_return", by="unit_a")
    for action in ("agree_return", "refuse_return"):
        with pytest.raises(Refused, match="须由另一个人来做"):
            story.do(task, action, by="unit_a")
    story.do(task, "refuse_return", by="office")


def test_third_return_moved_by_the_leader_to_a_unit_that_is_then_bound(story: Story) -> None:
    task = story.reach("handling_task", "return_escalated")
    unit = story.county.units[1]
    story.do(task, "settle_return", ruling="move", new_unit=unit.id)
    assert (task.state, task.return_outcome, task.moved_to) == ("released", "moved", unit)
    bound = newest(story, task.proposal)
    assert (bound.unit, bound.duty) == (unit, "sole")
    with pytest.raises(Refused):
        story.do(bound, "ask_return")
    story.answer(bound)
    assert task.proposal.state == "replied"


def test_no_decision_on_a_return_ever_resets_the_clock(story: Story) -> None:
    """Whenever it is asked and however it is refused, the dates are those of the assignment."""
    random = Random(20260302)
    for round_no in range(6):
        mode = random.choice(("sole", "lead_co", "separate"))
        case = case_of(story, mode)
        task = random.choice(case.tasks)
        if random.random() < 0.5:
            story.do(task, "accept")
        state, due = task.state, task.due_on
        story.now += timedelta(days=random.randint(0, 2))
        story.do(task, "ask_return")
        story.now += timedelta(days=random.randint(0, 20))
        story.do(task, "refuse_return", by=random.choice(("office", "supervisor")))
        assert (task.state, task.due_on) == (state, due), (round_no, mode)


# ── inside the unit ─────────────────────────────────────────────────────────


def test_who_works_on_it_and_whom_to_call_may_change_and_the_record_keeps_both(
    story: Story,
) -> None:
    task = story.reach("handling_task", "working")
    story.do(task, "name_handler")
    story.do(task, "name_handler", handler="李经办", plan_text=None)
    assert (task.handler, task.section) == ("李经办", "房产股")
    assert task.plan_text == "四月调查，五月答复", "what is not filled in stays"
    story.do(task, "change_contact")
    assert (task.contact_person, task.contact_phone) == ("孙经办", "0900-6600009")
    changes = [history.body(one)["changes"] for one in events_of(story.session, [task.id])[-2:]]
    assert changes[0]["handler"] == ["赵经办", "李经办"]
    assert changes[1]["contact_person"] == ["王经办", "孙经办"]
    with pytest.raises(Refused):
        story.do(task, "change_contact", by="unit_b")
