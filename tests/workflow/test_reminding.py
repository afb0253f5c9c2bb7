"""Reminders before a date, and who hears of it when it has passed (T10: 答复拖到最后、靠函催办)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import Event, Notice, Outbox, Subject
from tests.people import todays_rules
from tests.stories import ONCE, Story
from tests.workflow.test_deadline_laws import NATIONAL
from workflow import history
from workflow.builtin import OVERDUE, REMINDER
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.first_contact import MISSED
from workflow.history import body
from workflow.reminding import schedule

WARNED = (REMINDER, OVERDUE)


def told(story: Story, event: Event) -> set[str]:
    """Who of the cast has a notice of the event."""
    query = select(Notice.user_id).where(Notice.event_id == event.id)
    ids = set(story.session.scalars(query))
    return {name for name, user in story.county.users.items() if user.id in ids}


def live(story: Story, subject: Subject, until: date, *, every: int = 1) -> list[Event]:
    """Strike the clock once a day (or more rarely); what it told of the subject."""
    found: list[Event] = []
    while local_date(story.now) < until:
        story.now += timedelta(days=every)
        found += [
            event
            for event in tick(story.session, story.engine, story.now)
            if event.subject_id == subject.id and event.action in WARNED
        ]
    return found


def noted(event: Event) -> dict[str, Any]:
    """What the event remembers of the date."""
    return dict(body(event)["noted"])


def test_t10_a_slow_unit_is_reminded_and_its_silence_climbs_from_office_to_leader(
    story: Story,
) -> None:
    task = story.reach("handling_task", "working")
    due = task.due_on
    events = live(story, task, due + timedelta(days=40))

    assert [(event.action, noted(event)["days"]) for event in events] == [
        (REMINDER, 15),
        (REMINDER, 5),
        (REMINDER, 0),
        (OVERDUE, -1),
        (OVERDUE, -7),  # five working days
        (OVERDUE, -22),  # fifteen, and 端午 is one of the days between
    ]
    who = [told(story, event) for event in events]
    assert all({"unit_a"} <= some for some in who)
    assert all(not {"office", "supervisor", "county_leader"} & some for some in who[:3])
    assert [
        ("office" in some, "supervisor" in some, "county_leader" in some) for some in who[3:]
    ] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    texts = [
        row.payload["text"]
        for event in events
        for row in story.session.scalars(
            select(Outbox).where(Outbox.key.startswith(f"notice-{event.hash[:24]}")).limit(1)
        )
    ]
    assert texts[0] == f"期限提醒（还有 15 天到期）：{task.title}"
    assert texts[3] == f"期限届满，提醒办理（已过期 1 天）：{task.title}"
    assert task.state == "working"
    assert history.verify_all(story.session) == []


def test_after_a_standstill_only_the_latest_reminder_is_sent_but_nobody_is_left_out(
    story: Story,
) -> None:
    task = story.reach("handling_task", "working")
    # What the clock does itself comes first, and has a date of its own; it reminds when it next
    # strikes, and of all that it missed.
    story.now += timedelta(days=400)
    (missed,) = tick(story.session, story.engine, story.now)
    assert missed.action == MISSED
    (late,) = live(story, task, local_date(story.now) + timedelta(days=1))
    assert noted(late)["steps"] == ["1", "office", "supervisor", "leader"]
    assert {"unit_a", "office", "supervisor", "county_leader"} <= told(story, late)
    assert live(story, task, task.due_on + timedelta(days=460)) == []


def test_a_short_clock_is_not_announced_before_half_of_it_has_passed() -> None:
    rules = todays_rules()
    state = rules.workflow("handling_task").state("to_sign")
    entered = date(2026, 3, 2)

    def days(length: int) -> list[str]:
        due = entered + timedelta(days=length)
        return [one.name for one in schedule(rules, state, NATIONAL, entered, due) if not one.party]

    assert days(3) == ["0", "1"]
    assert days(9) == ["0", "1"]
    assert days(10) == ["-5", "0", "1"]
    assert days(29) == ["-5", "0", "1"]
    assert days(30) == ["-15", "-5", "0", "1"]
    assert days(0) == ["1"], "what is due on the day on which it comes is news enough"


def test_a_new_date_is_announced_anew_and_the_old_one_no_more(story: Story) -> None:
    project = story.reach("livelihood_project", "carrying_out")
    live(story, project, project.due_on)
    later = project.due_on + timedelta(days=60)
    story.do(project, "extend", new_due=later)
    events = live(story, project, later)
    assert [noted(event)["due_on"] for event in events] == [later.isoformat()] * 3
    assert [noted(event)["days"] for event in events] == [15, 5, 0]


def test_a_reminder_makes_no_open_form_old(story: Story) -> None:
    task = story.reach("handling_task", "working")
    version = task.version
    assert live(story, task, task.due_on)
    assert task.version == version


@ONCE
@pytest.mark.parametrize("kind", ["proposal", "livelihood_project"])
def test_a14_a_silent_leader_is_reminded_and_the_case_moves_on_marked(
    kind: str, story: Story
) -> None:
    case = story.reach(kind, "group_review")
    events = live(story, case, case.due_on)
    assert [noted(event)["days"] for event in events] == [0]
    assert "leader" in told(story, events[0])
    story.pass_days(1)
    assert (case.state, case.group_outcome) == ("submitted", "unreviewed")
