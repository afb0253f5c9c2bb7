"""Bundling drafts: only with consent, only as long as the consent stands, and never a grave."""

from __future__ import annotations

import pytest

from models import Notice, Proposal
from tests.bundling import begin_collective, collective_of, confirm, hand_in, send
from tests.stories import ONCE, Story
from workflow.bundling import stage
from workflow.engine import Refused
from workflow.judgement import Reason

pytestmark = ONCE
TITLE = "关于老旧小区电梯的提案"


def propose(story: Story, *authors: str, by: str = "leader") -> list[Proposal]:
    """These members' drafts before the group, and one of its reviewers who wants one of them."""
    drafts = [send(story, name, title=f"关于{name}的提案") for name in authors]
    chosen = [one.id for one in drafts[1:]]
    story.do(drafts[0], "propose_bundle", by=by, bundle_title=TITLE, bundled_cases=chosen)
    story.session.expire_all()
    return drafts


def states(drafts: list[Proposal]) -> list[str]:
    return [draft.state for draft in drafts]


def test_two_consent_one_declines_one_is_silent(story: Story) -> None:
    drafts = propose(story, "author", "ally", "former", "leader_member")
    first, second, third, _fourth = drafts
    old_date = third.due_on
    for draft in drafts:
        told = story.session.query(Notice).filter_by(user_id=story.county[_who(draft)].id)
        assert told.count() >= 1, "each author is asked in his own record"
    with pytest.raises(Refused):
        story.do(second, "join_bundle", by="leader")  # nobody consents for another
    story.do(second, "join_bundle")
    story.do(first, "join_bundle")
    story.do(third, "decline_bundle")
    assert states(drafts) == ["bundling", "bundling", "group_review", "group_review"]
    assert third.due_on == old_date, "who declines keeps his date"
    assert stage_of(story, first) == "gathering"
    # The fourth says nothing: his draft goes on to the office, and the bundle goes on without it.
    story.pass_days((old_date - story.now.date()).days + 1)
    assert states(drafts) == ["bundling", "bundling", "submitted", "submitted"]
    collective = collective_of(story, first)
    assert collective.author_id == second.author_id, "who consented first has the text in hand"
    assert (collective.collective_kind, collective.collective_body) == (
        "liaison_group", "青山镇联络组",
    )  # fmt: skip
    assert (collective.state, collective.private, collective.title) == ("drafting", True, TITLE)
    confirm(story, collective)
    story.do(collective, "submit", by="ally")
    story.session.expire_all()
    assert states(drafts) == ["bundled", "bundled", "submitted", "submitted"]
    story.do(collective, "pass_first_examination")
    story.do(collective, "file")
    story.session.expire_all()
    assert states(drafts) == ["absorbed", "absorbed", "submitted", "submitted"]
    assert {one.name for one in collective.signatures if one.decision == "agreed"} == {"段环莺"}


def _who(draft: Proposal) -> str:
    return draft.title.removeprefix("关于").removesuffix("的提案")


def stage_of(story: Story, draft: Proposal) -> str:
    from models.queries.bundles import item_of

    return stage(item_of(story.session, draft.id))


def test_without_a_second_consent_there_is_no_bundle(story: Story) -> None:
    first, second = propose(story, "author", "ally")
    story.do(first, "join_bundle")
    story.do(second, "decline_bundle")
    story.session.expire_all()
    assert states([first, second]) == ["group_review", "group_review"]


def test_who_has_a_draft_among_them_does_not_decide(story: Story) -> None:
    own = send(story, "leader_member")
    other = send(story, "author")
    for case, chosen in ((own, [other.id]), (other, [own.id])):
        with pytest.raises(Refused) as refused:
            story.do(
                case, "propose_bundle", by="leader_member", bundle_title=TITLE, bundled_cases=chosen
            )
        assert [_plain(one) for one in refused.value.reasons] in (
            ["不能审核自己提出的件"],
            [f"不能提议合并自己提出的件，请本组其他人提议：{own.title}"],
        )
    story.do(other, "propose_bundle", by="leader", bundle_title=TITLE, bundled_cases=[own.id])


def _plain(reason: Reason) -> str:
    return reason.sentence


def test_a_text_that_changed_has_to_be_confirmed_again(story: Story) -> None:
    collective = begin_collective(story)
    confirm(story, collective)
    story.do(collective, "write", background="换了说法")
    story.do(collective, "undo_collective")
    story.do(collective, "submit")
    story.session.expire_all()
    mine, theirs = _drafts(story, collective)
    assert (mine.state, theirs.state) == ("bundled", "group_review"), "a name that does not stand"


def _drafts(story: Story, collective: Proposal) -> list[Proposal]:
    from models.queries.bundles import bundle_behind

    bundle = bundle_behind(story.session, collective.id)
    assert bundle is not None
    return [item.proposal for item in bundle.items]


def test_a_collective_proposal_that_is_given_up_gives_the_drafts_back(story: Story) -> None:
    collective = begin_collective(story)
    drafts = _drafts(story, collective)
    story.do(collective, "discard")
    story.session.expire_all()
    assert states(drafts) == ["group_review", "group_review"]


def test_who_takes_back_his_name_takes_back_his_draft(story: Story) -> None:
    collective = begin_collective(story)
    hand_in(story, collective)
    mine, theirs = _drafts(story, collective)
    story.do(collective, "withdraw_signature", by="ally")
    story.session.expire_all()
    assert (mine.state, theirs.state) == ("bundled", "submitted")
    assert theirs.group_outcome == "unreviewed"
    story.do(mine, "leave_bundle")
    assert mine.state == "submitted"


def test_time_that_runs_out_sends_the_drafts_on(story: Story) -> None:
    collective = begin_collective(story)
    drafts = _drafts(story, collective)
    story.pass_days(40)
    assert states(drafts) == ["submitted", "submitted"]
    assert [one.group_outcome for one in drafts] == ["unreviewed", "unreviewed"]
    # What comes of the collective draft now does not touch them any more.
    hand_in(story, collective)
    assert states(drafts) == ["submitted", "submitted"]
