"""Who proposes: cosigners, seconders, and bodies, each with their own part."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Notice, Proposal
from tests.samples import TEXT
from tests.stories import ONCE, Story
from workflow.engine import Impossible, Refused
from workflow.evaluation_conditions import evaluators_outstanding
from workflow.judgement import Reason

pytestmark = ONCE


def decisions(proposal: Proposal) -> dict[str, str]:
    return {one.name: one.decision for one in proposal.signatures}


def told(story: Story, event_id: int) -> set[str]:
    names = {user.id: name for name, user in story.county.users.items()}
    readers = story.session.scalars(select(Notice.user_id).where(Notice.event_id == event_id))
    return {names[number] for number in readers}


def refused(story: Story, *args: object, **more: object) -> list[Reason]:
    with pytest.raises(Refused) as why:
        story.do(*args, **more)  # type: ignore[arg-type]
    return why.value.reasons


def test_an_individual_proposal_becomes_joint_by_a_signature_and_collective_by_a_body(
    story: Story,
) -> None:
    draft = story.propose()
    assert draft.proposer_kind == "individual"
    story.do(draft, "invite", cosigners=[story.county.seat("ally")])
    assert draft.proposer_kind == "individual"
    story.do(draft, "sign", by="ally")
    assert draft.proposer_kind == "joint"
    story.do(draft, "declare_collective")
    assert draft.proposer_kind == "collective"
    story.do(draft, "undo_collective")
    assert (draft.proposer_kind, draft.collective_body) == ("joint", "")


# ── cosigners ───────────────────────────────────────────────────────────────


def test_who_let_an_invitation_lapse_is_told_once_and_not_again(story: Story) -> None:
    draft = story.propose()
    seats = [story.county.seat("ally"), story.county.seat("former")]
    story.do(draft, "invite", cosigners=seats)
    story.do(draft, "sign", by="ally")
    lapsed = story.do(draft, "end_invitations")
    assert told(story, lapsed.id) == {"former"}
    assert {one.name: one.lapsed_at for one in draft.signatures} == {
        "阿依古丽·艾力": None,
        "和志强": story.now,
    }
    again = story.do(draft, "invite", cosigners=[story.county.seat("stranger")])
    assert told(story, again.id) == {"stranger"}
    assert told(story, story.do(draft, "end_invitations").id) == {"stranger"}


def test_a_signature_may_be_taken_back_until_filing_and_not_afterwards(story: Story) -> None:
    story.joint = True
    for state in ("group_review", "submitted", "returned"):
        proposal = story.reach("proposal", state)
        assert story.do(proposal, "withdraw_signature", by="ally").to_state == state
        assert decisions(proposal)["阿依古丽·艾力"] == "withdrawn"
        assert refused(story, proposal, "withdraw_signature", by="ally")
        assert proposal.proposer_kind == "individual"
    filed = story.reach("proposal", "filed")
    with pytest.raises(Impossible):
        story.do(filed, "withdraw_signature", by="ally")
    assert decisions(filed)["阿依古丽·艾力"] == "agreed"


def test_who_took_his_signature_back_does_not_evaluate_and_may_be_asked_again(
    story: Story,
) -> None:
    story.joint = True
    draft = story.propose()
    story.do(draft, "withdraw_signature", by="ally")
    story.do(draft, "invite", cosigners=[story.county.seat("ally")])
    story.do(draft, "decline", by="ally")
    for action in ("submit", "pass_first_examination", "file", "assign"):
        story.do(draft, action)
    story.answer_every_task(draft)
    assert refused(story, draft, "evaluate", by="ally")
    story.do(draft, "evaluate", by="author")
    assert draft.state == "closed"


def test_cosigners_stand_in_the_order_the_author_settles(story: Story) -> None:
    draft = story.reach("proposal", "drafting_collective")
    first, second = [one for one in draft.signatures if one.decision == "agreed"]
    event = story.do(draft, "set_order", cosigner_order=[second.id, first.id])
    assert [one.name for one in draft.signatures] == [second.name, first.name]
    assert f'"cosigners":["{second.name}","{first.name}"]' in event.body.text
    story.do(draft, "undo_collective")
    story.do(draft, "submit")
    assert draft.versions[-1].content["cosigners"] == [second.name, first.name]


# ── seconders ───────────────────────────────────────────────────────────────


def test_a_seconder_stands_apart_and_neither_evaluates_nor_is_consulted(story: Story) -> None:
    proposal = story.reach("proposal", "submitted_seconded")
    assert [one.name for one in proposal.seconders] == ["𠮷田玉"]
    assert proposal.proposer_kind == "individual"
    assert refused(story, proposal, "second", by="author")
    assert refused(story, proposal, "second", by="stranger"), "once is enough"
    story.do(proposal, "pass_first_examination")
    story.do(proposal, "file")
    story.do(proposal, "second", by="ally")
    story.do(proposal, "withdraw_second", by="ally")
    story.do(proposal, "assign")
    with pytest.raises(Impossible):
        story.do(proposal, "second", by="ally")
    story.answer_every_task(proposal)
    act = story.engine.act(story.session, proposal, "evaluate", None, story.now)
    assert evaluators_outstanding(act) == ["段环莺"]
    assert refused(story, proposal, "evaluate", by="stranger")
    done = story.do(proposal, "evaluate", by="author")
    assert told(story, done.id) == {"office", "clerk"}
    assert [one.name for one in proposal.seconders] == ["𠮷田玉"]


def test_only_what_its_author_opened_may_be_seconded(story: Story) -> None:
    closed = story.reach("proposal", "submitted")
    assert not closed.seconding_now
    assert refused(story, closed, "second", by="stranger")
    open_one = story.reach("proposal", "submitted_seconded")
    assert open_one.seconding_now
    story.do(open_one, "send_back")
    assert not open_one.seconding_now
    story.do(open_one, "write", background="改写了情况")
    assert open_one.seconders == [], "they supported another text"
    story.do(open_one, "submit")
    assert open_one.seconding_now
    story.do(open_one, "second", by="stranger")


# ── bodies ──────────────────────────────────────────────────────────────────


def test_collective_by_seal(story: Story) -> None:
    draft = story.propose()
    story.do(draft, "declare_collective")
    story.do(draft, "hand_in_seal")
    story.do(draft, "write", background="盖章以后又改了")
    assert [r.sentence for r in refused(story, draft, "submit")] == [
        "集体提案还没有确认：请先上传盖章页"
    ]
    story.do(draft, "hand_in_seal")
    story.do(draft, "declare_collective", collective_body="民建云岭县总支")
    assert refused(story, draft, "submit"), "another body's seal"
    story.do(draft, "hand_in_seal")
    story.do(draft, "submit")
    assert draft.state == "submitted"


def test_collective_by_convenor(story: Story) -> None:
    sector = {"collective_kind": "sector", "collective_body": "经济界"}
    draft = story.propose()
    story.do(draft, "declare_collective", **sector)
    asked = story.do(draft, "ask_convenor")
    assert (draft.state, told(story, asked.id)) == ("cosigning", {"stranger"})
    story.do(draft, "decline", by="stranger")
    assert refused(story, draft, "submit")
    own = story.propose()
    story.do(own, "declare_collective", **sector, convenor=story.county.seat("author"))
    story.do(own, "submit")
    assert own.state == "submitted", "who convenes and writes it confirms it by handing it in"


def test_what_was_a_bodys_is_the_members_own_again_without_its_convenor(story: Story) -> None:
    draft = story.propose(**TEXT)
    story.do(draft, "declare_collective", collective_kind="sector", collective_body="经济界")
    story.do(draft, "ask_convenor")
    story.do(draft, "sign", by="stranger")
    story.do(draft, "undo_collective")
    assert decisions(draft) == {"𠮷田玉": "void"}
    story.do(draft, "submit")
    assert draft.proposer_kind == "individual"
