"""委托代办: in another's name, within what he gave, and never where it must be himself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import Delegation, Event, Subject, User
from tests.samples import sample
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.delegation import stand_in
from workflow.engine import Refused

pytestmark = ONCE


def entrust(story: Story, principal: str, deputy: str, *roles: str, days: int = 30) -> Delegation:
    day = local_date(story.now)
    found = Delegation(
        from_user=story.county[principal],
        to_user=story.county[deputy],
        roles=list(roles),
        starts_on=day,
        ends_on=day + timedelta(days=days),
        reason="出差",
        given_at=story.now,
    )
    story.session.add(found)
    story.session.flush()
    return found


def act(story: Story, subject: Subject, action: str, by: str, whom: str, **data: object) -> Event:
    story.now += story.pace
    deputy: User = story.county[by]
    return story.engine.perform(
        story.session,
        subject,
        action,
        by=deputy,
        on_behalf_of=story.county[whom],
        data={**sample(story, subject, action, deputy), **data},
        now=story.now,
    )


def refusal(story: Story, subject: Subject, action: str, by: str, whom: str) -> str:
    with pytest.raises(Refused) as refused:
        act(story, subject, action, by, whom)
    return refused.value.reasons[0].sentence


def test_who_was_entrusted_acts_in_the_others_name_and_the_record_names_both(
    story: Story,
) -> None:
    draft = story.propose()
    entrust(story, "author", "ally", "member")
    event = act(story, draft, "submit", "ally", "author")
    assert (event.actor_name, event.actor_id) == ("阿依古丽·艾力", story.county["ally"].id)
    assert event.on_behalf_of_id == story.county["author"].id
    assert history.body(event)["noted"]["on_behalf_of"] == "段环莺"
    assert event.party == "author"
    assert draft.state == "submitted"
    assert history.verify_all(story.session) == []
    assert not story.session.new, "the stand-in is never stored"


def test_nobody_acts_for_another_without_before_or_after_a_delegation(story: Story) -> None:
    draft = story.propose()
    says = "段环莺没有委托您代办，或者委托已经结束"
    assert refusal(story, draft, "submit", "ally", "author") == says
    given = entrust(story, "author", "ally", "member", days=3)
    given.starts_on += timedelta(days=1)
    assert refusal(story, draft, "submit", "ally", "author") == says
    story.now += timedelta(days=4)
    assert refusal(story, draft, "submit", "ally", "author") == says
    given.ends_on += timedelta(days=30)
    given.ended_at = story.now
    assert refusal(story, draft, "submit", "ally", "author") == says
    given.ended_at = None
    assert refusal(story, draft, "submit", "former", "author") == says
    act(story, draft, "submit", "ally", "author")


def test_only_the_delegated_roles_are_lent(story: Story) -> None:
    proposal = story.reach("proposal", "group_review")
    entrust(story, "leader_member", "ally", "member")
    says = "这一步由所在联络组组长来做"
    assert refusal(story, proposal, "endorse", "ally", "leader_member") == says
    entrust(story, "leader_member", "ally", "liaison_leader")
    act(story, proposal, "endorse", "ally", "leader_member")


def test_a_leader_does_not_review_through_the_author_what_the_author_wrote(story: Story) -> None:
    proposal = story.reach("proposal", "group_review")
    entrust(story, "leader", "author", "liaison_leader")
    with pytest.raises(Refused):
        act(story, proposal, "endorse", "author", "leader")


def test_t03_a_units_user_never_evaluates_with_a_members_delegation(story: Story) -> None:
    proposal = story.reach("proposal", "replied")
    entrust(story, "author", "unit_a", "member")
    says = "“评价答复”须由本人办理，不能委托"
    assert refusal(story, proposal, "evaluate", "unit_a", "author") == says
    entrust(story, "author", "stranger", "member")
    assert refusal(story, proposal, "evaluate", "stranger", "author") == says
    offered = story.engine.available(
        story.session, proposal, stand_in(entrust(story, "author", "ally", "member")), story.now
    )
    assert "evaluate" not in {offer.action.name for offer in offered}


def test_nobody_stands_on_both_sides_of_one_case(story: Story) -> None:
    task = story.reach("handling_task", "working")
    entrust(story, "office", "unit_a", "office")
    says = "您本人在本案中是主办单位，不能再代提案委办公室办理"
    proposal = task.proposal
    assert refusal(story, proposal, "remind", "unit_a", "office") == says
    entrust(story, "unit_a", "author", "handling_unit")
    assert "您本人在本案中是" in refusal(story, task, "record_contact", "author", "unit_a")
    entrust(story, "unit_a", "unit_c", "handling_unit")
    act(story, task, "record_contact", "unit_c", "unit_a")


def test_who_prepared_it_does_not_decide_it_in_anothers_name(story: Story) -> None:
    proposal = story.reach("proposal", "submitted")
    story.do(proposal, "pass_first_examination", by="office")
    entrust(story, "head", "office", "office_head")
    assert "须由另一个人来做" in refusal(story, proposal, "file", "office", "head")
