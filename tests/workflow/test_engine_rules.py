"""Which rules a subject lives under, and which dates they give it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func, select

from models import CalendarDay, PlenarySession, RulesText
from tests.laws.undoing import undone
from tests.people import STATES, County, todays_rules
from tests.samples import TEXT
from tests.stories import CAME_FROM, ONCE, Story
from workflow.check import prove
from workflow.deadlines import Deadline, local_date
from workflow.engine import Engine
from workflow.library import VersionReusedError
from workflow.names import KNOWN
from workflow.rules import Rules

STATES_TEXT = STATES.read_text("utf-8")


def later_rules(**replaced: str) -> tuple[Rules, str]:
    """Tomorrow's states.yaml: another version, and what else is replaced."""
    text = STATES_TEXT.replace("version: 2026.1", "version: 2026.2", 1)
    for old, new in replaced.items():
        assert f"{old}:" in text
        lines = [new if line.strip().startswith(f"{old}:") else line for line in text.split("\n")]
        text = "\n".join(lines)
    return prove(text, KNOWN), text


# ── due dates ───────────────────────────────────────────────────────────────


@ONCE
@pytest.mark.parametrize("kind", CAME_FROM)
def test_every_due_date_is_stored_with_its_reasons(kind: str, story: Story) -> None:
    for state in todays_rules().workflow(kind).states:
        if not state.within:
            continue
        with undone(story.session):  # there are not as many members as states
            subject = story.reach(kind, state.name)
            told = Deadline.from_data(subject.due_detail)
            assert (told.on, told.provisional) == (subject.due_on, subject.due_provisional)
            assert told.steps
            assert all("%" not in line.sentence() for line in told.steps)


def test_a_limit_is_counted_from_where_it_says(story: Story) -> None:
    case = story.reach("proposal", "handling")
    assert local_date(story.now) == date(2026, 3, 2)
    assert case.due_on == date(2026, 6, 2), "three months from the assignment"
    story.session.refresh(case)
    (task,) = case.tasks
    assert task.due_on == date(2026, 3, 5), "three working days to sign"
    story.now += timedelta(days=3)
    story.do(task, "accept")
    assert task.due_on == case.due_on, "the reply is due with the case"


def test_the_earliest_of_several_limits_counts(story: Story) -> None:
    task = story.reach("handling_task", "opining")
    # 30 days from 2 March is 1 April; 20 days before 2 June is 13 May.
    assert task.due_on == date(2026, 4, 1)
    kinds = {step["kind"] for step in task.due_detail["steps"]}
    assert {"won", "lost"} <= kinds


def test_a_state_reached_later_is_due_later(story: Story) -> None:
    for kind, path in (
        ("proposal", ["submit", "pass_first_examination", "file", "assign"]),
        ("livelihood_project", ["submit", "register_project", "list_project"]),
    ):
        subject = story.propose() if kind == "proposal" else story.apply(project_kind="own")
        dates = []
        for action in path:
            story.now += timedelta(days=20)
            story.do(subject, action)
            dates.append(subject.due_on)
        assert all(earlier < later for earlier, later in pairwise(dates[:2]))


def test_a_date_over_a_new_year_nobody_has_published_is_provisional(story: Story) -> None:
    story.now = datetime(2026, 12, 28, 2, tzinfo=UTC)
    case = story.reach("proposal", "submitted")
    assert case.due_provisional
    assert (case.due_on.year, case.due_detail["steps"][-1]["kind"]) == (2027, "provisional")
    assert "2027" in Deadline.from_data(case.due_detail).steps[-1].sentence()
    story.now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    assert not story.reach("proposal", "submitted").due_provisional


def test_the_office_corrects_the_calendar(story: Story) -> None:
    plain = story.reach("proposal", "submitted")
    day = plain.due_on
    story.session.add(CalendarDay(day=day, is_workday=False, name="火把节", source="州政府通知"))
    story.session.flush()
    story.session.info.pop("calendar", None)
    moved = story.reach("proposal", "submitted")
    assert moved.due_on > day
    assert "火把节" in str(moved.due_detail)


def test_a_last_day_for_replies_binds_the_cases_of_the_session_alone(
    story: Story, county: County
) -> None:
    usual = story.reach("proposal", "handling").due_on
    for last, expected in ((usual - timedelta(days=30), 30), (usual + timedelta(days=9), 0)):
        county.plenary.parameters = {"reply_not_after": last.isoformat()}
        case = story.reach("proposal", "handling")
        assert (usual - case.due_on).days == expected
        assert last.isoformat() in str(case.due_detail)
    county.plenary.parameters = {"reply_not_after": local_date(story.now).isoformat()}
    assert story.reach("proposal", "handling").due_on == usual, "the day has passed"
    county.plenary.parameters = {"reply_not_after": (usual - timedelta(days=30)).isoformat()}
    story.now = county.plenary.cutoff_at
    later = story.reach("proposal", "handling")
    assert later.in_session is False
    assert later.due_on > usual - timedelta(days=30)


def test_parameters_frozen_for_a_session_change_its_dates_only(
    story: Story, county: County
) -> None:
    before = story.reach("proposal", "submitted")
    county.plenary.parameters = {"first_examination_time": {"amount": 2, "unit": "days"}}
    story.session.flush()
    here = story.reach("proposal", "submitted")
    assert here.due_on == local_date(story.now) + timedelta(days=2)
    assert before.due_on > here.due_on
    story.session.add(
        PlenarySession(
            term=county.term,
            no=4,
            opens=date(2027, 1, 12),
            closes=date(2027, 1, 15),
            collection_from=date(2026, 4, 1),
            cutoff_at=datetime(2027, 1, 13, 10, tzinfo=UTC),
            parameters={},
        )
    )
    story.now = datetime(2026, 4, 13, 2, tzinfo=UTC)
    there = story.reach("proposal", "submitted")
    assert there.session.no == 4
    assert there.due_on == date(2026, 4, 20), "five working days"


# ── versions ────────────────────────────────────────────────────────────────


def test_a_subject_lives_under_the_rules_it_began_under(story: Story, door: Engine) -> None:
    old = story.reach("proposal", "examining")
    story.session.commit()
    rules, text = later_rules(
        assign_time="  assign_time: {label: 交办期限, default: 1 day}",
        cosign_time="  cosign_time: {label: 联名答复期限, default: 3 days}",
    )
    story.engine = Engine(rules, source=text)
    for case, days in ((old, 7), (None, 1)):
        # The session has frozen what its first case found; here the rules alone shall speak.
        story.county.plenary.parameters = {}
        new = case or story.reach("proposal", "examining")
        event = story.do(new, "file")
        assert event.rules_digest == new.rules_digest
        assert new.due_on == local_date(story.now) + timedelta(days=days)
    assert old.rules_digest == door.rules.digest != new.rules_digest == rules.digest
    # Nothing of the old rules is read from the file any more.
    assert "default: 1 day" in story.engine.library._source
    versions = story.session.scalars(select(RulesText.version).order_by(RulesText.version))
    assert versions.all() == ["2026.1", "2026.2"]


def test_an_action_the_new_rules_have_dropped_goes_on_for_old_subjects(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = story.reach("proposal", "filed")
    start = STATES_TEXT.index("          withdraw:\n", STATES_TEXT.index("\n      filed:"))
    end = STATES_TEXT.index("          second:\n", start)
    text = (STATES_TEXT[:start] + STATES_TEXT[end:]).replace("2026.1", "2026.2", 1)
    story.engine = Engine(prove(text, KNOWN), source=text)
    new = story.reach("proposal", "filed")
    author = story.county["author"]
    for case, names in ((old, ["withdraw"]), (new, [])):
        offers = story.engine.available(story.session, case, author, story.now)
        assert [offer.action.name for offer in offers] == names
    story.do(old, "withdraw")
    assert old.state == "withdrawn"


def test_the_tasks_of_an_old_case_begin_under_todays_rules(story: Story) -> None:
    old = story.reach("proposal", "filed")
    rules, text = later_rules(sign_time="  sign_time: {label: 签收期限, default: 1 day}")
    story.engine = Engine(rules, source=text)
    story.county.plenary.parameters = {}  # else the session's own, frozen at its first case
    story.do(old, "assign")
    story.session.refresh(old)
    (task,) = old.tasks
    assert (old.rules_digest != rules.digest, task.rules_digest) == (True, rules.digest)
    assert task.due_on == local_date(story.now) + timedelta(days=1)
    story.answer_every_task(old)
    assert old.state == "replied"


def test_a_version_label_is_not_used_for_other_rules(story: Story) -> None:
    story.propose()
    text = STATES_TEXT.replace("default: 15 working days", "default: 16 working days", 1)
    story.engine = Engine(prove(text, KNOWN), source=text)
    count = story.session.scalar(select(func.count()).select_from(RulesText))
    with pytest.raises(VersionReusedError, match=r"版本 2026\.1 已经用于另一套规则"):
        story.propose()
    assert story.session.scalar(select(func.count()).select_from(RulesText)) == count == 1


def test_comments_and_order_of_lines_make_no_other_rules(story: Story) -> None:
    story.propose()
    text = STATES_TEXT + "\n# 只是一句说明\n"
    story.engine = Engine(prove(text, KNOWN), source=text)
    story.propose()
    assert story.session.scalar(select(func.count()).select_from(RulesText)) == 1


def test_rules_that_nobody_stored_are_not_guessed(story: Story, door: Engine) -> None:
    draft = story.propose()
    other: Any = later_rules()[0]
    stranger = Engine(other)
    assert stranger.rules_of(story.session, draft) == door.rules
    draft.rules_digest = "0" * 64
    with story.session.no_autoflush, pytest.raises(KeyError):
        stranger.rules_of(story.session, draft)
    story.session.rollback()


def test_a_draft_is_short_of_nothing_but_its_title(story: Story, door: Engine) -> None:
    draft = door.open(
        story.session,
        "proposal",
        by=story.county["author"],
        data={"title": TEXT["title"]},
        now=story.now,
    )
    doors = door.closed_doors(story.session, draft, story.county["author"], story.now)
    told = {one.action.name: one.reason.sentence for one in doors if not one.quiet}
    assert set(told) == {"invite", "send_to_group", "submit"}
    assert set(told.values()) == {"请先填全案由、情况、分析和至少一条建议"}
