"""催办 and 督办: overdue, urged on, supervised, reported, sent back, reported again, struck off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models import Notice, Outbox, SupervisionCase, Urge, User
from models.queries.directory import mark_read
from models.queries.supervision import receipts_of, supervisions_of
from models.queries.weekly import falling_due
from tests.stories import ONCE, Story
from tests.supervision_samples import supervise
from web.weekly import by_unit, post_weekly
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.register import entries, series_of


def told_by(story: Story, event_id: int) -> set[str]:
    """Who has a notice of that event."""
    query = select(User.login).join(Notice, Notice.user_id == User.id)
    return set(story.session.scalars(query.where(Notice.event_id == event_id)))


def test_from_overdue_to_struck_off(story: Story) -> None:
    case = story.reach("proposal", "handling")
    story.now += timedelta(days=100)
    urged = story.do(case, "remind", by="supervisor")
    assert {"unit_a", "checker_a"} == told_by(story, urged.id)
    story.do(case, "open_supervision", by="supervisor")
    one = supervisions_of(story.session, case.id)[-1]
    assert (one.state, one.ground, one.was_due_on) == ("reporting", "late", case.due_on)
    assert one.due_on
    first_due = one.due_on
    story.do(one, "report_measures", by="unit_a")
    story.now += timedelta(days=2)
    story.do(one, "return_measures", by="supervisor")
    assert one.due_on > first_due, "the usual time anew"
    story.do(one, "report_measures", by="unit_a", measures_result="已经答复")
    done = story.do(one, "strike_off", by="supervisor")
    assert {"author", "unit_a", "boss_a", "county_leader", "office"} <= told_by(story, done.id)
    assert (one.state, one.closing, one.due_on) == ("struck_off", "措施具体，予以销号", None)
    assert [note.kind for note in one.notes] == ["report", "return", "report"]
    assert case.closed_at is None, "the case itself goes on"


@ONCE
def test_who_reports_does_not_strike_off_even_with_both_accounts(story: Story) -> None:
    one = supervise(story, "key_handling")
    story.do(one, "report_measures", by="unit_a")
    story.county["unit_a"].grants += list(story.county["supervisor"].grants)
    with pytest.raises(Refused, match="须由另一个人"):
        story.do(one, "strike_off", by="unit_a")


@ONCE
def test_a_withdrawn_case_ends_its_supervision_and_an_answered_one_does_not(story: Story) -> None:
    one = supervise(story, "key_handling")
    story.do(one.proposal, "withdraw")
    assert one.state == "ended"
    other = supervise(story, "key_handling")
    story.answer_every_task(other.proposal)
    story.evaluate(other.proposal)
    assert (other.proposal.state, other.state) == ("closed", "reporting")


@ONCE
def test_a_late_promise_is_supervised_after_the_case_is_closed(story: Story) -> None:
    promise = story.reach("promise", "keeping_late")
    story.do(promise, "open_supervision")
    (one,) = supervisions_of(story.session, promise.parent_id or 0)
    assert (one.ground, one.unit_id, one.was_due_on) == (
        "promise", promise.unit_id, promise.promised_on,
    )  # fmt: skip


@ONCE
def test_numbers_are_given_once_and_stand_in_the_register(story: Story) -> None:
    numbers = []
    for _ in range(3):
        one = supervise(story, "key_handling")
        story.do(one, "call_off")
        numbers.append(one.number)
    assert numbers == [f"督办〔2026〕{no}号" for no in (1, 2, 3)]
    series = next(s for s in series_of(story.session) if s.what == "supervision")
    listed = entries(story.session, series)
    assert [entry.number for entry in listed] == numbers
    one.number = None
    story.session.flush()
    assert entries(story.session, series)[-1].subject is None, "a gap is seen"


@ONCE
def test_a_date_set_for_the_report_is_kept(story: Story) -> None:
    case = story.reach("proposal", "key_handling")
    soon = local_date(story.now) + timedelta(days=3)
    story.do(case, "open_supervision", feedback_by=soon.isoformat())
    one = supervisions_of(story.session, case.id)[-1]
    assert one.due_on == soon
    story.now += timedelta(days=12)
    told = story.pass_days(0)
    assert told == []
    assert one.state == "reporting", "late is told, it moves nothing"


@ONCE
def test_an_urge_tells_who_has_read_it(story: Story) -> None:
    case = story.reach("proposal", "handling")
    story.do(case, "remind", urge_level="reminder", urge_channel="letter", urge_text="请抓紧")
    assert [one.read_at for one in receipts_of(story.session, [case.id])] == [None, None]
    later = story.now + timedelta(hours=1)
    mark_read(story.session, story.county["unit_a"].id, later, None)
    read = {one.name: one.read_at for one in receipts_of(story.session, [case.id])}
    assert read == {"经办a": later, "核稿a": None}
    story.do(case, "remind")
    kept = story.session.scalars(select(Urge).order_by(Urge.no)).all()
    assert [(one.no, one.level, one.channel, one.text) for one in kept] == [
        (1, "reminder", "letter", "请抓紧"), (2, "urge", "phone", "请抓紧"),
    ]  # fmt: skip
    assert kept[0].unit_names == ["云岭县住房和城乡建设局"]


@ONCE
def test_a_unit_that_has_answered_is_not_urged_on(story: Story) -> None:
    story.mode = "separate"
    first, second = story.task("separate").proposal.tasks
    story.answer(first)
    story.session.refresh(first.proposal)
    story.do(first.proposal, "remind")
    (kept,) = story.session.scalars(select(Urge)).all()
    assert kept.unit_names == [second.unit_name]


@ONCE
def test_the_weekly_list_counts_what_waits_for_units_and_is_posted_once(story: Story) -> None:
    late = story.reach("handling_task", "to_sign")
    story.now += timedelta(days=40)
    soon = story.reach("handling_task", "to_sign")
    story.reach("handling_task", "reply_check")
    units = by_unit(story.session, local_date(story.now))
    (row,) = units
    assert (row.late, row.soon) == ((late,), (soon,))
    last = local_date(story.now) + timedelta(days=15)
    assert len(falling_due(story.session, last)) == 2
    assert post_weekly(story.session, story.now) == 1
    assert post_weekly(story.session, story.now + timedelta(days=1)) == 0
    (row,) = story.session.scalars(select(Outbox).where(Outbox.channel == "weekly"))
    assert (row.payload["late"], row.payload["soon"]) == (1, 1)
    assert post_weekly(story.session, story.now + timedelta(days=7)) == 1
    assert story.session.scalar(select(func.count(SupervisionCase.id))) == 0
