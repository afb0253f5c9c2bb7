"""Conditions of bundling: who can be gathered, who is asked, and how the bundle stands."""

from __future__ import annotations

from typing import Any

from models import Proposal
from models.queries import bundles
from workflow.acts import Act
from workflow.bundling import candidates, is_free, item_of, joined, pending, stage, to_ask
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.registry import condition, detail
from workflow.rules import Field


@field_type("bundled_cases")
def _bundled_cases(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "选的件里有的已经不在本组审核，请刷新后重选"
    numbers = identifiers(raw, sentence)
    draft = asked.subject
    known = candidates(asked.session, draft) if isinstance(draft, Proposal) else []
    if not set(numbers) <= {one.id for one in known}:
        raise BadValue(sentence)
    return numbers or None


@condition
def free_to_bundle(act: Act) -> bool:
    """A member's own draft that no bundle has in hand."""
    return is_free(act.session, act.proposal)


@condition
def others_in_review(act: Act) -> bool:
    """There is something to bundle it with."""
    return bool(candidates(act.session, act.proposal))


def _own(act: Act) -> list[str]:
    persons = [who.person_id for who in (act.user, act.deputy) if who is not None]
    chosen = (act.session.get_one(Proposal, one) for one in act.data.get("bundled_cases") or [])
    return [one.title for one in chosen if one.author_id in persons]


@condition
def not_own_drafts(act: Act) -> bool:
    """Who has a draft among them does not gather it: another reviewer does."""
    return not _own(act)


@detail("not_own_drafts")
def _(act: Act) -> str:
    return "、".join(_own(act))


@condition
def newly_named(act: Act) -> bool:
    """A reviewer has just named this draft for a bundle."""
    item = item_of(act)
    return item is not None and item.asked_at is None and pending(item)


@condition
def asked_to_join(act: Act) -> bool:
    """The author is asked whether his draft may be bundled, and has not answered."""
    item = item_of(act)
    return item is not None and pending(item)


@condition
def collective_to_open(act: Act) -> bool:
    """Everybody has answered, several have consented, and this draft's author was the first."""
    item = item_of(act)
    if item is None or item.bundle.collective is not None:
        return False
    if any(pending(one) for one in item.bundle.items):
        return False
    consenting = joined(item.bundle)
    return len(consenting) > 1 and consenting[0] is item


@condition
def collective_before_office(act: Act) -> bool:
    """The collective proposal lies before the office, with this author's name under it."""
    return stage(item_of(act)) == "before_office"


@condition
def collective_back(act: Act) -> bool:
    """The office has sent the collective proposal back: names are asked for anew."""
    return stage(item_of(act)) == "drafting"


@condition
def collective_decided(act: Act) -> bool:
    """The office has decided on the collective proposal, with this author's name under it."""
    return stage(item_of(act)) == "decided"


@condition
def bundle_over(act: Act) -> bool:
    """Nothing will come of it for this draft: too few, given up, withdrawn, or without its name."""
    return stage(item_of(act)) == "over"


@condition
def bundled_to_ask(act: Act) -> bool:
    """Somebody whose draft is in it has not been asked to confirm the text."""
    return bool(to_ask(act.session, act.proposal))


@condition
def no_drafts_absorbed(act: Act) -> bool:
    """What has taken in other members' drafts is not one member's to withdraw."""
    bundle = bundles.bundle_behind(act.session, act.proposal.id)
    return bundle is None or all(
        item.proposal.closed_at is None or item.proposal.author_id == act.proposal.author_id
        for item in joined(bundle)
    )
