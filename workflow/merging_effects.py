"""Effects of merging (并案): the cases are tied and untied, their texts are never touched."""

from __future__ import annotations

from functools import partial
from typing import Any

from models import Merge, Proposal
from workflow.acts import Act
from workflow.evaluators import proposers_in
from workflow.merging import name_of, together
from workflow.merging_conditions import merge_in_force, unnoted
from workflow.numbers import short_number
from workflow.registry import effect


@effect
def merge(act: Act) -> None:
    """并案: from now on it follows the main case, whose own record takes note."""
    proposal, main = act.proposal, act.session.get_one(Proposal, act.data["merge_into"])
    main.merges.append(
        Merge(
            merged_id=proposal.id,
            reason=act.data["reason"],
            while_examined=proposal.filed_at is None,
            merged_by=act.actor_name,
            merged_at=act.now,
        )
    )
    proposal.main, proposal.merged_at = main, act.now
    _settled(act, main)
    _tell_of(act, main)
    act.afterwards.append(partial(_note_in, act, main, "take_in"))


@effect
def undo_merge(act: Act) -> None:
    """撤销并案: the case is its own again; the line of the merge stays, with who and why."""
    proposal, found = act.proposal, merge_in_force(act)
    main = proposal.main
    if found is None or main is None:
        raise TypeError("not merged into anything")
    found.undone_by, found.undone_at = act.actor_name, act.now
    found.undone_reason = act.data.get("reason") or f"主案{name_of(main)}撤案"
    # A main case that is over has no page on which more would happen.
    found.noted = main.closed_at is not None
    _tell_of(act, main)
    act.noted["cases"] = [name_of(main)]
    act.noted["parted"] = found.undone_reason
    proposal.main, proposal.merged_at = None, None
    _settled(act, main)
    if not found.noted:
        act.afterwards.append(partial(_note_in, act, main, "let_go"))


@effect
def note_merged(act: Act) -> None:
    """并入提案: which cases came, and why."""
    _note(act, undone=False)


@effect
def note_parted(act: Act) -> None:
    """并案撤销: which cases have gone, and why."""
    _note(act, undone=True)


def _note(act: Act, *, undone: bool) -> None:
    found = unnoted(act, undone=undone)
    cases = [act.session.get_one(Proposal, one.merged_id) for one in found]
    act.noted["cases"] = [name_of(case) for case in cases]
    act.noted["reason"] = "；".join(one.undone_reason if undone else one.reason for one in found)
    _tell_of(act, act.proposal)
    # Forms of the main case that are open now were made without what has come, or gone.
    act.noted["text_changed"] = True
    for one in found:
        one.noted = True


def _note_in(act: Act, main: Proposal, action: str) -> None:
    act.engine.perform(act.session, main, action, by=None, now=act.now, automatic="system")


def _settled(act: Act, main: Proposal) -> None:
    act.session.flush()
    act.session.expire(main, ["merged"])


def _tell_of(act: Act, main: Proposal) -> None:
    """Who is together in it, as they are called today: the sheets are printed from the record."""
    act.noted["together"] = [_described(case) for case in together(main)]


def _described(case: Proposal) -> dict[str, Any]:
    names = [one.name for one in proposers_in(case)]
    return {
        "number": short_number(case),
        "filed": case.number is not None,
        "title": case.title,
        "proposers": [case.collective_body] if case.collective_body else names,
    }
