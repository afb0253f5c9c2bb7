"""Laws over all members: every workflow, state, action and party of states.yaml."""

from __future__ import annotations

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.orm import Session

from models import Event
from tests.laws.desk import WhoStandsInARelationFindsTheCase
from tests.laws.notices import ANoticeGoesToEachOnce, WhoStandsInARelationIsTold
from tests.laws.offers import (
    AMissingAnswerIsNamed,
    AutomaticPartiesDoWhatIsTheirs,
    WhatIsOfferedIsPerformed,
)
from tests.laws.positions import Law, TheRowSaysItsState
from tests.laws.silence import SILENT
from tests.people import todays_rules
from tests.stories import CAME_FROM, ON_POSTGRESQL, ONCE, Story
from tests.tours import tour
from workflow.parties import AUTOMATIC, PARTIES
from workflow.recipients import RECIPIENTS

LAWS = (
    TheRowSaysItsState,
    WhatIsOfferedIsPerformed,
    AutomaticPartiesDoWhatIsTheirs,
    AMissingAnswerIsNamed,
    WhoStandsInARelationIsTold,
    ANoticeGoesToEachOnce,
    WhoStandsInARelationFindsTheCase,
)
#: what is said in SQL, and what the database itself holds to
ON_BOTH = (TheRowSaysItsState, WhoStandsInARelationFindsTheCase)


@pytest.fixture
def performed(session: Session) -> set[tuple[str | None, str]]:
    """Every (state, action) of which an event was written, also if it was undone later."""
    seen: set[tuple[str | None, str]] = set()

    def note(session: Session, *_: object) -> None:
        seen.update((e.from_state, e.action) for e in session.new if isinstance(e, Event))

    sqlalchemy_event.listen(session, "before_flush", note)
    return seen


@ONCE
@pytest.mark.parametrize("kind", CAME_FROM)
def test_the_laws_hold_at_every_position(
    kind: str, story: Story, performed: set[tuple[str | None, str]]
) -> None:
    """One tour for all of them: to come there costs more than most of them ask."""
    story.joint, story.mode = True, "lead_co"
    _hold(LAWS, story, kind, performed)


@ON_POSTGRESQL
@pytest.mark.parametrize("kind", CAME_FROM)
def test_what_the_database_has_a_part_in_holds_on_postgresql_too(kind: str, story: Story) -> None:
    story.mode = "lead_co"
    _hold(ON_BOTH, story, kind, set())


def _hold(
    some: tuple[type[Law], ...], story: Story, kind: str, performed: set[tuple[str | None, str]]
) -> None:
    laws = [law(story, kind) for law in some]
    for position, subject in tour(story, kind):
        now = story.now
        for law in laws:
            law.at(position, subject)
            story.now = now
    for law in laws:
        law.end(performed)


def test_every_person_party_can_be_told() -> None:
    assert set(RECIPIENTS) == set(PARTIES)
    assert {party.name for party in todays_rules().parties} == {*PARTIES, *AUTOMATIC}


def test_no_rule_names_a_relation_that_its_kind_does_not_have() -> None:
    for workflow in todays_rules().workflows:
        for state in workflow.states:
            for action in state.actions:
                for party in (*action.by, *action.notify):
                    assert (workflow.name, party) not in SILENT, (state.name, action.name)
