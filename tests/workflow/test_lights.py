"""灯色: computed by hand for a plan of three milestones, day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models import LivelihoodProject, Milestone, ProgressReport
from workflow.lights import BEHIND, LATE_FINISH, LATE_START, NOT_BEGUN, Scale, light_of, light_on
from workflow.monthly import due_of, last_due, missing_month, months_to_report

SCALE = Scale()


def project(
    *reports: tuple[date, int], started: date | None = date(2026, 4, 1)
) -> LivelihoodProject:
    """Signed for on 20 March; 30% by 1 May, 70% by 1 August, all by 30 October."""
    plan = ((date(2026, 5, 1), 30), (date(2026, 8, 1), 40), (date(2026, 10, 30), 30))
    return LivelihoodProject(
        state="carrying_out",
        progress=reports[-1][1] if reports else 0,
        accepted_on=date(2026, 3, 20),
        start_plan=date(2026, 4, 1),
        started_on=started,
        finish_plan=date(2026, 10, 31),
        milestones=[
            Milestone(no=no, name=str(no), planned_on=on, weight=weight)
            for no, (on, weight) in enumerate(plan, 1)
        ],
        reports=[
            ProgressReport(
                month=f"{on.year}-{on.month:02d}", status="sent", percent=percent, text="",
                reported_at=datetime(on.year, on.month, on.day, 4, tzinfo=UTC),
            )
            for on, percent in reports
        ],
        inspections=[],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("percent", "colour"),
    [(61, "green"), (60, "yellow"), (40, "yellow"), (39, "red"), (70, "green"), (100, "green")],
)
def test_ten_to_thirty_points_behind_are_yellow_and_more_is_red(percent: int, colour: str) -> None:
    light = light_on(project((date(2026, 8, 28), percent)), date(2026, 9, 1), SCALE)
    assert (light.colour, light.planned, light.progress) == (colour, 70, percent)
    if colour != "green":
        (why,) = light.reasons
        params = dict(why.params)
        assert why.msgid == BEHIND
        assert params["behind"] == 70 - percent
        assert (params["planned"], params["progress"]) == (70, percent)
        assert params["day"] == date(2026, 8, 28)


def test_a_milestone_of_yesterday_changes_nothing_before_the_next_report_is_due() -> None:
    reported = project((date(2026, 7, 28), 32))
    assert light_on(reported, date(2026, 8, 2), SCALE).colour == "green"
    assert light_on(reported, date(2026, 8, 28), SCALE).colour == "green"
    assert light_on(reported, date(2026, 8, 29), SCALE).colour == "red", "the due day is past"


def test_past_the_planned_end_it_is_measured_every_day_and_never_green() -> None:
    light = light_on(project((date(2026, 10, 28), 95)), date(2026, 11, 1), SCALE)
    assert (light.colour, light.reasons[0].msgid) == ("yellow", LATE_FINISH)
    assert light_on(project((date(2026, 10, 28), 69)), date(2026, 11, 1), SCALE).colour == "red"
    assert light_on(project((date(2026, 10, 28), 100)), date(2026, 11, 1), SCALE).colour == "green"


@pytest.mark.parametrize(
    ("day", "colour", "msgid"),
    [
        (date(2026, 4, 1), "green", None),
        (date(2026, 4, 2), "yellow", NOT_BEGUN),
        (date(2026, 5, 1), "red", LATE_START),
    ],
)
def test_a_late_start_is_yellow_at_first_and_red_later(
    day: date, colour: str, msgid: str | None
) -> None:
    scale = Scale(late_start=1)
    light = light_on(project(started=None), day, scale)
    assert light.colour == colour
    assert msgid is None or light.reasons[0].msgid == msgid
    # by the usual scale it is red after three months
    assert light_on(project(started=None), date(2026, 4, 30), SCALE).colour == "yellow"


def test_a_report_that_was_returned_or_waits_counts_for_nothing() -> None:
    found = project((date(2026, 7, 28), 30), (date(2026, 8, 28), 70))
    found.reports[-1].status = "returned"
    assert light_on(found, date(2026, 9, 1), SCALE).progress == 30


def test_only_what_is_being_carried_out_has_a_light() -> None:
    found = project((date(2026, 8, 28), 70))
    for state, lit in (("assigned", True), ("cancelling", True), ("inspection", False),
                       ("closed", False)):  # fmt: skip
        found.state = state
        assert (light_of(found, date(2026, 9, 1), SCALE) is not None) is lit


def test_the_scale_is_a_parameter() -> None:
    found = project((date(2026, 8, 28), 60))
    assert light_on(found, date(2026, 9, 1), Scale(yellow=11)).colour == "green"
    assert light_on(found, date(2026, 9, 1), Scale(yellow=5, red=9)).colour == "red"


# ── which month ─────────────────────────────────────────────────────────────


def test_a_due_day_that_a_month_lacks_is_its_last_day() -> None:
    assert due_of(2026, 2, 31) == date(2026, 2, 28)
    assert last_due(date(2026, 3, 28), 28) == date(2026, 2, 28), "on the day itself it is not past"
    assert last_due(date(2026, 1, 5), 28) == date(2025, 12, 28)


def test_the_first_month_owed_is_the_one_whose_day_comes_after_the_signing() -> None:
    found = project()
    assert missing_month(found, date(2026, 3, 28), 28) is None
    assert missing_month(found, date(2026, 3, 29), 28) == "2026-03"
    found.accepted_on = date(2026, 3, 28)
    assert missing_month(found, date(2026, 4, 28), 28) is None
    assert missing_month(found, date(2026, 4, 29), 28) == "2026-04"
    found.progress = 100
    assert missing_month(found, date(2026, 4, 29), 28) is None


def test_a_report_may_be_written_for_every_month_that_has_none() -> None:
    found = project((date(2026, 4, 28), 10))
    assert months_to_report(found, date(2026, 6, 3)) == ["2026-06", "2026-05", "2026-03"]


def test_what_is_planned_for_the_day_compared_is_not_asked_for_yet() -> None:
    light = light_on(project((date(2026, 8, 1), 30)), date(2026, 8, 2), SCALE)
    assert (light.planned, light.colour) == (30, "green")
