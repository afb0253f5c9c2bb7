"""Over every start and under every disturbance: against a second way to count, and laws."""

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.oracle import (
    PATTERNS,
    ROW,
    STARTS,
    last_working_day,
    next_working_day,
    nth_without_makeup,
    nth_working_day_after,
    on_foot,
    pauses,
    same_day_later,
)
from workflow.calendar import Calendar
from workflow.deadlines import DAY, TEXTS, Deadline, Term, compute, waited
from workflow.lengths import Duration

NATIONAL = Calendar.national()
LATE = [start for start in STARTS if start.year >= 2024]
#: what the whole product of `script/soak deadlines` has; months beyond half a year say no more
LENGTHS = {"working_days": 180, "days": 180, "months": 6}


def due(amount, unit, start, relation="since", stopped=()):
    term = Term(Duration(amount, unit), relation, start, "交办", "答复期限")
    return compute([term], NATIONAL, stopped)


def test_working_days_agree_with_the_typed_notices_from_every_third_start():
    place = 0
    for start in LATE[::3]:
        while ROW[place] <= start:
            place += 1
        ours = [due(n, "working_days", start).on for n in range(1, 61)]
        assert ours == ROW[place : place + 60], start


def test_months_and_days_agree_with_the_second_way_from_every_start():
    for start in LATE:
        for months in (1, 3, 6):
            expected = next_working_day(same_day_later(start, months))
            assert due(months, "months", start).on == expected, (start, months)
        for days in (10, 30):
            expected = next_working_day(start + timedelta(days))
            assert due(days, "days", start).on == expected, (start, days)


def test_counting_back_agrees_with_the_second_way_from_every_start_after_spring():
    for start in LATE[90:]:
        expected = last_working_day(start - timedelta(20))
        assert due(20, "days", start, "before").on == expected, start
        expected = [day for day in ROW if day < start][-5]
        assert due(5, "working_days", start, "before").on == expected, start


def test_without_makeup_weekends_half_the_dates_of_2025_would_be_wrong():
    off = []
    for start in LATE[366 : 366 + 365]:
        ours = due(30, "working_days", start).on
        assert ours == nth_working_day_after(start, 30)
        off.append((nth_without_makeup(start, 30) - ours).days)
    assert (sum(days != 0 for days in off), max(off)) == (178, 9)


def differences(starts, lengths):
    """Where the counting of the program and the walk on foot part, over a product of cases."""
    found, count = [], 0
    for start in starts:
        for pattern in PATTERNS:
            stopped = pauses(start, pattern)
            for unit, amounts in lengths.items():
                for amount in amounts:
                    count += 1
                    ours = due(amount, unit, start, stopped=stopped).on
                    if ours != on_foot(start, amount, unit, stopped):
                        found.append((start, amount, unit, pattern, ours))
    return found, count


def test_twelve_years_of_starts_agree_with_the_walk_on_foot_under_every_pattern_of_pauses():
    """Every eighteenth start with few lengths: each weekday and season has its turn.

    `script/soak deadlines` takes every start and every length.
    """
    lengths = {"working_days": (1, 5, 30, 60, 180), "days": (1, 10, 30, 180), "months": (1, 3, 6)}
    found, count = differences(STARTS[::18], lengths)
    assert not found
    assert count == 244 * 4 * 12


def test_a18_the_date_crosses_the_spring_festival_and_its_working_saturdays():
    deadline = due(30, "working_days", date(2026, 2, 10))
    assert deadline.on == on_foot(date(2026, 2, 10), 30, "working_days", []) == date(2026, 3, 30)
    told = [
        (step.kind, step.params.get("on") or step.params.get("days")) for step in deadline.steps
    ]
    assert ("holiday", 9) in told
    assert [on for kind, on in told if kind == "makeup"] == [date(2026, 2, 14), date(2026, 2, 28)]
    assert nth_without_makeup(date(2026, 2, 10), 30) == date(2026, 4, 1)


# ── laws ──────────────────────────────────────────────────────────────────────

starts = st.dates(date(2015, 1, 1), date(2028, 12, 31))
amounts = st.integers(1, 120)
units = st.sampled_from(["working_days", "days", "months"])
relations = st.sampled_from(["since", "before"])


@st.composite
def near_pauses(draw, start):
    firsts = draw(st.lists(st.integers(-10, 60), max_size=3))
    return [
        (start + timedelta(first), start + timedelta(first + draw(st.integers(0, 20))))
        for first in firsts
    ]


@given(starts, amounts, units, relations)
def test_a_deadline_is_a_working_day(start, amount, unit, relation):
    assert NATIONAL.is_workday(due(min(amount, 24), unit, start, relation).on)


@given(starts, st.integers(1, 24), units, st.data())
def test_more_days_are_never_earlier(start, amount, unit, data):
    stopped = data.draw(near_pauses(start))
    one, two = (due(n, unit, start, stopped=stopped).on for n in (amount, amount + 1))
    assert start < one <= two
    assert unit != "working_days" or one < two


@given(starts, st.integers(1, 24), units, st.data())
def test_a_pause_never_makes_it_earlier(start, amount, unit, data):
    stopped = data.draw(near_pauses(start))
    paused = due(amount, unit, start, stopped=stopped).on
    assert paused >= due(amount, unit, start).on
    assert not any(first <= paused <= last for first, last in stopped)


@given(starts, amounts, st.data())
def test_the_explanation_of_working_days_adds_up(start, amount, data):
    deadline = due(amount, "working_days", start, stopped=data.draw(near_pauses(start)))
    skipped = sum(step.params.get("days", 0) for step in deadline.steps)
    assert (deadline.on - start).days == amount + skipped


@given(starts, st.integers(1, 24), units, relations, st.data())
def test_a_deadline_survives_json_and_every_line_reads_well(start, amount, unit, relation, data):
    stopped = data.draw(near_pauses(start))
    deadline = compute(
        [
            Term(Duration(amount, unit), relation, start, "交办", "答复期限"),
            Term(None, "by", start, "计划", "完成期限"),
        ],
        NATIONAL,
        stopped,
    )
    stored = json.loads(json.dumps(deadline.as_data()))
    assert Deadline.from_data(stored) == deadline
    for step in deadline.steps:
        assert step.text == TEXTS[step.kind]
        assert "%" not in step.sentence()


@given(starts, st.integers(1, 60), units)
def test_it_is_provisional_exactly_when_it_reaches_past_the_notices(start, amount, unit):
    deadline = due(min(amount, 24), unit, start)
    assert deadline.provisional == (deadline.on >= date(2026, 12, 25))
    assert deadline.provisional == ("provisional" in {step.kind for step in deadline.steps})


SPANS = st.lists(
    st.tuples(st.integers(-20, 200), st.integers(0, 40)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=3,
)


@given(st.sampled_from(STARTS), st.integers(1, 90), SPANS, SPANS)
def test_a_pause_never_makes_a_date_earlier(start, amount, spans, more):
    def days(chosen):
        return [(start + a * DAY, start + b * DAY) for a, b in chosen]

    for unit in ("working_days", "days"):
        fewer = due(amount, unit, start, stopped=days(spans))
        longer = due(amount, unit, start, stopped=days([*spans, *more]))
        assert fewer.on <= longer.on
        assert longer == due(amount, unit, start, stopped=days([*more, *spans]))
    named = start + amount * DAY
    fewer = waited(named, start, NATIONAL, days(spans))
    longer = waited(named, start, NATIONAL, days([*spans, *more]))
    assert named <= fewer.on <= longer.on
