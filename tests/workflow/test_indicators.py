"""办理指标 against a count from the raw events that shares no code with it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.stories import ONCE, Story
from web.sample.timeline import NOW
from workflow.deadlines import local_date
from workflow.facts import facts_of
from workflow.indicators import Fact, Place, figures, share, span, told_apart

TODAY = local_date(NOW)


@dataclass(frozen=True, slots=True)
class Raw:
    """One event as its row has it."""

    subject: int
    kind: str
    parent: int | None
    action: str
    to: str
    person: int | None
    at: str
    data: dict[str, Any]
    noted: dict[str, Any]
    due: Any

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return (datetime.fromisoformat(self.at[:19]) + timedelta(hours=8)).date()


def raw_events(session: Session) -> Iterator[Raw]:
    rows = session.execute(
        text(
            "SELECT e.subject_id, s.kind, s.parent_id, e.action, e.to_state, u.person_id,"
            " e.happened_at, b.text FROM event e JOIN subject s ON s.id = e.subject_id"
            " JOIN event_body b ON b.event_id = e.id"
            " LEFT JOIN user_account u ON u.id = coalesce(e.on_behalf_of_id, e.actor_id)"
            " ORDER BY e.id"
        )
    )
    for *columns, body in rows:
        words = json.loads(body)
        due = words["changes"].get("due_on")
        yield Raw(*columns, words["data"], words["noted"], due)


@pytest.fixture
def by_subject(yunling: Session) -> dict[int, list[Raw]]:
    found: dict[int, list[Raw]] = defaultdict(list)
    for one in raw_events(yunling):
        found[one.subject].append(one)
    return found


def counted(yunling: Session, name: str) -> tuple[int, int]:
    one = figures(facts_of(yunling, None, TODAY)).shares[name]  # type: ignore[index]
    return one.counted, one.of


def of_kind(by_subject: dict[int, list[Raw]], kind: str) -> list[list[Raw]]:
    return [events for events in by_subject.values() if events[0].kind == kind]


def test_filing_is_what_the_events_say(yunling: Session, by_subject: dict[int, list[Raw]]) -> None:
    cases = of_kind(by_subject, "proposal")
    filed = [one for one in cases if any(event.action == "file" for event in one)]
    refused = [one for one in cases if one[-1].to in {"not_filed", "not_filed_closed"}]
    assert counted(yunling, "filed") == (len(filed), len(filed) + len(refused))
    assert len(refused) > 3


def test_replies_in_time_are_what_the_events_say(
    yunling: Session, by_subject: dict[int, list[Raw]]
) -> None:
    good = bad = 0
    for events in of_kind(by_subject, "handling_task"):
        noted = next(one.noted for one in events if one.action in {"open", "recast"})
        duty = [one.noted["duty"] for one in events if "duty" in one.noted][-1]
        dates = [(one.at, one.due[1]) for one in by_subject[noted["proposal"]] if one.due]
        out = next((one for one in events if one.to == "answered"), None)
        if duty == "co" or events[-1].to == "released":
            continue
        if out is None:
            over = dates[-1][1] is not None and date.fromisoformat(dates[-1][1]) < TODAY
            bad += over and events[-1].to not in {"ended", "closed"}
            continue
        last = [due for at, due in dates if at < out.at and due][-1]
        good += out.day.isoformat() <= last
        bad += out.day.isoformat() > last
    assert counted(yunling, "on_time") == (good, good + bad)
    assert bad > 2


def test_promises_are_what_the_events_say(
    yunling: Session, by_subject: dict[int, list[Raw]]
) -> None:
    kept = over = 0
    for events in of_kind(by_subject, "promise"):
        done = any(one.action == "confirm_kept" for one in events)
        given_up = any(one.action == "accept_broken" for one in events)
        dates = [one.due[1] for one in events if one.due and one.to in {"keeping", "date_asked"}]
        kept += done
        over += done or given_up or date.fromisoformat(dates[-1]) < TODAY
    assert counted(yunling, "kept") == (kept, over)
    assert 0 < kept < over


def test_judgements_and_adoption_are_what_the_events_say(
    yunling: Session, by_subject: dict[int, list[Raw]]
) -> None:
    first: dict[tuple[int, int, int], str] = {}
    given: set[tuple[int, int, int]] = set()
    for events in of_kind(by_subject, "proposal"):
        number, typed = 1, {}
        for one in events:
            number += one.action == "begin_round"
            if one.action == "enter_paper_evaluation":
                typed = one.data | {"round": number}
            if one.action == "confirm_paper_evaluation":
                key = (one.subject, typed["round"], typed["evaluator"])
            elif one.action in {"evaluate", "change_evaluation"}:
                key = (one.subject, number, one.person or 0)
                typed = one.data
            else:
                continue
            given.add(key)
            first.setdefault(key, typed["result"])
    satisfied = sum(result == "satisfied" for key, result in first.items() if key[1] == 1)
    assert counted(yunling, "satisfied")[0] == satisfied
    assert counted(yunling, "feedback")[0] == len(given)
    adopted = answered = 0
    for events in of_kind(by_subject, "handling_task"):
        drafts = [one for one in events if one.action == "draft_reply"]
        if drafts and any(one.to == "answered" for one in events) and events[-1].to != "released":
            verdicts = [one["verdict"] for one in drafts[-1].data["answers"]]
            adopted, answered = adopted + verdicts.count("adopted"), answered + len(verdicts)
    assert counted(yunling, "adopted") == (adopted, answered)


def test_who_is_silent_counts_against_and_who_may_still_speak_for_neither() -> None:
    place = Place(1, group="甲组")
    facts = [Fact("satisfied", place, one) for one in (True, False, False, None)]
    assert (share(facts).counted, share(facts).of, share(facts).open) == (1, 3, 1)
    days = [Fact("reply_days", place, True, days=one) for one in (1, 2, 30)]
    days.append(Fact("reply_days", place, None, days=400))
    found = span(days)
    assert (found.median, found.mean, found.open, found.open_median) == (2, 11.0, 1, 400)


def test_a_case_of_two_units_counts_once_in_all_and_once_for_each() -> None:
    facts = [Fact("satisfied", Place(1), counted=True, units=("甲局", "乙局"))]
    assert figures(facts).shares["satisfied"].of == 1
    assert [one.shares["satisfied"].of for one in told_apart(facts, "unit").values()] == [1, 1]
    assert list(told_apart(facts, "sector")) == [""]


@ONCE
def test_what_left_before_it_was_decided_is_in_no_figure(story: Story) -> None:
    story.reach("proposal", "withdrawn")
    waiting = story.reach("proposal", "examining")
    facts = facts_of(story.session, None, local_date(story.now))
    assert {fact.place.case_id for fact in facts} == {waiting.id}
    assert all(fact.counted is None for fact in facts)


@ONCE
def test_a_reply_a_day_late_is_late_whatever_date_the_case_has_next(story: Story) -> None:
    late, in_time = (story.reach("proposal", "handling") for _ in range(2))
    story.answer_every_task(in_time)
    assert late.due_on is not None
    story.pass_days((late.due_on - local_date(story.now)).days + 1)
    story.answer_every_task(late)
    found = facts_of(story.session, None, local_date(story.now))
    said = {fact.place.case_id: fact.counted for fact in found if fact.indicator == "on_time"}
    assert said == {in_time.id: True, late.id: False}
