"""Deeds written by hand, for the folds that count them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from workflow.deeds import Deed

_numbers = count(1)
ME, ANNA, BERT = 1, 2, 3


def deed(what: str, on: str = "2026-03-05", subject: int | None = None, **more: Any) -> Deed:
    """One deed of its own event; people, group_id and unit_id by name, the rest are marks."""
    own = {key: more.pop(key) for key in ("people", "group_id", "unit_id") if key in more}
    number = next(_numbers)
    day = date.fromisoformat(on)
    return Deed(what, day, number, subject or number, f"第 {number} 件", marks=more, **own)


def attended(
    kind: str = "survey", level: str = "none", attendance: str = "present", **more: Any
) -> Deed:
    """One line of somebody's attendance."""
    marks = {"speech": "none"} | more
    return deed(
        "attendance", people=(ME,), activity_kind=kind, meeting_level=level,
        attendance=attendance, **marks,
    )  # fmt: skip


def filed(people: tuple[int, ...] = (ME,), what: str = "proposal_filed", **more: Any) -> Deed:
    """A proposal by these people."""
    form = more.pop("form", "joint" if len(people) > 1 else "individual")
    return deed(what, people=people, form=form, **more)


def opinion(what: str = "opinion_sent", **more: Any) -> Deed:
    """An information of mine."""
    return deed(what, people=(ME,), **({"opinion_kind": "information"} | more))
