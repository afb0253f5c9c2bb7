"""Office and units write to each other; the proposer sees that it happened, not the words."""

from __future__ import annotations

from models import Event, Subject
from models.queries.files import attachments_of
from tests.people import County
from tests.samples import uploaded
from tests.stories import ONCE, Story
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.sealing import readable_files, reads_internal, reads_words, visible_events

pytestmark = ONCE


def event_of(story: Story, door: Engine, county: County, action: str, reader: str) -> Event:
    task = story.reach("handling_task", "return_asked")
    day = local_date(story.now)
    events = visible_events(door, story.session, county[reader], task, day)
    return next(event for event in events if event.action == action)


def may_read(story: Story, door: Engine, county: County, reader: str, action: str) -> bool:
    task = story.reach("handling_task", "return_asked")
    day = local_date(story.now)
    events = visible_events(door, story.session, county["office"], task, day)
    event = next(event for event in events if event.action == action)
    return reads_words(door, story.session, county[reader], task, event, day)


def test_a_request_to_return_is_not_read_by_the_proposer(
    story: Story, door: Engine, county: County
) -> None:
    assert not may_read(story, door, county, "author", "ask_return")


def test_office_unit_and_auditor_read_it(story: Story, door: Engine, county: County) -> None:
    for reader in ("office", "clerk", "auditor"):
        assert may_read(story, door, county, reader, "ask_return")
    task = story.reach("handling_task", "return_asked")
    mine = next(
        name
        for name in ("unit_a", "unit_b", "unit_c", "unit_d")
        if task.unit_id in {grant.unit_id for grant in county[name].grants}
    )
    assert reads_internal(door, county[mine], task, local_date(story.now))


def test_the_proposer_sees_that_it_happened(story: Story, door: Engine, county: County) -> None:
    assert event_of(story, door, county, "ask_return", "author").action == "ask_return"


def test_what_opens_a_task_is_read_by_the_proposer(
    story: Story, door: Engine, county: County
) -> None:
    assert may_read(story, door, county, "author", "open")


def test_files_handed_in_with_something_internal_are_not_the_proposers_to_open(
    story: Story, door: Engine, county: County
) -> None:
    case = story.reach("proposal", "filed")
    story.do(case, "record_instruction", by="office", attachments=uploaded(story, county["office"]))
    task = story.task("sole")
    story.do(task, "accept")
    story.talk(task)
    story.show_and_hear(task)
    story.do(task, "draft_reply", by="unit_a", attachments=uploaded(story, county["unit_a"]))

    def opened(subject: Subject, reader: str) -> int:
        files = attachments_of(story.session, [subject.id])
        assert files
        day = local_date(story.now)
        return len(readable_files(door, story.session, county[reader], files, day))

    assert [opened(case, one) for one in ("author", "office", "auditor")] == [0, 1, 1]
    assert [opened(task, one) for one in ("author", "unit_a")] == [0, 1]
    for act in ("pass_check", "sign_reply", "approve_reply"):
        story.do(task, act)
    assert opened(task, "author") == 1
