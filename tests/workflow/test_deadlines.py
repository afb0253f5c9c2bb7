from datetime import UTC, date, datetime

import pytest

from workflow.calendar import Calendar
from workflow.deadlines import (
    Term,
    add_months,
    compute,
    days_left,
    extended,
    local_date,
)
from workflow.lengths import Duration

NATIONAL = Calendar.national()
SPRING = date(2026, 2, 13)  # the Friday before the make-up Saturday before Spring Festival


def term(amount, unit, start, relation="since", rule="答复期限", anchor="交办"):
    return Term(Duration(amount, unit), relation, start, anchor, rule)


def due(amount, unit, start, relation="since", calendar=NATIONAL, pauses=()):
    return compute([term(amount, unit, start, relation)], calendar, pauses)


def lines(deadline, *kinds):
    return [step.sentence() for step in deadline.steps if step.kind in kinds]


# ── working days ────────────────────────────────────────────────────────────


def test_spring_festival_2026_counts_its_makeup_saturdays_and_names_its_days():
    deadline = due(6, "working_days", SPRING)
    assert deadline.on == date(2026, 2, 28)  # 14, then 24 25 26 27, then Saturday 28
    assert lines(deadline, "makeup") == [
        "2026年2月14日（星期六）春节调休上班，计入",
        "2026年2月28日（星期六）春节调休上班，计入",
    ]
    assert lines(deadline, "holiday") == ["跳过春节放假 2026年2月15日 至 2026年2月23日，共 9 天"]
    assert lines(deadline, "weekends") == []
    assert lines(deadline, "since") == ["答复期限：交办之日是 2026年2月13日，当日不计，自次日起算"]
    assert lines(deadline, "working_days") == ["数满 6 个工作日，到 2026年2月28日"]


def test_one_stretch_of_two_holidays_has_both_names():
    (line,) = lines(due(5, "working_days", date(2025, 9, 30)), "holiday")
    assert line == "跳过国庆节、中秋节放假 2025年10月1日 至 2025年10月8日，共 8 天"


def test_a_local_holiday_is_skipped_and_named():
    local = Calendar.national([(date(2026, 3, 20), False, "肉孜节")])
    start = date(2026, 3, 18)
    assert due(3, "working_days", start).on == date(2026, 3, 23)
    deadline = due(3, "working_days", start, calendar=local)
    assert deadline.on == date(2026, 3, 24)
    assert lines(deadline, "holiday_day") == ["跳过肉孜节放假 2026年3月20日，1 天"]
    assert lines(deadline, "weekends") == ["跳过周末休息日 2 天"]


def test_a_weekend_between_two_listed_days_belongs_to_the_holiday():
    rows = [(date(2026, 3, 20), False, "肉孜节"), (date(2026, 3, 23), False, "肉孜节")]
    deadline = due(3, "working_days", date(2026, 3, 18), calendar=Calendar.national(rows))
    assert deadline.on == date(2026, 3, 25)
    assert lines(deadline, "holiday") == ["跳过肉孜节放假 2026年3月20日 至 2026年3月23日，共 4 天"]
    assert lines(deadline, "weekends") == []


# ── months, and rolling ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 5), 12, date(2027, 12, 5)),
    ],
)
def test_a_month_without_the_day_ends_on_its_last(start, months, end):
    assert add_months(start, months) == end


def test_the_panel_says_that_the_month_has_no_such_day():
    assert lines(due(3, "months", date(2025, 11, 30)), "month_end")
    assert not lines(due(3, "months", date(2025, 11, 28)), "month_end")


def test_a_last_day_on_a_holiday_rolls_to_the_next_working_day():
    deadline = due(3, "months", date(2025, 11, 17))
    assert deadline.on == date(2026, 2, 24)
    assert lines(deadline, "rolled") == [
        "2026年2月17日 逢春节休息，顺延到下一个工作日 2026年2月24日"
    ]


def test_a_last_day_on_a_makeup_saturday_does_not_roll():
    deadline = due(3, "months", date(2025, 11, 30))
    assert deadline.on == date(2026, 2, 28)
    assert lines(deadline, "rolled") == []


def test_a_last_day_on_a_weekend_rolls_to_monday():
    deadline = due(10, "days", date(2026, 3, 5))
    assert deadline.on == date(2026, 3, 16)
    assert lines(deadline, "rolled") == [
        "2026年3月15日 逢周末休息，顺延到下一个工作日 2026年3月16日"
    ]


def test_a_day_counted_back_rolls_back_so_that_the_margin_stays():
    deadline = due(20, "days", date(2026, 3, 13), "before")
    assert deadline.on == date(2026, 2, 14)  # 2026-02-21 is free, and so are all since the 15th
    assert lines(deadline, "rolled_back") == [
        "2026年2月21日 逢春节休息，提前到上一个工作日 2026年2月14日"
    ]


def test_a_named_day_is_taken_as_it_stands():
    sunday = date(2027, 8, 1)
    deadline = compute([Term(None, "by", sunday, "计划完成日期", "完成期限")], NATIONAL)
    assert (deadline.on, deadline.provisional) == (sunday, False)
    assert [step.kind for step in deadline.steps] == ["by"]


# ── several terms ───────────────────────────────────────────────────────────


def test_the_earliest_term_counts_and_the_others_are_named():
    deadline = compute(
        [
            term(30, "days", date(2026, 3, 2), rule="会办意见期限"),
            term(20, "days", date(2026, 6, 2), "before", "会办意见早于答复期限", "本案期限"),
        ],
        NATIONAL,
    )
    assert deadline.on == date(2026, 4, 1)
    assert lines(deadline, "lost") == [
        "另一条 会办意见早于答复期限（本案期限）算得 2026年5月13日，不取"
    ]
    assert lines(deadline, "won") == ["几条期限以最早的为准：会办意见期限，2026年4月1日"]


def test_the_order_of_the_terms_does_not_matter():
    terms = [
        term(30, "days", date(2026, 3, 2)),
        term(20, "days", date(2026, 4, 2), "before"),
        Term(None, "by", date(2026, 3, 31), "固定日期", "不迟于"),
    ]
    assert compute(terms, NATIONAL).on == compute(terms[::-1], NATIONAL).on == date(2026, 3, 13)


def test_no_term_or_an_empty_one_is_refused():
    with pytest.raises(ValueError, match="没有任何期限"):
        compute([], NATIONAL)
    with pytest.raises(ValueError, match="答复期限"):
        due(0, "days", SPRING)
    with pytest.raises(ValueError, match="答复期限"):
        compute([Term(None, "since", SPRING, "交办", "答复期限")], NATIONAL)


# ── provisional ─────────────────────────────────────────────────────────────


def test_a_date_in_a_year_without_a_notice_is_provisional():
    deadline = due(3, "months", date(2026, 11, 2))
    assert (deadline.on, deadline.provisional) == (date(2027, 2, 2), True)
    assert lines(deadline, "provisional") == [
        "2027 年放假安排尚未公布，暂按周一至周五上班计算，公布后重算"
    ]
    known = Calendar.national([(date(2027, 2, 2), False, "春节")], published=[2027])
    settled = due(3, "months", date(2026, 11, 2), calendar=known)
    assert (settled.on, settled.provisional) == (date(2027, 2, 3), False)


def test_a_date_in_the_published_year_is_not_provisional():
    assert not due(30, "working_days", date(2026, 10, 12)).provisional
    assert due(30, "working_days", date(2026, 12, 1)).provisional


def test_what_hangs_on_a_provisional_day_is_provisional():
    case = Term(None, "by", date(2026, 5, 6), "本案期限", "答复期限", provisional=True)
    assert compute([case], NATIONAL).provisional
    margin = Duration(20, "days")
    before = Term(margin, "before", date(2026, 5, 6), "本案期限", "会办", provisional=True)
    assert compute([before], NATIONAL).provisional


def test_a_provisional_term_that_lost_narrowly_may_still_win():
    named = Term(None, "by", date(2027, 1, 11), "固定日期", "不迟于")
    near, far = term(12, "working_days", date(2026, 12, 25)), term(3, "months", date(2026, 12, 25))
    assert compute([named, near], NATIONAL).provisional
    assert not compute([named, far], NATIONAL).provisional


# ── pauses and extensions ───────────────────────────────────────────────────


def test_paused_days_are_not_counted():
    pauses = [(date(2026, 3, 4), date(2026, 3, 9))]
    assert due(5, "working_days", date(2026, 3, 2)).on == date(2026, 3, 9)
    deadline = due(5, "working_days", date(2026, 3, 2), pauses=pauses)
    assert deadline.on == date(2026, 3, 13)
    assert lines(deadline, "pause") == ["2026年3月4日 至 2026年3月9日 中止计时，其中 6 天不计"]
    assert due(30, "days", date(2026, 3, 2), pauses=pauses).on == date(2026, 4, 7)
    assert due(1, "months", date(2026, 3, 2), pauses=pauses).on == date(2026, 4, 8)


def test_a_pause_before_the_start_or_after_the_end_changes_nothing():
    pauses = [(date(2026, 2, 1), date(2026, 3, 2)), (date(2026, 3, 10), date(2026, 3, 20))]
    deadline = due(5, "working_days", date(2026, 3, 2), pauses=pauses)
    assert deadline == due(5, "working_days", date(2026, 3, 2))


def test_a_day_of_two_pauses_is_told_once():
    pauses = [(date(2026, 3, 4), date(2026, 3, 6)), (date(2026, 3, 5), date(2026, 3, 10))]
    deadline = due(10, "days", date(2026, 3, 2), pauses=pauses)
    assert deadline.on == date(2026, 3, 19)
    told = [step.params["days"] for step in deadline.steps if step.kind == "pause"]
    assert told == [3, 4]


def test_a_case_does_not_roll_into_a_pause():
    pauses = [(date(2026, 3, 16), date(2026, 3, 18))]
    assert due(10, "days", date(2026, 3, 5), pauses=pauses).on == date(2026, 3, 19)


def test_a_pause_does_not_move_a_day_counted_back_or_named():
    pauses = [(date(2026, 1, 1), date(2026, 12, 1))]
    assert due(5, "days", date(2026, 3, 11), "before", pauses=pauses).on == date(2026, 3, 6)
    named = Term(None, "by", date(2026, 3, 6), "计划完成日期", "完成期限")
    assert compute([named], NATIONAL, pauses).on == date(2026, 3, 6)


def test_an_extension_keeps_the_old_date_and_the_reason():
    first = due(3, "months", date(2026, 11, 2))
    at = datetime(2027, 1, 4, 17, tzinfo=UTC)  # already the 5th in Shanghai
    deadline = extended(first, date(2027, 3, 7), "需实地勘察 100%", at)
    assert (deadline.on, deadline.provisional) == (date(2027, 3, 7), False)
    assert deadline.steps[:-1] == first.steps
    assert lines(deadline, "extended") == [
        "2027年1月5日 同意延期：由 2027年2月2日 延至 2027年3月7日，理由：需实地勘察 100%"
    ]


def test_an_extension_must_be_later():
    first = due(3, "months", date(2026, 3, 2))
    with pytest.raises(ValueError, match="晚于"):
        extended(first, first.on, "同日", date(2026, 3, 3))


# ── days left ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "today", "expected"),
    [
        (date(2026, 3, 13), date(2026, 3, 13), (0, "soon")),
        (date(2026, 3, 13), date(2026, 3, 10), (3, "soon")),
        (date(2026, 3, 13), date(2026, 3, 9), (4, "ok")),
        (date(2026, 2, 24), date(2026, 2, 14), (1, "soon")),  # the festival lies between
        (date(2026, 3, 13), date(2026, 3, 14), (-1, "late")),  # Saturday: late all the same
        (date(2026, 3, 13), date(2026, 3, 16), (-1, "late")),
        (date(2026, 3, 13), date(2026, 3, 17), (-2, "late")),
        (date(2026, 2, 27), date(2026, 3, 2), (-2, "late")),  # the 28th is worked
    ],
)
def test_days_left_are_working_days(on, today, expected):
    assert days_left(on, today, NATIONAL) == expected


def test_an_instant_belongs_to_the_day_in_shanghai():
    assert local_date(datetime(2026, 1, 1, 15, 59, 59, tzinfo=UTC)) == date(2026, 1, 1)
    assert local_date(datetime(2026, 1, 1, 16, 0, tzinfo=UTC)) == date(2026, 1, 2)
    with pytest.raises(ValueError, match="时区"):
        local_date(datetime(2026, 1, 1, 16, 0))  # noqa: DTZ001
