"""What a list holds, depending on whose it is and which of its groups is shown."""

from __future__ import annotations

from collections.abc import Sequence

from models.queries.desk import Group

_DRAFTS = ("handling_task", "publication")


def kinds_of(kinds: Sequence[str], role: str, group: Group) -> tuple[str, ...]:
    """A member's list holds his cases; what waits for him also drafts: of replies, to be public."""
    if role != "member":
        return tuple(kinds)
    own = tuple(kind for kind in kinds if kind not in _DRAFTS)
    return (*own, *_DRAFTS) if group == "waiting" and "proposal" in own else own
