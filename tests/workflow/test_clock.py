"""The clock: silence with a consequence, through the same door."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from models import Event, Notice, Subject
from tests import bundling
from tests.people import todays_rules
from tests.stories import CAME_FROM, ONCE, Story
from workflow import clock, history
from workflow.builtin import OVERDUE
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.registry import EFFECTS
from workflow.reminding import waits_for_its_parts

pytestmark = ONCE

#: where silence has a consequence
TIMED = [
    (workflow.name, state.name, action.name)
    for workflow in todays_rules().workflows
    for state in workflow.states
    for action in state.actions
    if "clock" in action.by and action.moves
]


def last_moment(story: Story, subject: Subject) -> tuple[datetime, timedelta]:
    """Until when the clock must not act, and how long after that it must."""
    cutoff = story.county.plenary.cutoff_at
    within = todays_rules().workflow(subject.kind).state(subject.state).within
    ends = any(limit.relation == "not_after" and not limit.parameter for limit in within)
    assert subject.due_on is not None
    if ends and subject.due_on == local_date(cutoff):  # that day ends at the hour of the cut-off
        return cutoff, timedelta(minutes=1)
    days = (subject.due_on - local_date(story.now)).days
    return story.now + timedelta(days=days), timedelta(days=1)


@pytest.mark.parametrize(("kind", "state", "action"), TIMED)
def test_the_clock_acts_the_day_after_the_last_and_once(
    kind: str, state: str, action: str, story: Story
) -> None:
    subject = story.reach(kind, state)
    if state == "bundling":
        # When the time of another of the bundle ends first, the bundle ends with it.
        for other in bundling.others(story, subject):
            other.due_on = subject.due_on + timedelta(days=1)
        story.session.flush()
    story.now, soon = last_moment(story, subject)
    # Others of the same case, say, may have dates of their own.
    assert [one for one in story.pass_days(0) if one.subject_id == subject.id] == []
    with pytest.raises(Refused, match="期限未到"):
        story.engine.perform(
            story.session, subject, action, by=None, now=story.now, automatic="clock"
        )
    story.now += soon
    (event, *_others) = [one for one in story.pass_days(0) if one.subject_id == subject.id]
    assert (event.action, event.party, event.subject_id) == (action, "clock", subject.id)
    assert (event.actor_id, event.actor_name) == (None, "")
    assert tick(story.session, story.engine, story.now) == []
    assert subject.state != state


def test_nobody_strikes_the_clock_by_hand(story: Story) -> None:
    subject = story.reach("proposal", "group_review")
    story.now += timedelta(days=90)
    for user in (None, *story.county.users.values()):
        with pytest.raises(Refused):
            story.engine.perform(story.session, subject, "pass_unreviewed", by=user, now=story.now)
    with pytest.raises(Refused):
        story.engine.perform(
            story.session,
            subject,
            "pass_unreviewed",
            by=None,
            now=story.now - timedelta(days=90),
            automatic="clock",
        )


def test_lateness_moves_nothing_and_is_told_once_a_date(story: Story) -> None:
    """Late is computed, never a state; who is waited for and who sees to it are told."""
    timed = {(kind, state) for kind, state, _ in TIMED}
    late = {
        (kind, state.name): story.reach(kind, state.name)
        for kind in CAME_FROM
        for state in todays_rules().workflow(kind).states
        if state.within and (kind, state.name) not in timed
    }
    # A project that was to wait for a ballot may have been counted in one meanwhile.
    late = {place: subject for place, subject in late.items() if subject.state == place[1]}
    states = {subject.id: subject.state for subject in late.values()}
    before = {place: (s.state, s.due_on, s.waits_for) for place, s in late.items()}
    story.now += timedelta(days=400)
    # Who owes a monthly report hears of that first, and of the date the next time.
    tick(story.session, story.engine, story.now - timedelta(days=1))
    tick(story.session, story.engine, story.now)
    # Some were late, and told so, while others were still on their way.
    query = select(Event).where(Event.action == OVERDUE, Event.subject_id.in_(states))
    events = story.session.scalars(query).all()
    assert {place: (s.state, s.due_on, s.waits_for) for place, s in late.items()} == before
    # A case that waits for its parts is reminded of through them, and only through them.
    owned = {
        subject.id
        for (kind, state), subject in late.items()
        if not waits_for_its_parts(todays_rules().workflow(kind).state(state))
        and subject.due_on is not None
        and subject.due_on < local_date(story.now)
    }
    assert len(owned) < len(late)
    assert {event.subject_id for event in events} == owned
    told = story.session.scalars(
        select(Notice.user_id).where(Notice.event_id.in_([event.id for event in events]))
    )
    assert story.county["office"].id in set(told)
    assert tick(story.session, story.engine, story.now + timedelta(days=1)) == []
    assert history.verify_all(story.session) == []


def test_a_page_is_not_the_end(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PAGE", 2)
    cases = [story.reach("proposal", "group_review") for _ in range(5)]
    late = [story.reach("proposal", "handling") for _ in range(2)]
    assert len(story.pass_days(300)) == len(cases)
    assert {case.state for case in cases} == {"submitted"}
    assert {case.state for case in late} == {"handling"}


def test_one_case_that_cannot_move_does_not_stop_the_clock(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    sick, sound = (story.reach("proposal", "group_review") for _ in range(2))
    known = EFFECTS["mark_unreviewed"]

    def choke(act: object) -> None:
        if act.subject is sick:  # type: ignore[attr-defined]
            raise ValueError("sick")
        known(act)  # type: ignore[arg-type]

    monkeypatch.setitem(EFFECTS, "mark_unreviewed", choke)
    (event,) = story.pass_days(30)
    assert event.subject_id == sound.id
    assert (sick.state, sound.state) == ("group_review", "submitted")
    assert story.session.scalar(select(func.count()).where(Event.subject_id == sick.id)) == 2
    assert history.verify_all(story.session) == []
