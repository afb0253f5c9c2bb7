"""A second, naive way to count, sharing nothing with workflow: the official lists, typed out.

Each line is one of the notices 《国务院办公厅关于……年部分节假日安排的通知》 for 2015 to 2026: first
and last free day, and the weekend days worked for it. Beside them stand the victory day of 2015
(《国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知》) and the longer 春节
of 2020 (《国务院办公厅关于延长2020年春节假期的通知》). A day of another year has its year.
"""

from datetime import date, timedelta
from functools import cache

NOTICES = """
2015 元旦 01-01 01-03 01-04
2015 春节 02-18 02-24 02-15 02-28
2015 清明节 04-04 04-06
2015 劳动节 05-01 05-03
2015 端午节 06-20 06-22
2015 抗战胜利纪念日 09-03 09-05 09-06
2015 中秋节 09-26 09-27
2015 国庆节 10-01 10-07 10-10
2016 元旦 01-01 01-03
2016 春节 02-07 02-13 02-06 02-14
2016 清明节 04-02 04-04
2016 劳动节 04-30 05-02
2016 端午节 06-09 06-11 06-12
2016 中秋节 09-15 09-17 09-18
2016 国庆节 10-01 10-07 10-08 10-09
2017 元旦 01-01 01-02
2017 春节 01-27 02-02 01-22 02-04
2017 清明节 04-02 04-04 04-01
2017 劳动节 04-29 05-01
2017 端午节 05-28 05-30 05-27
2017 国庆节、中秋节 10-01 10-08 09-30
2018 元旦 01-01 01-01
2018 春节 02-15 02-21 02-11 02-24
2018 清明节 04-05 04-07 04-08
2018 劳动节 04-29 05-01 04-28
2018 端午节 06-16 06-18
2018 中秋节 09-22 09-24
2018 国庆节 10-01 10-07 09-29 09-30
2019 元旦 2018-12-30 01-01 2018-12-29
2019 春节 02-04 02-10 02-02 02-03
2019 清明节 04-05 04-07
2019 劳动节 05-01 05-04 04-28 05-05
2019 端午节 06-07 06-09
2019 中秋节 09-13 09-15
2019 国庆节 10-01 10-07 09-29 10-12
2020 元旦 01-01 01-01
2020 春节 01-24 02-02 01-19
2020 清明节 04-04 04-06
2020 劳动节 05-01 05-05 04-26 05-09
2020 端午节 06-25 06-27 06-28
2020 国庆节、中秋节 10-01 10-08 09-27 10-10
2021 元旦 01-01 01-03
2021 春节 02-11 02-17 02-07 02-20
2021 清明节 04-03 04-05
2021 劳动节 05-01 05-05 04-25 05-08
2021 端午节 06-12 06-14
2021 中秋节 09-19 09-21 09-18
2021 国庆节 10-01 10-07 09-26 10-09
2022 元旦 01-01 01-03
2022 春节 01-31 02-06 01-29 01-30
2022 清明节 04-03 04-05 04-02
2022 劳动节 04-30 05-04 04-24 05-07
2022 端午节 06-03 06-05
2022 中秋节 09-10 09-12
2022 国庆节 10-01 10-07 10-08 10-09
2023 元旦 2022-12-31 01-02
2023 春节 01-21 01-27 01-28 01-29
2023 清明节 04-05 04-05
2023 劳动节 04-29 05-03 04-23 05-06
2023 端午节 06-22 06-24 06-25
2023 中秋节、国庆节 09-29 10-06 10-07 10-08
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
    year, _name, *written = line.split()
    first, last, *worked = (one if len(one) > 5 else f"{year}-{one}" for one in written)
    day = date.fromisoformat(first)
    while day.isoformat() <= last:
        FREE.add(day.isoformat())
        day = date.fromordinal(day.toordinal() + 1)
    WORKED |= set(worked)


@cache
def works(day: date, makeup: bool = True) -> bool:
    if makeup and str(day) in WORKED:
        return True
    return str(day) not in FREE and day.strftime("%a") not in ("Sat", "Sun")


# The working days of the years in one row: the n-th after a start is a place in that row. The
# last of them, which no notice covers yet, are Monday to Friday.
ROW = [day for n in range(14 * 366) if works(day := date(2015, 1, 1) + timedelta(n))]


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


# ── day by day, with pauses ─────────────────────────────────────────────────

FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
STARTS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
#: none; in the middle; over the end of many; two that touch each other and one before the start
PATTERNS = {
    "none": (),
    "middle": ((7, 20),),
    "long": ((25, 70),),
    "several": ((-9, 2), (3, 5), (40, 40), (90, 111)),
}


def pauses(start: date, pattern: str) -> list[tuple[date, date]]:
    """The stretches of a pattern, as days from that start."""
    return [(start + timedelta(a), start + timedelta(b)) for a, b in PATTERNS[pattern]]


def on_foot(start: date, amount: int, unit: str, stopped: list[tuple[date, date]]) -> date:
    """The last day, by walking one day after the other and asking of each whether it counts."""
    left = (same_day_later(start, amount) - start).days if unit == "months" else amount
    day = start
    while left:
        day = date.fromordinal(day.toordinal() + 1)
        if any(first <= day <= last for first, last in stopped):
            continue
        if unit != "working_days" or works(day):
            left -= 1
    while not works(day) or any(first <= day <= last for first, last in stopped):
        day = date.fromordinal(day.toordinal() + 1)
    return day
