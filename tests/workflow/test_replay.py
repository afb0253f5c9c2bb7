"""Replay: the events alone make the row; a row changed by hand shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models import Event
from tests.stories import ONCE, Story
from tests.tampering import tampering
from workflow import auditing, history
from workflow.checkpoints import introduce, seal
from workflow.replay import Difference, replay
from workflow.signednote import new_signer


def differences(session: Session) -> list[Difference]:
    return [one for one in replay(session) if one is not None]


def test_the_sample_county_is_what_its_events_tell(yunling: Session) -> None:
    """Every kind of case, hundreds of them: chains, tree and rows agree."""
    assert differences(yunling) == []
    signer, now = new_signer("云岭"), datetime.now(UTC)
    introduce(yunling, signer, now)
    seal(yunling, signer, now)
    report = auditing.verify(yunling, processes=1)
    assert (report.bad, report.faults) == ([], [])


@ONCE
@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        ("UPDATE subject SET state = 'replied'", "state", "“state”现在是“replied”，按记录应是"),
        ("UPDATE subject SET due_on = '2027-01-01'", "due_on", "现在是“2027-01-01”"),
        ("UPDATE subject SET author_id = NULL", "author_id", "现在是空"),
        ("UPDATE subject SET entered_at = opened_at", "entered_at", "“entered_at”现在是"),
        ("UPDATE subject SET version = version + 1", "version", "“version”现在是“"),
        ("UPDATE subject SET due_detail = '{}'", "due_detail", "和记录的摘要不符"),
        ("UPDATE proposal SET analysis = 'x'", "analysis", "“analysis”现在是“x”"),
    ],
)
def test_a_row_changed_by_hand_is_named_with_its_field(
    story: Story, change: str, name: str, said: str
) -> None:
    case = story.reach("proposal", "submitted")
    story.session.commit()
    assert differences(story.session) == []
    story.session.execute(text(change))
    story.session.expire_all()
    found = differences(story.session)
    assert [(one.subject_id, one.name) for one in found] == [(case.id, name)]
    assert said in found[0].sentence
    story.session.rollback()


@ONCE
def test_a_row_without_events_and_events_that_contradict_each_other(story: Story) -> None:
    session = story.session
    case = story.reach("proposal", "submitted")
    number = case.id
    session.commit()
    with tampering(session):
        session.execute(text("DELETE FROM form_key"))
        session.execute(text("DELETE FROM event_body"))
        session.execute(text("DELETE FROM event"))
        session.expire_all()
        assert [one.sentence for one in differences(session)] == ["没有任何记录，不是在这里办理的"]
    with tampering(session):
        event = session.query(Event).filter(Event.subject_id == number, Event.seq == 2).one()
        changed = history.body(event)
        changed["changes"]["state"][0] = "elsewhere"
        event.body.text = history.canonical(changed)
        session.flush()
        assert differences(session)[0].sentence.startswith(
            "第 2 条记录说“state”原来是“elsewhere”，按前面的应是"
        )
