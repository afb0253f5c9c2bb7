"""How the conditions of who proposes come to refuse, and how they then hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.stories import Story
from tests.workflow.refusals import Case

BODY = {"collective_kind": "party", "collective_body": "民盟云岭县总支"}


def _collective(story: Story) -> Iterator[Case]:
    draft = story.propose()

    def declare() -> None:
        story.do(draft, "declare_collective")

    yield Case(draft, "undo_collective", "这件不是集体提案", {}, {}, mend=declare)


def _seal(story: Story) -> Iterator[Case]:
    draft = story.propose()
    says = "民主党派、人民团体、专门委员会的集体提案才要盖章"

    def declare() -> None:
        story.do(draft, "declare_collective")

    yield Case(draft, "hand_in_seal", says, {}, {}, mend=declare)


def _confirmed(story: Story) -> Iterator[Case]:
    sealed = story.propose()
    story.do(sealed, "declare_collective")

    def seal() -> None:
        story.do(sealed, "hand_in_seal")

    says = "集体提案还没有确认：请先上传盖章页"
    yield Case(sealed, "submit", says, {}, {}, mend=seal)
    convened = story.propose()
    sector = {"collective_kind": "sector", "collective_body": "经济界"}
    story.do(convened, "declare_collective", **sector)

    def confirm() -> None:
        story.do(convened, "ask_convenor")
        story.do(convened, "sign", by="stranger")

    says = "集体提案还没有确认：请先请召集人确认"
    yield Case(convened, "submit", says, {}, {}, mend=confirm)


def _convenor(story: Story) -> Iterator[Case]:
    sector = {"collective_kind": "sector", "collective_body": "经济界"}
    seat = {"convenor": story.county.seat("stranger")}
    says = "界别、委员小组、联络组的集体提案，请写明召集人"
    bad = sector | {"convenor": None}
    yield Case(story.propose(), "declare_collective", says, bad, sector | seat)


def _asked(story: Story) -> Iterator[Case]:
    draft = story.propose()
    story.do(draft, "declare_collective", convenor=story.county.seat("author"))

    def rename() -> None:
        story.do(draft, "declare_collective")

    yield Case(draft, "ask_convenor", "没有需要请其确认的召集人", {}, {}, mend=rename)


def _several(story: Story) -> Iterator[Case]:
    draft = story.propose()
    story.do(draft, "invite", cosigners=[story.county.seat("ally")])
    story.do(draft, "sign", by="ally")
    only = [one.id for one in draft.signatures]

    def invite() -> None:
        story.do(draft, "invite", cosigners=[story.county.seat("former")])
        story.do(draft, "sign", by="former")
        good["cosigner_order"] = [one.id for one in draft.signatures][::-1]

    good: dict[str, object] = {}
    says = "联名人不到两位，不用排次序"
    yield Case(draft, "set_order", says, {"cosigner_order": only}, good, mend=invite)


def _whole(story: Story) -> Iterator[Case]:
    draft = story.reach("proposal", "drafting_collective")
    first, second = (one.id for one in draft.signatures if one.decision == "agreed")
    says = "每位联名人都要排到，只排一次"
    bad, good = {"cosigner_order": [first]}, {"cosigner_order": [second, first]}
    yield Case(draft, "set_order", says, bad, good)


def _entered(story: Story) -> Iterator[Case]:
    proposal = story.reach("proposal", "submitted")
    clerk = story.county["office"].id

    def mend() -> None:
        proposal.entered_by_id = clerk

    yield Case(proposal, "dispute_entry", "本件不是代录的", {}, {}, mend=mend)


PROPOSER_CASES: dict[str, Callable[[Story], Iterator[Case]]] = {
    "is_collective": _collective,
    "needs_seal": _seal,
    "collective_confirmed": _confirmed,
    "convenor_named": _convenor,
    "convenor_to_ask": _asked,
    "entered_on_paper": _entered,
    "several_signers": _several,
    "order_is_whole": _whole,
}
