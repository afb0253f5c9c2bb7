"""Patterns worth a look: what was planted is found, what is clean is not, and of how many."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from models import Contact, Event, Extension, Notice, Proposal
from models.evaluations import EvaluationAlert, PaperForm
from models.queries import patterns
from models.queries.evaluations import all_evaluations
from models.queries.patterns import Sighting
from tests.stories import ONCE, Story
from workflow.builtin import ISSUE_SHEETS

pytestmark = ONCE


def cases(found: Sighting) -> list[int]:
    return [one.case_id for one in found.hits]


def two(story: Story, state: str) -> tuple[Proposal, Proposal]:
    """Two proposals that came the same way."""
    first, second = story.reach("proposal", state), story.reach("proposal", state)
    return first, second


def test_a_reply_signed_at_once(story: Story) -> None:
    story.pace = timedelta(minutes=1)
    quick = story.reach("proposal", "replied")
    story.pace = timedelta(hours=3)
    slow = story.reach("proposal", "replied")
    found = patterns.quick_replies(story.session, 30)
    assert (cases(found), found.total) == ([quick.id], 2)
    assert slow.id not in cases(found)
    assert found.hits[0].said["minutes"] < 30


def test_a_draft_signed_at_once_counts_from_the_draft(story: Story) -> None:
    story.pace = timedelta(hours=3)
    case = story.reach("proposal", "handling")
    task = case.tasks[0]
    story.do(task, "accept")
    story.talk(task)
    story.pace = timedelta(minutes=1)
    story.show_and_hear(task)
    story.send_reply(task)
    story.do(task, "approve_reply")
    assert cases(patterns.quick_replies(story.session, 30)) == [case.id]
    # days are those of the county
    assert patterns.local_day(datetime(2026, 1, 5, 17, tzinfo=UTC)) == date(2026, 1, 6)


def test_contacts_nobody_confirmed_and_contacts_entered_late(story: Story) -> None:
    planted, clean = two(story, "replied")
    contacts = story.session.query(Contact).order_by(Contact.id).all()
    assert {one.proposal_id for one in contacts} == {planted.id, clean.id}
    for one in contacts:
        for voice in one.voices:
            voice.answer, voice.answered_at = None, None
        if one is next(each for each in contacts if each.proposal_id == clean.id):
            one.voices[0].answer, one.voices[0].answered_at = "confirmed", story.now
    told = story.session.query(Notice).join(Event, Event.id == Notice.event_id)
    held = told.filter(Event.action == "record_contact")
    for notice in held.filter(Event.subject_id == planted.tasks[0].id):
        notice.read_at = story.now
    story.session.flush()
    found = patterns.one_sided_contacts(story.session)
    assert found.hits[0].said["read"] == found.hits[0].said["contacts"] == 2
    assert (cases(found), found.total) == ([planted.id], 2)
    assert found.hits[0].said["contacts"] == sum(o.proposal_id == planted.id for o in contacts)
    late = next(one for one in contacts if one.proposal_id == planted.id)
    late.held_on = patterns.local_day(late.recorded_at) - timedelta(days=16)
    for one in contacts:
        if one is not late:
            one.held_on = patterns.local_day(one.recorded_at) - timedelta(days=15)
    story.session.flush()
    found = patterns.late_contacts(story.session, 15)
    assert (cases(found), found.total) == ([planted.id], len(contacts))


def test_changed_evaluations_and_those_from_units(story: Story) -> None:
    planted, clean = two(story, "closed")
    first = all_evaluations(story.session, planted.id)[0]
    kept = {c.key: getattr(first, c.key) for c in type(first).__mapper__.column_attrs}
    del kept["id"]
    again = type(first)(**kept | {"version": 2, "result": "basic", "change_reason": "有了进展"})
    # Another proposer of the same case judged once: that is no change of the first one's judgement.
    other = type(first)(**kept | {"person_id": story.county["unit_a"].person_id, "name": "另一人"})
    story.session.add_all([again, other])
    story.session.add(
        EvaluationAlert(
            proposal_id=planted.id, evaluation_id=first.id, kind="device",
            unit_user_id=story.county["unit_a"].id, unit_user_name="甲", unit_name="乙",
            signed_in_at=story.now, raised_at=story.now,
        )
    )  # fmt: skip
    story.session.flush()
    found = patterns.changed_evaluations(story.session)
    assert (cases(found), found.total) == ([planted.id], 3)
    assert (found.hits[0].said["before"], found.hits[0].said["after"]) == (first.result, "basic")
    found = patterns.evaluations_from_units(story.session)
    assert (cases(found), found.total) == ([planted.id], 4)
    assert clean.id not in cases(found)


def test_withdrawn_after_assignment(story: Story) -> None:
    planted, clean = two(story, "handling")
    story.do(planted, "withdraw")
    # Its sheet is registered afterwards: an event of a withdrawn case, but no second withdrawal.
    act = story.engine.own_act(story.session, planted, ISSUE_SHEETS, story.now, party="system")
    story.engine.record(act)
    early = story.reach("proposal", "submitted")
    story.do(early, "withdraw")
    found = patterns.withdrawn_late(story.session)
    assert (cases(found), found.total) == ([planted.id], 2)
    assert clean.state == "handling"


def test_extensions_on_the_last_day_and_paper_by_one_clerk(story: Story) -> None:
    planted, clean = two(story, "handling")
    today = patterns.local_day(story.now)
    for case, due in ((planted, today), (clean, today + timedelta(days=1))):
        story.session.add(
            Extension(
                proposal_id=case.id, task_id=case.tasks[0].id, round=1, old_due=due,
                asked_until=due + timedelta(days=30), reason="r", work_so_far="w",
                told_proposer="t", asked_at=story.now, asked_by="甲",
            )
        )  # fmt: skip
    forms = [("一", planted, "confirmed"), ("一", planted, "confirmed"), ("一", clean, "rejected"),
             ("二", clean, "confirmed")]  # fmt: skip
    for clerk, case, status in forms:
        story.session.add(
            PaperForm(
                proposal_id=case.id, round=1, person_id=case.author_id, name="名",
                received_on=date(2026, 1, 5), answers={}, entered_by=clerk, entered_at=story.now,
                status=status, decided_by="三", decided_at=story.now,
            )
        )  # fmt: skip
    story.session.flush()
    found = patterns.late_extensions(story.session, 0)
    assert (cases(found), found.total) == ([planted.id], 2)
    assert patterns.late_extensions(story.session, 1).total == 2
    assert len(patterns.late_extensions(story.session, 1).hits) == 2
    found = patterns.papers_of_one_clerk(story.session, 2)
    assert (cases(found), found.total) == ([planted.id, planted.id], 3)


def test_replies_that_are_alike(story: Story) -> None:
    planted, clean = two(story, "replied")
    first, second = planted.tasks[0].replies[-1], clean.tasks[0].replies[-1]
    first.likeness, first.like_id = 95, second.id
    second.likeness = second.like_id = None
    story.session.flush()
    found = patterns.replies_alike(story.session, 90)
    assert (cases(found), found.total) == ([planted.id], 2)
    assert found.hits[0].said["other"] == clean.id
    assert patterns.replies_alike(story.session, 96).hits == ()
    second.likeness, second.like_id = 99, second.id  # its own case is no other
    story.session.flush()
    assert cases(patterns.replies_alike(story.session, 90)) == [planted.id]
    # a letter that was sent back never reached a proposer
    second.like_id, second.status, second.issued_on = first.id, "returned", None
    story.session.flush()
    found = patterns.replies_alike(story.session, 90)
    assert (cases(found), found.total) == ([planted.id], 1)
