"""沟通记录: the unit's word, the proposers' own beside it, and what a reply needs (T1)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Event, Notice, Proposal, User
from models.queries.contacts import contacts_of
from tests.people import START
from tests.stories import ONCE, Story
from workflow import history
from workflow.contacts import standing_of
from workflow.engine import Refused
from workflow.first_contact import first_contact_deadline


def told_of(story: Story, event: Event) -> set[str]:
    query = select(User.login).join(Notice, Notice.user_id == User.id)
    return set(story.session.scalars(query.where(Notice.event_id == event.id)))


def standings(story: Story, proposal: Proposal) -> list[str]:
    everything = contacts_of(story.session, proposal.id)
    return [standing_of(one, everything) for one in everything]


def test_a_contact_after_the_reply_is_recorded_and_answered_too(story: Story) -> None:
    case = story.reach("proposal", "replied")
    event = story.do(case, "record_contact", contact_stage="after")
    assert history.body(event)["noted"]["contact"]["no"] == 3
    story.do(case, "confirm_contact")
    assert standings(story, case) == ["unilateral", "unilateral", "confirmed"]


def test_a_talk_that_never_took_place_does_not_count_towards_the_reply(story: Story) -> None:
    task = story.reach("handling_task", "heard")
    never = {"dispute_kind": "not_held", "member_words": "没有人来过"}
    story.do(task.proposal, "dispute_contact", contact=task.contacts[0].id, **never)
    with pytest.raises(Refused) as refused:
        story.do(task, "draft_reply")
    assert [reason.sentence for reason in refused.value.reasons] == [
        "与提案人沟通的次数还不够（已记录 / 要求）：1 / 2",
        "答复之前至少要与提案人当面沟通一次（上门、座谈或者现场），提案人提出不需要的除外",
    ]
    story.do(task, "record_contact", contact_mode="site")
    story.do(task, "draft_reply")


def test_a_corrected_record_counts_once(story: Story) -> None:
    task = story.reach("handling_task", "working")
    story.do(task, "record_contact")
    story.do(task.proposal, "correct_contact")
    story.session.refresh(task)
    story.show_and_hear(task)
    with pytest.raises(Refused):
        story.do(task, "draft_reply")


def test_a_new_round_wants_its_own_talks_and_its_own_waiver(story: Story) -> None:
    case = story.reach("proposal", "handling")
    story.do(case, "waive_meeting")
    story.answer_every_task(case)
    story.evaluate(case, result="dissatisfied", comment="没有办")
    assert (case.round, case.meeting_waived_round) == (2, 1)
    story.session.refresh(case)
    task = case.tasks[-1]
    story.do(task, "accept")
    for _ in range(2):
        story.do(task, "record_contact", contact_mode="phone")
    story.show_and_hear(task)
    with pytest.raises(Refused):
        story.do(task, "draft_reply")
    story.do(case, "waive_meeting")
    story.do(task, "draft_reply")


@ONCE
def test_the_session_says_how_often_and_who_has_to_meet_the_proposer(story: Story) -> None:
    story.county.plenary.parameters = {"min_contacts": 0, "face_to_face": "none"}
    task = story.reach("handling_task", "working")
    story.show_and_hear(task)
    story.do(task, "draft_reply")
    story.county.plenary.parameters = {"face_to_face": "all"}
    co = story.task("co")
    story.do(co, "accept")
    with pytest.raises(Refused):
        story.do(co, "give_opinion")
    story.do(co, "record_contact")
    story.do(co, "give_opinion")


@ONCE
def test_a_unit_that_does_not_talk_in_time_is_told_once(story: Story) -> None:
    task, other = story.task("sole"), story.task("sole")
    for one in (task, other):
        story.do(one, "accept")
    story.do(other, "record_contact")
    assert story.pass_days(20) == []
    (event,) = story.pass_days(2)
    assert (event.action, event.subject_id) == ("miss_first_contact", task.id)
    assert {"unit_a", "boss_a", "office"} <= told_of(story, event)
    assert story.pass_days(10) == []


@ONCE
def test_the_first_talk_is_due_fifteen_working_days_after_the_assignment(story: Story) -> None:
    lead = story.task("lead")
    co = next(task for task in lead.proposal.tasks if task.duty == "co")
    due = first_contact_deadline(story.engine, story.session, lead, story.now)
    assert due is not None
    assert (START.date().isoformat(), due.on.isoformat()) == ("2026-03-02", "2026-03-23")
    assert first_contact_deadline(story.engine, story.session, co, story.now) is None
    story.do(lead, "accept")
    story.do(lead, "record_contact")
    assert first_contact_deadline(story.engine, story.session, lead, story.now) is None
