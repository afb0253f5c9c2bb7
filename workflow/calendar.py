"""The working calendar: statutory holidays, make-up working weekends, and what the office enters.

Sources: the State Council's yearly notice 《国务院办公厅关于部分节假日安排的通知》 as carried by
chinesecalendar, and local holidays, which only the office can know (《全国年节及纪念日放假办法》:
少数民族习惯的节日，由各少数民族聚居地区的地方人民政府，按照各该民族习惯，规定放假日期).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

SATURDAY = 5

# Every holiday name this module itself can return, for the catalogs.
HOLIDAY_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "New Year's Day": "元旦",
        "Spring Festival": "春节",
        "Tomb-sweeping Day": "清明节",
        "Labour Day": "劳动节",
        "Dragon Boat Festival": "端午节",
        "National Day": "国庆节",
        "Mid-autumn Festival": "中秋节",
        "Anti-Fascist 70th Day": "抗战胜利纪念日",
    }
)


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is when the weekday alone does not say it."""

    is_workday: bool
    name: str = ""


class Calendar:
    """Which days are worked; years nobody has published yet are Monday to Friday."""

    __slots__ = ("_days", "_published")

    def __init__(self, days: Mapping[date, DayKind], published: frozenset[int]) -> None:
        self._days = days
        self._published = published

    @classmethod
    def national(
        cls,
        overrides: Iterable[tuple[date, bool, str]] = (),
        published: Iterable[int] = (),
    ) -> Calendar:
        """The State Council's calendar, with the office's rows (date, is_workday, name) over it.

        `published` names further years whose notice the office has entered by hand: one local
        holiday in 2027 does not make 2027 published, so rows alone never do.
        """
        days, years = _national()
        rows = {day: DayKind(is_workday, name) for day, is_workday, name in overrides}
        return cls({**days, **rows} if rows else days, years | frozenset(published))

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day."""
        kind = self._days.get(day)
        return day.weekday() < SATURDAY if kind is None else kind.is_workday

    def is_exception(self, day: date) -> bool:
        """Whether the day is listed: a holiday, or a make-up working day."""
        return day in self._days

    def name(self, day: date) -> str:
        """The holiday a listed day belongs to, in Chinese; empty if there is none."""
        kind = self._days.get(day)
        return "" if kind is None else kind.name

    def is_published(self, year: int) -> bool:
        """Whether that year's notice is known."""
        return year in self._published

    def awaited_year(self, day: date) -> int | None:
        """The year whose notice may still change this day, if there is one."""
        if day.year not in self._published:
            return day.year
        # The notice for a new year also moves the last days of the old one: 2018-12-29 was
        # worked and 2018-12-31 free by the notice for 2019.
        if day.month == 12 and day.day >= 25 and day.year + 1 not in self._published:
            return day.year + 1
        return None


@cache
def _national() -> tuple[Mapping[date, DayKind], frozenset[int]]:
    from chinese_calendar import constants

    days = {day: DayKind(False, HOLIDAY_NAMES[name]) for day, name in constants.holidays.items()}
    days |= {day: DayKind(True, HOLIDAY_NAMES[name]) for day, name in constants.workdays.items()}
    years = frozenset(day.year for day in constants.holidays)
    return MappingProxyType(days), years
