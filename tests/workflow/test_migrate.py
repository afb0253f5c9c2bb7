"""Open subjects move to new rules after a dry run; none is lost, none moves twice."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from models import Subject
from models.queries.history import events_of
from tests.people import STATES, County
from tests.stories import Story
from workflow import history
from workflow.check import prove
from workflow.engine import Engine
from workflow.migrate import NoTargetError, Verdict, migrate, plan
from workflow.names import KNOWN

TODAY = STATES.read_text("utf-8")
VERSION = "version: 2026.1"


def renamed() -> Engine:
    """An engine on rules in which the state `submitted` is called `received`."""
    text = re.sub(r"\bsubmitted\b", "received", TODAY.replace(VERSION, "version: 2027.1"))
    return Engine(prove(text, KNOWN), source=text)


def later() -> Engine:
    """An engine on rules that give the group more time."""
    # Not by another default: a session keeps its parameters from its first case on.
    text = TODAY.replace(VERSION, "version: 2027.1").replace(
        "within: group_review_time", "within: 9 working days", 1
    )
    assert "within: 9 working days" in text
    return Engine(prove(text, KNOWN), source=text)


def test_a_subject_stays_under_its_rules_until_it_is_moved(
    session: Session, door: Engine, county: County
) -> None:
    story = Story(session, door, county)
    subject = story.reach("proposal", "group_review")
    before = subject.due_on
    engine = later()
    assert engine.rules_of(session, subject).digest == door.rules.digest

    [event] = migrate(session, engine, {}, story.now)

    assert (event.action, event.from_state, event.to_state) == (
        "migrate",
        "group_review",
        "group_review",
    )
    assert subject.rules_digest == engine.rules.digest
    assert before is not None
    assert subject.due_on is not None
    assert subject.due_on > before
    assert migrate(session, engine, {}, story.now) == []
    assert history.verify_all(session) == []


def test_a13_a_state_without_a_target_stops_the_whole_run(
    session: Session, door: Engine, county: County
) -> None:
    story = Story(session, door, county)
    story.reach("proposal", "drafting")
    stuck = story.reach("proposal", "submitted")
    engine = renamed()
    assert Verdict("proposal", "submitted", None, 1) in plan(session, engine, {})
    with pytest.raises(NoTargetError, match="proposal/submitted（1 件）"):
        migrate(session, engine, {}, story.now)
    assert stuck.state == "submitted"
    assert "migrate" not in {event.action for event in events_of(session, [stuck.id])}


def test_the_map_says_where_a_renamed_state_went(
    session: Session, door: Engine, county: County
) -> None:
    story = Story(session, door, county)
    subject = story.reach("proposal", "submitted")
    engine = renamed()
    mapping = {"proposal": {"submitted": "received"}}
    promised = plan(session, engine, mapping)
    migrate(session, engine, mapping, story.now)
    assert subject.state == "received"
    assert promised == [Verdict("proposal", "submitted", "received", 1)]
    offered = {
        offer.action.name
        for offer in engine.available(session, subject, county["office"], story.now)
    }
    assert "pass_first_examination" in offered


def test_a_closed_subject_keeps_the_rules_it_was_closed_under(
    session: Session, door: Engine, county: County
) -> None:
    story = Story(session, door, county)
    closed = story.reach("proposal", "not_filed_closed")
    # The volume of the closed case is still open, and moves without it.
    [event] = migrate(session, later(), {}, story.now)
    assert session.get_one(Subject, event.subject_id).kind == "archive_volume"
    assert closed.rules_digest == door.rules.digest
