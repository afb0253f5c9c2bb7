"""Drawing for spot checks, and how long a case was in each state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from models import Event
from workflow.asitwas import spells
from workflow.calendar import Calendar
from workflow.drawing import draw, draw_from_strata, shares

FRIDAY = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)


def test_a_draw_can_be_repeated_by_anyone() -> None:
    numbers = list(range(1, 101))
    wanted = sorted(numbers, key=lambda one: sha256(f"七:{one}".encode()).hexdigest())[:10]
    assert draw(numbers, 10, "七") == wanted
    assert draw(numbers[::-1], 10, "七") == wanted
    assert draw(numbers, 10, "八") != wanted
    assert sorted(draw(numbers, 500, "七")) == numbers


def test_every_stratum_has_its_share() -> None:
    assert shares({"a": 80, "b": 15, "c": 5}, 20) == {"a": 15, "b": 3, "c": 2}
    assert shares({"a": 80, "b": 1}, 1) == {"a": 1, "b": 0}
    assert shares({"a": 2, "b": 2}, 9) == {"a": 2, "b": 2}
    drawn = draw_from_strata({"b": [1, 2, 3], "a": [4]}, 2, "s")
    assert drawn[0] == 4
    assert len(drawn) == 2


def test_spells_count_days_as_deadlines_do() -> None:
    """From Friday to the Monday after: three days, one of them worked."""

    def event(seq: int, before: str | None, after: str, days: int) -> Event:
        return Event(
            subject_id=1, seq=seq, from_state=before, to_state=after,
            happened_at=FRIDAY + timedelta(days=days),
        )  # fmt: skip

    events = [event(1, None, "a", 0), event(2, "a", "a", 1), event(3, "a", "b", 3)]
    found = spells(events, FRIDAY + timedelta(days=4), Calendar({}, frozenset({2026})))
    assert [(one.state, one.days, one.workdays) for one in found] == [("a", 3, 1), ("b", 1, 1)]
    assert [one.until is None for one in found] == [False, True]
