"""中止计时: the clock of a case stands still, for everybody who has to keep its dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import Event, Extension, Notice, Pause, Proposal, User
from models.queries.history import events_of
from tests.samples_of_assignment import assignment
from tests.stories import ONCE, Story, contents
from tests.unit_samples import stop
from workflow.calendar import Calendar
from workflow.deadlines import Deadline, Term, compute, local_date
from workflow.engine import Refused
from workflow.lengths import Duration
from workflow.redating import redate

pytestmark = ONCE
DAY = timedelta(days=1)
NATIONAL = Calendar.national()


def case_of(story: Story, mode: str = "lead_co") -> Proposal:
    case: Proposal = story.reach("proposal", "filed")
    story.do(case, "assign", **assignment(story.county, mode))
    story.session.refresh(case)
    for task in case.tasks:
        story.do(task, "accept")
    return case


def last_of(story: Story, subject_id: int, action: str) -> Event:
    return [one for one in events_of(story.session, [subject_id]) if one.action == action][-1]


def told(story: Story, event: Event) -> set[str]:
    readers = select(User.login).join(Notice).where(Notice.event_id == event.id)
    return set(story.session.scalars(readers))


def lines(case: Proposal) -> list[str]:
    assert case.due_detail is not None
    return [step.sentence() for step in Deadline.from_data(case.due_detail).steps]


def test_a_pause_stops_every_date_of_the_case_and_the_proposer_is_told(story: Story) -> None:
    case = case_of(story)
    lead, co = case.tasks
    before = (case.due_on, co.due_on)
    story.do(lead, "ask_pause")
    assert (case.due_on, co.due_on) == before, "what is only asked for moves nothing"
    granted = story.do(lead, "grant_pause", by="supervisor")
    assert "author" not in told(story, granted)
    applied = last_of(story, case.id, "apply_pause")
    assert {"author", "unit_a", "unit_b", "office"} <= told(story, applied)
    [pause] = case.pauses
    assert (pause.first, pause.last) == (date(2026, 3, 2), date(2026, 3, 14))
    assert case.due_on == date(2026, 6, 15)
    assert "2026年3月2日 至 2026年3月14日 中止计时，其中 12 天不计" in lines(case)
    assert lead.due_on == case.due_on
    assert co.due_on is not None
    assert co.due_on > before[1]
    assert last_of(story, co.id, "redate")
    assert redate(story.session, story.engine, story.now) == [], "counted again it is the same"


def test_resuming_early_gives_back_the_days_that_were_not_needed(story: Story) -> None:
    case = case_of(story)
    plain = case.due_on
    story.do(case, "pause_clock", by="supervisor")
    whole = case.due_on
    story.now += 5 * DAY
    story.do(case, "resume_clock", by="unit_a")
    [pause] = case.pauses
    assert pause.last == local_date(story.now)
    assert pause.planned_last > pause.last
    assert plain is not None
    assert whole is not None
    assert case.due_on is not None
    assert plain < case.due_on < whole
    with pytest.raises(Refused):
        story.do(case, "resume_clock", by="unit_a")


def test_the_proposers_time_does_not_stand_still_because_handling_did(story: Story) -> None:
    case = story.reach("proposal", "handling")
    story.do(case, "pause_clock")
    story.answer_every_task(case)
    assert case.state == "replied"
    assert case.pauses[0].last == local_date(story.now)
    term = Term(Duration(15, "working_days"), "since", local_date(story.now), "", "")
    assert case.due_on == compute([term], NATIONAL).on


def test_a_granted_extension_waits_for_a_later_pause(story: Story) -> None:
    case = case_of(story, "sole")
    [task] = case.tasks
    story.do(task, "ask_extension", new_due="2026-07-10")
    story.do(task, "grant_extension", new_due="2026-07-01")
    story.do(case, "pause_clock", by="office")
    assert case.due_on == date(2026, 7, 21)
    assert "所延的日期 2026年7月1日 也扣除中止的天数，到 2026年7月21日" in lines(case)
    assert story.session.scalars(select(Extension)).one().until == date(2026, 7, 1)


def test_who_asked_does_not_decide_and_what_is_refused_changes_nothing(story: Story) -> None:
    case = case_of(story)
    lead = case.tasks[0]
    story.do(lead, "ask_pause")
    story.session.flush()
    before = contents(story.session)
    for by, form in (("unit_a", {}), ("office", {"pause_until": "2026-09-01"})):
        with pytest.raises(Refused):
            story.do(lead, "grant_pause", by=by, **form)
    assert contents(story.session) == before
    due = case.due_on
    story.do(lead, "refuse_pause")
    assert (lead.state, case.due_on) == ("working", due)
    assert story.session.scalars(select(Pause)).one().decision == "refused"
    story.do(case, "pause_clock", **stop(story))
    assert case.due_on != due
