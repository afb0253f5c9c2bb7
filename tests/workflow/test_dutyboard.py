"""The duty board: what each owes in each period, and what ticks it off."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from models import DutyRule
from tests.deed_samples import ANNA, ME, deed
from workflow.dutyboard import PERIODS, board, coming, periods, six

GROUP, OTHER = 7, 8
TODAY = date(2026, 5, 20)


def by_group(what: str, on: str, group: int = GROUP, **marks: str):
    return deed(what, on, group_id=group, people=(ME, ANNA), **marks)


def test_six_at_least_are_twenty_seven_a_year() -> None:
    ticks = board(six(), "group", [GROUP, OTHER], [], 2026)
    assert [len(mine) for mine in ticks.values()] == [27, 27]
    assert sum(one.rule.minimum for one in ticks[GROUP]) == 27


@pytest.mark.parametrize(("name", "count"), [("month", 12), ("quarter", 4), ("half_year", 2),
                                              ("year", 1)])  # fmt: skip
@pytest.mark.parametrize("year", [2024, 2026])
def test_periods_cover_every_day_of_the_year_once(name: str, count: int, year: int) -> None:
    found = periods(name, year)
    assert len(found) == count
    assert (found[0].since, found[-1].until) == (date(year, 1, 1), date(year, 12, 31))
    assert all((later.since - one.until).days == 1 for one, later in itertools.pairwise(found))
    assert set(PERIODS) == {"month", "quarter", "half_year", "year"}


def test_a_tick_names_what_it_comes_from_and_lateness_is_computed() -> None:
    january = by_group("opinion_sent", "2026-01-31", opinion_kind="information")
    suggestion = by_group("opinion_sent", "2026-04-01", opinion_kind="suggestion")
    study = by_group("activity", "2026-03-31", activity_kind="study")
    elsewhere = by_group("activity", "2026-05-01", OTHER, activity_kind="inspection")
    ticks = board(six(), "group", [GROUP], [january, suggestion, study, elsewhere], 2026)[GROUP]
    standing = {(one.rule.name, one.period.no): one.standing(TODAY) for one in ticks}
    done = {key for key, word in standing.items() if word == "done"}
    assert done == {("社情民意信息", 1), ("意见建议", 2), ("集体活动", 1)}
    assert ticks[0].deeds == (january,)
    assert standing["社情民意信息", 4] == "missed"
    assert standing["社情民意信息", 5] == "due"
    assert standing["社情民意信息", 6] == "ahead"
    assert standing["为民办实事", 1] == "due"


def test_what_is_coming_is_told_the_soonest_first() -> None:
    ticks = board(six(), "group", [GROUP], [], 2026)[GROUP]
    found = [(one.rule.name, one.period.until.isoformat()) for one in coming(ticks, TODAY, 6)]
    assert found == [
        ("社情民意信息", "2026-05-31"),
        ("社情民意信息", "2026-06-30"),
        ("意见建议", "2026-06-30"),
        ("集体活动", "2026-06-30"),
        ("视察活动", "2026-06-30"),
        ("调研报告", "2026-06-30"),
    ]


def test_the_rule_that_holds_when_the_period_ends_is_owed() -> None:
    def rule(minimum: int, since: date, until: date | None = None, holder: str = "group"):
        return DutyRule(
            name="信息", holder=holder, period="quarter", minimum=minimum, counts=["information"],
            place=1, valid_from=since, valid_until=until,
        )  # fmt: skip

    changed = [rule(1, date(2020, 1, 1), date(2026, 5, 31)), rule(3, date(2026, 6, 1))]
    ticks = board(changed, "group", [GROUP], [], 2026)[GROUP]
    assert [(one.period.no, one.rule.minimum) for one in ticks] == [(1, 1), (2, 3), (3, 3), (4, 3)]
    assert board(changed, "group", [GROUP], [], 2019)[GROUP] == []


def test_members_may_owe_instead_of_groups() -> None:
    rules = [
        DutyRule(name="信息", holder="member", period="year", minimum=2, counts=["information"],
                 place=1, valid_from=date(2026, 1, 1))
    ]  # fmt: skip
    told = [by_group("opinion_sent", f"2026-0{month}-01", opinion_kind="information")
            for month in (1, 2)]  # fmt: skip
    ticks = board(rules, "member", [ME, ANNA, 9], told, 2026)
    assert [mine[0].done for mine in ticks.values()] == [True, True, False]
    assert board(rules, "group", [GROUP], told, 2026) == {GROUP: []}
