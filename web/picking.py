"""Ticking cases in a list, to do the same to many of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request, url_for

from web import gate
from web.access import BULK
from web.house import house
from web.listview import Pick
from workflow.bulk import MOST


def most() -> int:
    """How many cases one page shows when everything is to be ticked; 0: as many as usual."""
    return MOST if request.args.get("pick") == "all" else 0


def pick(kinds: Sequence[str], shown: int, total: int) -> Pick | None:
    """How the cases of this list are ticked; None where this person can do nothing in bulk."""
    if not gate.visitor().roles & BULK or not _anything(kinds):
        return None
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "pick"}

    def here(**more: Any) -> str:
        return url_for(request.endpoint or "home.index", **{**kept, **more})

    further = total > shown and not request.args.get("after")
    return Pick(
        back=here(),
        ticked=request.args.get("pick") in {"page", "all"},
        page_url=here(pick="page"),
        none_url=here(),
        all_url=here(pick="all") if further else "",
        all_count=min(total, MOST) if further else 0,
    )


def _anything(kinds: Sequence[str]) -> bool:
    rules, roles = house().rules, gate.visitor().roles
    mine = {party.name for party in rules.parties if party.role in roles}
    return any(
        action.bulk and mine & set(action.by)
        for kind in kinds
        for state in rules.workflow(kind).states
        for action in state.actions
    )
