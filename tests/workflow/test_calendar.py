from collections import Counter
from datetime import date, timedelta

import pytest

from tests.workflow.oracle import FREE, WORKED, works
from workflow.calendar import Calendar, DayKind

NATIONAL = Calendar.national()


def test_every_day_of_three_years_is_what_the_notices_say():
    days = [date(2024, 1, 1) + timedelta(n) for n in range(366 + 365 + 365)]
    assert [day for day in days if NATIONAL.is_workday(day) != works(day)] == []


def test_the_typed_notices_hold_what_is_known_of_them():
    free, worked = (Counter(day[:4] for day in days) for days in (FREE, WORKED))
    assert [free[year] for year in ("2024", "2025", "2026")] == [28, 28, 33]
    assert [worked[year] for year in ("2024", "2025", "2026")] == [8, 5, 6]
    assert all(date.fromisoformat(day).weekday() >= 5 for day in WORKED)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 17), "春节"),
        (date(2026, 2, 28), "春节"),  # worked for it
        (date(2025, 10, 6), "中秋节"),
        (date(2025, 10, 7), "国庆节"),
        (date(2026, 3, 7), ""),  # a plain Saturday
        (date(2026, 3, 9), ""),
    ],
)
def test_a_listed_day_tells_its_holiday_in_chinese(day, name):
    assert NATIONAL.name(day) == name


def test_a_year_nobody_published_is_monday_to_friday_and_says_so():
    assert not NATIONAL.is_published(2027)
    assert NATIONAL.is_published(2026)
    assert NATIONAL.is_workday(date(2027, 1, 1))  # a Friday
    assert not NATIONAL.is_workday(date(2027, 1, 2))
    assert NATIONAL.awaited_year(date(2027, 1, 1)) == 2027
    assert NATIONAL.awaited_year(date(2003, 5, 5)) == 2003


def test_the_last_week_of_a_year_waits_for_the_next_notice():
    assert NATIONAL.awaited_year(date(2026, 12, 24)) is None
    assert NATIONAL.awaited_year(date(2026, 12, 25)) == 2027
    assert NATIONAL.awaited_year(date(2025, 12, 31)) is None


def test_no_notice_known_has_ever_moved_an_earlier_day_of_the_old_year():
    december = [day for year in range(2004, 2027) for day in days_of_december(year)]
    moved = [day for day in december if NATIONAL.is_exception(day)]
    assert moved
    assert min(day.day for day in moved) >= 25


def days_of_december(year):
    return [date(year, 12, number) for number in range(1, 32)]


def test_the_office_adds_a_local_holiday():
    rozi = date(2026, 3, 20)  # 肉孜节, a Friday
    assert NATIONAL.is_workday(rozi)
    local = Calendar.national([(rozi, False, "肉孜节")])
    assert not local.is_workday(rozi)
    assert local.name(rozi) == "肉孜节"
    assert not local.is_workday(date(2026, 10, 1))
    assert NATIONAL.is_workday(rozi), "the national calendar is shared and must not change"


def test_the_office_overrules_the_national_calendar():
    local = Calendar.national([(date(2026, 2, 28), False, "调整"), (date(2026, 10, 7), True, "")])
    assert not local.is_workday(date(2026, 2, 28))
    assert local.is_workday(date(2026, 10, 7))


def test_one_local_row_does_not_publish_a_year():
    rows = [(date(2027, 3, 9), False, "肉孜节")]
    assert not Calendar.national(rows).is_published(2027)
    entered = Calendar.national(rows, published=[2027])
    assert entered.is_published(2027)
    assert entered.awaited_year(date(2026, 12, 31)) is None
    assert not NATIONAL.is_published(2027)


def test_the_national_data_is_read_once():
    assert Calendar.national()._days is NATIONAL._days


def test_a_calendar_can_be_built_from_nothing():
    bare = Calendar({date(2030, 1, 1): DayKind(False, "元旦")}, frozenset({2030}))
    assert not bare.is_workday(date(2030, 1, 1))
    assert bare.is_workday(date(2030, 1, 2))
    assert bare.awaited_year(date(2030, 6, 1)) is None
