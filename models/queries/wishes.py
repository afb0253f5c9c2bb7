"""What somebody wants a list to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.queries.buckets import Bucket

Group = Literal["waiting", "doing", "done", ""]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list shows. Empty means: whatever."""

    kinds: tuple[str, ...] = ()
    group: Group = ""
    state: str = ""
    session_id: int | None = None
    unit_id: int | None = None
    #: of tasks, promises and supervision cases, only those of these units (not their partners')
    task_units: tuple[int, ...] = ()
    group_id: int | None = None
    category: str = ""
    #: only key proposals; of this leader, when one is named
    key: bool = False
    key_leader_id: int | None = None
    due: Bucket = ""
    #: of handling tasks, those that stand there: a key of `board.PHASES`
    phase: str = ""
    #: only cases that no unit holds
    ownerless: bool = False
    text: str = ""
    #: the buckets of `due` are told from this day
    today: date = date.min
    #: keyset: the due date and id of the last one shown
    after: tuple[str, int] | None = None
    limit: int = 30
