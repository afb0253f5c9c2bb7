"""Who stands under a proposal of the sample: cosigners, bodies, seconders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from models import User
from web.intake.proposals import kind_of_body
from web.sample.scans import scan
from web.sample.texts import say
from web.sample.timeline import Step
from workflow.deadlines import local_date
from workflow.proposer_conditions import SEALED_KINDS

if TYPE_CHECKING:
    from web.sample.proposals import ProposalStory


def paper(story: ProposalStory) -> Iterator[Step]:
    """The office enters what the author wrote on paper; the author may find a mistake in it."""
    yield Step("paper", 0, partial(_enter, story))
    if story.plan.on_paper == "disputed":
        reason = say("dispute", story.rng)
        dispute = story.by(story.author, "dispute_entry", reason=reason)
        yield Step("dispute", story.days(1, 2), dispute, office_hours=False)
        yield Step("rewrite", story.days(1, 2), story.rewrite, office_hours=False)
        submit = story.by(story.author, "submit", **story.consent())
        yield Step("resubmit", 1, submit, office_hours=False)


def _enter(story: ProposalStory, now: datetime) -> None:
    seat = story.walk.county.seat(story.author)
    story.begin(
        story.walk.open(
            "proposal",
            story.officer,
            now,
            way="enter_on_paper",
            **story.topic.text(),
            **story.consent(),
            paper_proposer=seat.id,
            paper_came_on=local_date(now),
            paper_scan=[scan(story.walk.session, story.officer, "纸质提案.png", now)],
        )
    )


def names(story: ProposalStory) -> Iterator[Step]:
    """The order of the cosigners, a signature taken back, a body."""
    if story.plan.ordered:
        yield Step("order", 0, partial(_order, story), office_hours=False)
    if story.plan.unsigned:
        yield Step("unsign", story.days(1, 2), partial(_unsign, story), office_hours=False)
    if not story.plan.collective:
        return
    kind = kind_of_body(story.plan.collective)
    sealed = kind in SEALED_KINDS
    convenor = _somebody(story)
    data: dict[str, Any] = {
        "collective_kind": kind,
        "collective_body": story.plan.collective,
        "collective_contact": f"{story.author.name}　0900-6600001",
    }
    if not sealed:
        data["convenor"] = story.walk.county.seat(convenor).id
    declare = story.by(story.author, "declare_collective", **data)
    yield Step("declare", 0, declare, office_hours=False)
    if not story.plan.stays_collective:
        undo = story.by(story.author, "undo_collective")
        yield Step("undo", story.days(1, 2), undo, office_hours=False)
    elif sealed:
        yield Step("seal", story.days(1, 2), partial(_seal, story))
    else:
        ask = story.by(story.author, "ask_convenor")
        yield Step("ask_convenor", 0, ask, office_hours=False)
        # From here on the convenor is one of those who are heard and asked to evaluate.
        story.cosigners.append(convenor)
        confirm = partial(_confirm, story, convenor)
        yield Step("confirm", story.days(1, 2), confirm, office_hours=False)


def _confirm(story: ProposalStory, convenor: User, now: datetime) -> None:
    story.walk.do(story.case, "sign", convenor, now)
    story.agreed.append(convenor)


def _order(story: ProposalStory, now: datetime) -> None:
    signed = [one.id for one in story.case.signatures if one.decision == "agreed"]
    story.walk.do(story.case, "set_order", story.author, now, cosigner_order=signed[::-1])


def _unsign(story: ProposalStory, now: datetime) -> None:
    reason = say("unsign", story.rng)
    story.walk.do(story.case, "withdraw_signature", story.agreed.pop(), now, reason=reason)


def _seal(story: ProposalStory, now: datetime) -> None:
    page = scan(story.walk.session, story.author, "盖章页.png", now)
    story.walk.do(story.case, "hand_in_seal", story.author, now, seal_scan=[page])


def _somebody(story: ProposalStory) -> User:
    others = [u for u in story.walk.county.members if u not in (story.author, *story.cosigners)]
    return story.rng.choice(others)


def seconding(story: ProposalStory) -> Iterator[Step]:
    """Members who second it; the last of several thinks better of it."""
    found: list[User] = []
    while len(found) < story.plan.seconders:
        if (user := _somebody(story)) not in found:
            found.append(user)
    for user in found:
        opinion = say("sign", story.rng) if story.rng.random() < 0.3 else None
        second = story.by(user, "second", opinion=opinion)
        yield Step("seconded", story.days(0, 1), second, office_hours=False)
    if len(found) > 1:
        back = story.by(found[-1], "withdraw_second")
        yield Step("seconded", story.days(0, 1), back, office_hours=False)
