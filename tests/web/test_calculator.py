"""The calculator: a page and a command that count as the cases' own dates are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from models import CalendarDay
from models.queries.desk import Wish, find_cases
from tests.pages import Visit
from tests.stories import ONCE, Story
from tests.workflow.test_deadline_laws import NATIONAL
from web.commands import main
from web.config import SettingsError, read_settings
from web.sendwindow import is_open

WHERE = "/deadline?start=2026-02-10&amount={}&unit={}"


def count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, list[str]]:
    """What the command says, where there is no database."""
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    monkeypatch.delenv("JIANYAN_DATABASE_URL", raising=False)
    found = CliRunner().invoke(main, ["deadline", *words])
    return found.exit_code, found.output.splitlines()


def test_the_command_prints_the_date_and_a_line_for_each_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, lines = count(tmp_path, monkeypatch, "2026-02-10", "30 working days")
    assert (code, lines[0]) == (0, "2026-03-30（星期一）")
    assert lines[1] == "  2026年2月14日（星期六）春节调休上班，计入"
    assert lines[2] == "  2026年2月15日（星期日）春节放假，不计"
    assert len(lines) == 1 + 9 + 2 + 9, "the holiday, two Saturdays worked, nine days of weekends"
    assert not list(tmp_path.glob("*.db")), "asking makes no database"


def test_the_command_says_where_the_calendar_ends_and_what_cannot_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, lines = count(tmp_path, monkeypatch, "2026-12-10", "1 month")
    assert (code, lines[0]) == (0, "2027-01-11（星期一）  暂定")
    assert "2027 年放假安排尚未公布" in lines[-1]
    for words in (
        ("2026-2-30", "3 days"),
        ("2026-02-10", "3 fortnights"),
        ("2026-02-10", "0 days"),
    ):
        code, lines = count(tmp_path, monkeypatch, *words)
        assert (code, len(lines)) == (1, 1)


@ONCE
def test_everybody_signed_in_counts_by_the_calendar_of_the_county(
    visit: Visit, story: Story
) -> None:
    page = visit["author"].get(WHERE.format(30, "working_days"))
    assert "2026年3月30日" in page.text
    assert "2026年2月28日（星期六）春节调休上班，计入" in page.text
    story.session.add(CalendarDay(day=date(2026, 3, 30), is_workday=False, name="肉孜节"))
    story.session.commit()
    page = visit["unit_a"].get(WHERE.format(30, "working_days"))
    assert "2026年3月31日" in page.text
    assert "2026年3月30日（星期一）肉孜节放假，不计" in page.text


@ONCE
@pytest.mark.parametrize("amount", ["", "0", "-3", "many", "99999"])
def test_what_cannot_be_counted_is_said_and_stays_typed(visit: Visit, amount: str) -> None:
    page = visit["author"].get(WHERE.format(amount, "days"), 422)
    assert page.one("#amount").get("value", "") == amount
    assert page.one("#amount-errors .error")


@ONCE
def test_why_this_date_shows_each_day(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "group_review")
    story.session.commit()
    page = visit["author"].get(f"/cases/{case.id}/why")
    assert "逐日：不计的和调休上班的" in page.text
    assert "周末休息，不计" in page.text


def test_messages_leave_in_the_hours_of_working_days() -> None:
    def open_at(day: int, hour: int, minute: int = 0, window: str = "08:30-18:00") -> bool:
        moment = datetime(2026, 2, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)
        return is_open(window, moment, NATIONAL)

    assert [open_at(13, *at) for at in ((8, 29), (8, 30), (17, 59), (18, 0))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert open_at(14, 10), "a Saturday worked"
    assert not open_at(16, 10), "春节"
    assert open_at(16, 3, window="always")


@pytest.mark.parametrize("window", ["8:30-18:00", "18:00-08:30", "08:30", "24:00-25:00"])
def test_a_window_that_cannot_be_meant_is_refused(window: str) -> None:
    with pytest.raises(SettingsError, match="JIANYAN_SEND_WINDOW"):
        read_settings({"JIANYAN_SEND_WINDOW": window})


def test_lists_are_filtered_by_how_soon_a_case_is_due(story: Story) -> None:
    task = story.reach("handling_task", "working")

    def buckets(before: int) -> list[str]:
        today = task.due_on - timedelta(days=before)
        wishes = {
            one: Wish(kinds=("handling_task",), due=one, today=today)
            for one in ("late", "today", "week", "month", "later", "none")
        }
        unit = story.county["unit_a"]
        return [
            one
            for one, wish in wishes.items()
            if task in find_cases(story.session, unit, {"handling_unit": "assigned"}, wish)
        ]

    assert {before: buckets(before) for before in (-1, 0, 7, 8, 30, 31)} == {
        -1: ["late"],
        0: ["today", "week", "month"],
        7: ["week", "month"],
        8: ["month"],
        30: ["month"],
        31: ["later"],
    }
