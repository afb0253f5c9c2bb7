"""Extensions: asked in time, granted by another person, within the cap, and told."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from models import Grant
from models.queries.history import last_event
from tests.journeys.telling import case_of, sentences, told, told_of
from tests.samples import sample
from tests.stories import ONCE, Story
from tests.turns import extend
from workflow import history
from workflow.deadlines import Deadline, local_date
from workflow.engine import Refused
from workflow.parties import current_tasks

#: no database decides any of this
pytestmark = ONCE


def test_extension_granted(story: Story) -> None:
    case = case_of(story, "separate")
    first, second = case.tasks
    for task in (first, second):
        story.do(task, "accept")
    old = case.due_on
    assert old == date(2026, 6, 2)
    asked = story.do(first, "ask_extension", new_due="2026-07-10")
    assert told(story, asked) == {"supervisor", "office", "clerk"}
    assert (first.state, first.waits_for, first.due_on) == (
        "extension_asked", "supervisor", date(2026, 3, 5),
    )  # fmt: skip
    assert case.due_on == old, "what is only asked for moves nothing"
    granted = story.do(first, "grant_extension", by="supervisor", new_due="2026-07-01")
    assert [task.due_on for task in (first, second)] == [date(2026, 7, 1)] * 2
    assert (first.state, case.due_on) == ("working", date(2026, 7, 1))
    assert history.body(granted)["noted"]["due_from"] == "2026-06-02"
    assert case.due_detail is not None
    last = Deadline.from_data(case.due_detail).steps[-1].sentence()
    assert "由 2026年6月2日 延至 2026年7月1日，理由：要等住户表决的结果" in last
    moved = last_event(story.session, case.id)
    assert moved is not None
    assert (moved.action, history.body(moved)["changes"]["due_on"]) == (
        "apply_extension", ["2026-06-02", "2026-07-01"],
    )  # fmt: skip
    assert {"author", "unit_b", "office"} <= told(story, moved), "the proposers are told"
    with pytest.raises(Refused) as refused:
        story.do(second, "ask_extension")
    assert sentences(refused) == ["本案的延期次数已经用完"]


def test_extension_refused(story: Story) -> None:
    task = story.reach("handling_task", "extension_asked")
    asker = story.county["unit_a"]
    asker.grants.append(Grant(role="office"))
    for action in ("grant_extension", "refuse_extension"):
        with pytest.raises(Refused, match="须由另一个人来做"):
            story.do(task, action, by="unit_a")
    due = task.proposal.due_on
    story.pass_days(10)
    assert task.state == "extension_asked"
    assert "head" in told_of(story, task, "overdue"), "nobody decided: the head is told"
    story.do(task, "refuse_extension", by="office")
    assert (task.state, task.due_on) == ("working", due)
    extension = task.extensions[0]
    assert (extension.decision, extension.until) == ("refused", None)


def test_an_extension_ends_with_the_round_and_leaves_the_evaluation_alone(story: Story) -> None:
    case = case_of(story, "sole")
    extend(story, case)
    (task,) = current_tasks(case)
    assert case.due_on == date(2026, 6, 17)
    story.now += timedelta(days=3)
    story.talk(task)
    story.show_and_hear(task)
    story.send_reply(task)
    story.do(task, "approve_reply")
    assert case.state == "replied"
    assert case.due_on is not None
    assert case.due_on < date(2026, 4, 15), "the time to evaluate is not extended"


def test_an_extension_is_never_asked_late_nor_granted_beyond_its_cap(story: Story) -> None:
    """Whatever is asked and granted, on whatever day."""
    random = Random(20260602)
    granted = 0
    for _ in range(25):
        task = story.reach("handling_task", "working")
        case, start = task.proposal, story.now
        due = case.due_on
        assert due is not None
        cap = date(2026, 9, 2)
        story.now += timedelta(days=random.randint(0, 110))
        wish = due + timedelta(days=random.randint(-5, 120))
        late = local_date(story.now) > due
        try:
            story.do(task, "ask_extension", new_due=wish.isoformat())
        except Refused:
            assert late or not due < wish <= cap or wish <= local_date(story.now)
        else:
            assert not late
            assert due < wish <= cap
            offer = wish + timedelta(days=random.randint(-30, 10))
            before = sample(story, task, "grant_extension")
            assert before
            try:
                story.do(task, "grant_extension", new_due=offer.isoformat())
            except Refused:
                assert case.due_on == due
            else:
                granted += 1
                assert due < offer <= wish
                assert case.due_on == task.due_on == offer
        story.now = start
    assert granted > 2
