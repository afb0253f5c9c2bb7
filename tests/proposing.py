"""Ways of `tests.stories` into variants of a proposal: bodies, cosigners, seconders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models import Proposal
from tests.bundling import begin_collective
from tests.samples import TEXT, uploaded
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from tests.stories import Story


def begin(story: Story, state: str) -> Proposal:
    """A draft of the author's, one put together from several, or one entered from his paper."""
    if state == "drafting_bundled":
        return begin_collective(story)
    return enter(story) if state == "entered" else story.propose()


def enter(story: Story, by: str = "office", **changed: Any) -> Proposal:
    """代录: the author's paper, cosigned by 阿依古丽."""
    story.now += story.pace
    clerk, seat = story.county[by], story.county.seat
    paper = {
        **TEXT,
        "paper_proposer": seat("author"),
        "paper_signers": [seat("ally")],
        "paper_came_on": local_date(story.now).isoformat(),
        "publish_consent": "full",
        "paper_scan": uploaded(story, clerk),
    }
    given = {name: value for name, value in (paper | changed).items() if value is not None}
    found = story.engine.open(
        story.session, "proposal", by=clerk, data=given, now=story.now, way="enter_on_paper"
    )
    assert isinstance(found, Proposal)
    return found


def gather(story: Story, proposal: Proposal) -> None:
    """A party's proposal with two cosigners more, and a convenor who has not been asked."""
    story.do(proposal, "declare_collective")
    invited = [name for name in ("ally", "leader_member") if not _signed(story, proposal, name)]
    story.do(proposal, "invite", cosigners=[story.county.seat(name) for name in invited])
    for name in invited:
        story.do(proposal, "sign", by=name)


def _signed(story: Story, proposal: Proposal, name: str) -> bool:
    person = story.county[name].person_id
    return any(s.person_id == person and s.decision == "agreed" for s in proposal.signatures)


def send_back_sealed(story: Story, proposal: Proposal) -> None:
    """Handed in with its seal, and sent back."""
    for action in ("hand_in_seal", "submit", "send_back"):
        story.do(proposal, action)


def second(story: Story, proposal: Proposal) -> None:
    """Submitted, open to seconding, and seconded by 𠮷田玉."""
    story.do(proposal, "submit", open_to_seconding="open")
    story.do(proposal, "second", by="stranger")


#: variants in which what few cases need is possible
WAYS = {
    "gather": gather,
    "hand_in_and_send_back": send_back_sealed,
    "submit_and_second": second,
}
