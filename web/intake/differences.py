"""Setting stored values to what a roster says, and telling what that changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from web.intake.plan import Change, Outcome, Step
from web.intake.rosters import Entry
from web.intake.told import told


def update(target: object, wanted: dict[str, str], labels: dict[str, str]) -> list[Change]:
    """Set every attribute that differs; an empty cell never wipes what is stored."""
    changes = []
    for name, new in wanted.items():
        old = getattr(target, name) or ""
        if new and new != old:
            setattr(target, name, new)
            changes.append(Change(labels[name], old, new))
    return changes


def similar(name: str, known: Iterable[str]) -> str:
    """A hint for a misspelt name: `，是不是“城关镇联络组”`, or nothing."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return told("，是不是“%(name)s”", name=close[0]) if close else ""


def step_of(entry: Entry, changes: list[Change]) -> Step:
    """What happens to a row that is already stored."""
    outcome: Outcome = "changed" if changes else "unchanged"
    return Step(entry.name, outcome, tuple(changes), entry.row)
