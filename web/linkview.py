"""What a page shows of another case that is linked to its own: a plain frozen value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkView:
    """One linked case: in which relation, what it is, and where it stands."""

    relation: str
    kind_label: str
    words: str
    number: str
    state_label: str
    url: str
    #: the part of this case that it is linked to, a promise say; empty for the case itself
    of: str = ""
