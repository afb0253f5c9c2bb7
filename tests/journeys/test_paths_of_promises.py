"""承诺台账: what a reply promised is followed until it is kept, and the class changes only then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories import ONCE, Story
from tests.workflow.refusals_of_promises import two_promises
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.promise_effects import class_now

#: no database decides any of this
pytestmark = ONCE


def test_promise_kept_then_second_letter(story: Story) -> None:
    first, second = two_promises(story)
    assert first.due_on == first.promised_on, "the date of the letter is the date of the promise"
    for promise, state in ((first, "kept"), (second, "letter_due")):
        story.do(promise, "report_kept")
        story.do(promise, "confirm_kept")
        assert promise.state == state
    assert class_now(first.reply, [first, second]) == "B", "reporting alone upgrades nothing"
    story.do(second, "draft_second_letter", by="unit_a")
    with pytest.raises(Refused, match=r"须由另一个人来做|单位签发领导"):
        story.do(second, "sign_second_letter", by="unit_a")
    story.do(second, "sign_second_letter", by="boss_a")
    assert class_now(first.reply, [first, second]) == "A"
    assert first.reply.reply_class == "B", "the first letter stays as it was"


def test_promise_broken(story: Story) -> None:
    first, second = two_promises(story)
    story.do(first, "explain_broken")
    story.do(first, "accept_broken")
    story.do(second, "report_kept")
    story.do(second, "confirm_kept")
    assert (first.outcome, second.state) == ("broken", "kept")
    assert class_now(first.reply, [first, second]) == "B"


def test_promise_moved(story: Story) -> None:
    promise = story.reach("promise", "keeping")
    before = promise.promised_on
    story.do(promise, "ask_new_date", new_due=(before + timedelta(days=40)).isoformat())
    story.do(promise, "grant_new_date")
    assert promise.promised_on == promise.due_on == before + timedelta(days=40)
    assert local_date(story.now) < before


def test_what_does_not_come_with_evidence_is_not_reported_as_kept(story: Story) -> None:
    promise = story.reach("promise", "keeping")
    with pytest.raises(Refused, match="兑现的证明"):
        story.do(promise, "report_kept", evidence=None)
    assert promise.state == "keeping"
