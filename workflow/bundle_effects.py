"""Effects of bundling: asking, answering, and putting the drafts together."""

from __future__ import annotations

from models import Bundle, BundleItem, Proposal, Suggestion
from models.queries import bundles, people
from workflow.acts import Act
from workflow.bundling import item_of, joined, to_ask
from workflow.effects import invite
from workflow.registry import effect


@effect
def propose_bundle(act: Act) -> None:
    """提议并入集体提案: each author is asked, the one whose draft lies here too."""
    draft, data = act.proposal, act.data
    if act.user is None or draft.group_id is None:
        return
    chosen = [draft.id, *data["bundled_cases"]]
    bundle = Bundle(
        group_id=draft.group_id,
        title=data["bundle_title"],
        proposed_by_id=act.user.person_id,
        proposed_by_name=act.user.person.name,
        proposed_at=act.now,
        items=[BundleItem(proposal_id=number) for number in chosen],
    )
    act.session.add(bundle)
    act.session.flush()
    act.noted["bundle"] = bundle.id


@effect
def note_asked(act: Act) -> None:
    """征求意见: the author is told, in the record of his own draft."""
    if item := item_of(act):
        item.asked_at = act.now
        act.noted |= {"bundle": item.bundle_id, "bundle_title": item.bundle.title}


def _answer(act: Act, answer: str) -> None:
    if item := item_of(act):
        bundles.lock_bundle(act.session, item.bundle)
        item.answer, item.answered_at = answer, act.now
        act.noted["bundle"] = item.bundle_id


@effect
def join_bundle(act: Act) -> None:
    """同意并入."""
    _answer(act, "joined")


@effect
def decline_bundle(act: Act) -> None:
    """不同意并入: the draft stays where it is, with its date."""
    _answer(act, "declined")


@effect
def leave_bundle(act: Act) -> None:
    """The draft goes its own way; what its author signed elsewhere is his to take back."""
    _answer(act, "left")


@effect
def open_collective(act: Act) -> None:
    """合并起草: the texts one after the other, for the first who consented to work over."""
    item = item_of(act)
    if item is None:
        return
    bundle, drafts = item.bundle, [one.proposal for one in joined(item.bundle)]

    def follow() -> None:
        opened = act.engine.open_case(
            act,
            "proposal",
            way="open_bundle",
            columns=_columns(act, bundle, drafts),
            noted={"bundle": bundle.id, "drafts": [one.id for one in drafts]},
        )
        bundle.collective_id = opened.id
        act.session.flush()
        act.session.expire(bundle, ["collective"])

    act.afterwards.append(follow)


def _columns(act: Act, bundle: Bundle, drafts: list[Proposal]) -> dict[str, object]:
    first = drafts[0]
    # Who proposed it convenes it, if he is a member; it is the authors' text in any case.
    convenes = people.sitting_member(act.session, bundle.proposed_by_id)
    units = dict.fromkeys(unit for draft in drafts for unit in draft.suggested_units)
    texts = dict.fromkeys(one.text for draft in drafts for one in draft.suggestions)
    return {
        "title": bundle.title,
        "author_id": first.author_id,
        "author_name": first.author_name,
        "author_sector": first.author_sector,
        "group_id": first.group_id,
        "group_name": first.group_name,
        "session": people.session_on(act.session, act.today),
        "background": "\n".join(dict.fromkeys(draft.background for draft in drafts)),
        "analysis": "\n".join(dict.fromkeys(draft.analysis for draft in drafts)),
        "suggestions": [Suggestion(no=no, text=text) for no, text in enumerate(texts, 1)],
        "suggested_units": list(units),
        "suggested_unit_names": [unit.name for unit in units],
        "collective_kind": "liaison_group",
        "collective_body": first.group_name,
        "collective_contact": bundle.proposed_by_name,
        "convenor_id": convenes.person_id if convenes else first.author_id,
    }


@effect
def invite_bundled(act: Act) -> None:
    """Every author whose draft is in it, and the convenor, reads the text and confirms it."""
    for person_id in to_ask(act.session, act.proposal):
        if member := people.sitting_member(act.session, person_id):
            invite(act, member)
