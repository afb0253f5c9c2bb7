"""A second, naive way to count, sharing nothing with workflow: the official lists, typed out.

Each line is one of 《国务院办公厅关于2024年／2025年／2026年部分节假日安排的通知》: first and last
free day, and the weekend days worked for it.
"""

from datetime import date, timedelta

NOTICES = """
2024 元旦 01-01 01-01
2024 春节 02-10 02-17 02-04 02-18
2024 清明节 04-04 04-06 04-07
2024 劳动节 05-01 05-05 04-28 05-11
2024 端午节 06-10 06-10
2024 中秋节 09-15 09-17 09-14
2024 国庆节 10-01 10-07 09-29 10-12
2025 元旦 01-01 01-01
2025 春节 01-28 02-04 01-26 02-08
2025 清明节 04-04 04-06
2025 劳动节 05-01 05-05 04-27
2025 端午节 05-31 06-02
2025 国庆节、中秋节 10-01 10-08 09-28 10-11
2026 元旦 01-01 01-03 01-04
2026 春节 02-15 02-23 02-14 02-28
2026 清明节 04-04 04-06
2026 劳动节 05-01 05-05 05-09
2026 端午节 06-19 06-21
2026 中秋节 09-25 09-27
2026 国庆节 10-01 10-07 09-20 10-10
"""

FREE: set[str] = set()
WORKED: set[str] = set()
for line in NOTICES.split("\n"):
    if not line:
        continue
    year, _name, first, last, *worked = line.split()
    day = date.fromisoformat(f"{year}-{first}")
    while day.isoformat() <= f"{year}-{last}":
        FREE.add(day.isoformat())
        day = date.fromordinal(day.toordinal() + 1)
    WORKED |= {f"{year}-{one}" for one in worked}


def works(day: date, makeup: bool = True) -> bool:
    if makeup and str(day) in WORKED:
        return True
    return str(day) not in FREE and day.strftime("%a") not in ("Sat", "Sun")


# The working days of four years in one row: the n-th after a start is a place in that row.
ROW = [day for n in range(366 + 365 + 365 + 365) if works(day := date(2024, 1, 1) + timedelta(n))]


def nth_working_day_after(start: date, n: int) -> date:
    return [day for day in ROW if day > start][n - 1]


def nth_without_makeup(start: date, n: int) -> date:
    """What a program counts that knows the holidays and not the make-up weekends."""
    day = start
    while n:
        day += timedelta(1)
        n -= works(day, makeup=False)
    return day


def same_day_later(start: date, months: int) -> date:
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in (start.day, 30, 29, 28):
        try:
            return date(year, month, min(number, start.day))
        except ValueError:
            continue
    raise AssertionError


def next_working_day(day: date) -> date:
    return next(one for one in ROW if one >= day)


def last_working_day(day: date) -> date:
    return [one for one in ROW if one <= day][-1]
