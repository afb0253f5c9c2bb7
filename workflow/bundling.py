"""How a bundle of drafts stands: told from the drafts and the collective one, never kept.

A draft that joined goes with its bundle as long as there is one, its author's name stands under
the collective text, and the office has not decided. Where any of this fails it goes its own way.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy.orm import Session

from models import Bundle, BundleItem, Proposal
from models.queries import bundles
from workflow.acts import Act

Stage = Literal["gathering", "drafting", "before_office", "decided", "over"]
_OFFICE = frozenset({"office", "office_head"})


def pending(item: BundleItem) -> bool:
    """Asked, still in the very review in which it was asked, and silent."""
    draft = item.proposal
    return (
        item.answer is None
        and draft.state == bundles.IN_REVIEW
        and item.bundle.proposed_at >= draft.entered_at
    )


def joined(bundle: Bundle) -> list[BundleItem]:
    """The drafts whose authors have consented, in the order of their consent."""
    found = [item for item in bundle.items if item.answer == "joined" and item.answered_at]
    return sorted(found, key=lambda item: (item.answered_at, item.id))


def name_stands(draft: Proposal, collective: Proposal) -> bool:
    """Whether the draft's author stands under the collective text as it is."""
    return draft.author_id == collective.author_id or any(
        one.person_id == draft.author_id and one.decision == "agreed"
        for one in collective.signatures
    )


def stage(item: BundleItem | None) -> Stage:
    """What has become of the bundle, for this draft."""
    if item is None or item.answer != "joined":
        return "over"
    collective = item.bundle.collective
    if collective is None:
        some = len(joined(item.bundle)) > 1 or any(pending(one) for one in item.bundle.items)
        return "gathering" if some else "over"
    stands = name_stands(item.proposal, collective)
    # Merged by the office into another case, it can still be parted until that one is over.
    merged = collective.main is not None
    over = collective.closed_at is not None
    if collective.filed_at or collective.ground is not None or (merged and over):
        return "decided" if stands else "over"
    if over:
        return "over"
    if merged or (collective.submitted_at is not None and collective.waits_for in _OFFICE):
        return "before_office" if stands else "over"
    return "drafting"


def item_of(act: Act) -> BundleItem | None:
    """The draft's place in its bundle."""
    return bundles.item_of(act.session, act.proposal.id)


def is_free(session: Session, draft: Proposal) -> bool:
    """A member's own draft that no bundle has in hand."""
    item = bundles.item_of(session, draft.id)
    return draft.proposer_kind != "collective" and (item is None or not pending(item))


def candidates(session: Session, draft: Proposal) -> list[Proposal]:
    """The other drafts before the same group that can be bundled with this one."""
    found = bundles.in_review(session, draft.group_id)
    return [one for one in found if one.id != draft.id and is_free(session, one)]


def to_ask(session: Session, collective: Proposal) -> list[int]:
    """The persons who have to confirm the collective text and have not been asked."""
    bundle = bundles.bundle_behind(session, collective.id)
    if bundle is None:
        return []
    asked = {one.person_id for one in collective.signatures if one.decision in _ANSWERING}
    asked.add(collective.author_id or 0)
    wanted = [collective.convenor_id]
    for item in joined(bundle):
        signers = (s.person_id for s in item.proposal.signatures if s.decision == "agreed")
        wanted += [item.proposal.author_id, *signers]
    return list(dict.fromkeys(one for one in wanted if one and one not in asked))


_ANSWERING = ("pending", "agreed")
