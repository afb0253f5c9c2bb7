"""What comes on paper, proposals and evaluations: the member has the last word on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Event, Notice, Proposal
from models.queries.evaluations import all_evaluations, paper_forms, round_evaluations
from tests.journeys.judging import figures_now
from tests.people import CUTOFF
from tests.proposing import enter
from tests.samples import DISSATISFIED
from tests.stories import ONCE, Story
from workflow import history
from workflow.engine import Impossible, Refused
from workflow.judgement import Reason

pytestmark = ONCE


def reasons(story: Story, by: str = "office", **changed: object) -> list[Reason]:
    with pytest.raises(Refused) as refused:
        enter(story, by, **changed)
    return refused.value.reasons


def first_event(story: Story, proposal: Proposal) -> Event:
    return story.session.scalars(select(Event).where(Event.subject_id == proposal.id)).one()


def test_entered_from_paper(story: Story) -> None:
    proposal = enter(story)
    assert (proposal.state, proposal.private) == ("submitted", False)
    assert proposal.serial_no == "2026-00001"
    assert proposal.author_id == story.county["author"].person_id
    assert (proposal.author_name, proposal.group_name) == ("段环莺", "青山镇联络组")
    assert (proposal.entered_by_name, proposal.proposer_kind) == ("薛晓燕", "joint")
    assert proposal.versions[0].content["entered_by"] == "薛晓燕"
    event = first_event(story, proposal)
    assert (event.action, event.actor_name) == ("enter_on_paper", "薛晓燕")
    assert event.on_behalf_of_id == story.county["author"].id
    assert history.body(event)["noted"]["on_behalf_of"] == "段环莺"
    told = story.session.scalars(select(Notice.user_id).where(Notice.event_id == event.id))
    assert set(told) == {story.county["author"].id, story.county["ally"].id}


def test_a_paper_is_in_time_by_the_day_on_which_it_came(story: Story) -> None:
    story.now = CUTOFF + timedelta(days=3)
    assert enter(story, paper_came_on="2026-03-11").in_session is True
    assert enter(story, paper_came_on="2026-03-12").in_session is False


def test_only_the_office_enters_and_only_with_a_scan(story: Story) -> None:
    assert [r.sentence for r in reasons(story, by="author")] == ["您的账号不能办这件事"]
    assert [r.field for r in reasons(story, paper_scan=None)] == ["paper_scan"]
    assert [r.field for r in reasons(story, paper_came_on="2026-03-09")] == ["paper_came_on"]
    assert [r.field for r in reasons(story, publish_consent="none")] == ["publish_reason"]


def test_names_on_the_paper_must_fit(story: Story) -> None:
    author = story.county.seat("author")
    twice = reasons(story, paper_signers=[author])
    assert [(r.field, r.sentence) for r in twice] == [
        ("paper_signers", "提案人不用再写进联名的委员")
    ]
    half = reasons(story, collective_kind="party")
    assert [(r.field, r.sentence) for r in half] == [
        ("collective_body", "集体提案要同时写明是哪一类单位和单位名称")
    ]
    whole = enter(story, collective_kind="party", collective_body="民盟云岭县总支")
    assert (whole.proposer_kind, whole.sealed_at) == ("collective", story.now)


def test_entered_from_paper_disputed_and_put_right(story: Story) -> None:
    proposal = enter(story)
    with pytest.raises(Refused):
        story.do(proposal, "dispute_entry", by="ally")
    with pytest.raises(Refused) as empty:
        story.do(proposal, "dispute_entry", by="author", reason="")
    assert [r.field for r in empty.value.reasons] == ["reason"]
    story.do(proposal, "dispute_entry", by="author", reason="少录了第三条建议")
    assert (proposal.state, proposal.dispute_reason) == ("returned", "少录了第三条建议")
    story.do(proposal, "write", background="照我写的")
    story.do(proposal, "submit")
    assert (proposal.state, proposal.serial_no) == ("submitted", "2026-00001")


def test_who_stands_on_the_paper_against_his_will_withdraws_until_filing(story: Story) -> None:
    proposal = enter(story)
    story.do(proposal, "withdraw_signature", by="ally")
    assert proposal.proposer_kind == "individual"
    story.do(proposal, "pass_first_examination")
    story.do(proposal, "file")
    with pytest.raises(Impossible):
        story.do(proposal, "dispute_entry", by="author")


def test_paper_evaluation_confirmed(story: Story) -> None:
    case = story.reach("proposal", "replied")
    with pytest.raises(Refused):
        story.do(case, "enter_paper_evaluation", scan=None)
    story.do(case, "enter_paper_evaluation", by="office", **DISSATISFIED)
    assert all_evaluations(story.session, case.id) == []
    assert (figures_now(story).final.answered, figures_now(story).final.waiting) == (0, 1)
    # The window ends over it: the case waits for the second person.
    assert story.pass_days(60) == []
    assert case.state == "replied"
    with pytest.raises(Refused):
        story.do(case, "confirm_paper_evaluation", by="office")
    story.do(case, "confirm_paper_evaluation", by="head")
    (counted,) = all_evaluations(story.session, case.id)
    assert (counted.channel, counted.name, counted.result) == ("paper", "段环莺", "dissatisfied")
    (form,) = paper_forms(story.session, case.id)
    assert (form.entered_by, form.decided_by) == ("薛晓燕", "陶文远")
    assert (case.state, case.round) == ("rehandling", 2)
    assert figures_now(story).paper == 1


def test_paper_evaluation_rejected(story: Story) -> None:
    case = story.reach("proposal", "paper_waiting")
    story.do(case, "reject_paper_evaluation", by="clerk")
    story.pass_days(60)
    assert case.state == "closed"
    assert all_evaluations(story.session, case.id) == []
    assert [one.name for one in figures_now(story).silent] == ["段环莺"]


def test_paper_evaluation_disputed(story: Story) -> None:
    case = story.reach("proposal", "paper_counted")
    assert case.state == "replied", "a satisfied form on paper does not close the case at once"
    with pytest.raises(Refused):
        story.do(case, "evaluate", by="author")
    story.do(case, "dispute_paper_evaluation", by="author")
    assert round_evaluations(story.session, case) == []
    story.do(case, "evaluate", by="author", **DISSATISFIED)
    assert case.state == "rehandling"
    assert [one.version for one in all_evaluations(story.session, case.id)] == [1, 2]
    silent = story.reach("proposal", "paper_counted")
    story.pass_days(60)
    assert silent.state == "closed"
