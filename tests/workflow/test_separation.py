"""Who prepared a thing does not decide on it: `other_than`."""

from __future__ import annotations

import pytest

from models import Grant, User
from tests.people import STATES
from tests.stories import ONCE, Story
from workflow.check import prove
from workflow.engine import Engine, Refused
from workflow.names import KNOWN

#: no database decides any of this
pytestmark = ONCE

_APPROVE = "            other_than: [draft_reply, pass_check, sign_reply, sign_on_paper]\n"


@pytest.fixture
def story(story: Story) -> Story:
    """A teller under rules where who sent a reply back or signed for it may not approve it."""
    text = STATES.read_text("utf-8")
    assert text.count(_APPROVE) == 1
    parted = "            other_than: [send_back_reply, accept, submit]\n"
    story.engine = Engine(prove(text.replace(_APPROVE, parted), KNOWN))
    return story


def test_who_did_the_one_may_not_do_the_other(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    story.do(task, "send_back_reply", by="office")
    story.send_reply(task)
    with pytest.raises(
        Refused, match="“退回重拟”是薛晓燕做的，“同意答复，送提案人”须由另一个人来做"
    ):
        story.do(task, "approve_reply", by="office")
    offered = story.engine.available(story.session, task, story.county["office"], story.now)
    assert "approve_reply" not in {offer.action.name for offer in offered}
    doors = story.engine.closed_doors(story.session, task, story.county["office"], story.now)
    assert "approve_reply" in {door.action.name for door in doors}
    assert story.actor(task, "approve_reply") is story.county["clerk"]
    story.do(task, "approve_reply", by="clerk")


def test_only_the_last_doing_in_the_same_workflow_counts(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    for sender in ("office", "clerk"):
        story.do(task, "send_back_reply", by=sender)
        story.send_reply(task)
    with pytest.raises(Refused):
        story.do(task, "approve_reply", by="clerk")
    story.do(task, "approve_reply", by="office")


def test_another_account_of_the_same_person_is_the_same_person(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    story.do(task, "send_back_reply", by="office")
    story.send_reply(task)
    twin = User(person=story.county["office"].person, login="office-again")
    twin.grants.append(Grant(role="office"))
    story.session.add(twin)
    story.session.flush()
    with pytest.raises(Refused, match="须由另一个人来做"):
        story.do(task, "approve_reply", by=twin)


def test_what_was_done_in_another_part_of_the_case_counts_too(story: Story) -> None:
    task = story.reach("handling_task", "reply_check")
    proposer = story.county["author"]
    proposer.grants.append(Grant(role="office"))
    story.session.flush()
    with pytest.raises(Refused, match="“直接提交提案委”是段环莺做的"):
        story.do(task, "approve_reply", by=proposer)
