"""No path on which a liaison group keeps a proposal (ADR 0009), nor a bundle of drafts (ADR 0020).

First on paper: over every state and action of states.yaml. Then in play: a reviewer and the author
of the collective draft do all they can, in every order; the member whose draft it is says nothing
any more; and when time has run out, his draft lies before the office, or stands in a collective
proposal that bears his name and was decided there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Proposal
from tests.bundling import another_draft_arrives, collective_of, confirm
from tests.laws.undoing import undone
from tests.people import todays_rules
from tests.stories import ONCE, Story
from workflow.bundling import name_stands
from workflow.clock import tick
from workflow.engine import Impossible, Refused
from workflow.rules import State
from workflow.traps import reached

KINDS = ("proposal", "livelihood_project")
#: where a proposal is in the hands of the office
OFFICE = {"submitted", "examining"}


def _held(kind: str) -> list[State]:
    """The states in which the group, or its bundle, has a case in hand."""
    states = todays_rules().workflow(kind).states
    by_group = [s for s in states if any("group_leader" in a.by for a in s.actions)]
    # Once the office has listed a project, the group visits it and asks those it is for.
    by_group = [s for s in by_group if s.step not in ("carry", "inspect")]
    return [*by_group, *(s for s in states if s.name == "bundled")]


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_group_does_ends_nothing_and_its_silence_has_an_end(kind: str) -> None:
    workflow = todays_rules().workflow(kind)
    final = {state.name for state in workflow.states if state.final}
    held = _held(kind)
    assert [state.name for state in held][:1] == ["group_review"]
    for state in held:
        for action in state.actions:
            if "group_leader" in action.by:
                assert not {to.state for to in action.to} & final, (state.name, action.name)
        # The author, alone, gets to the office from here.
        edges = [
            (one.name, to.state)
            for one in workflow.states
            for action in one.actions
            if "author" in action.by
            for to in action.to
        ]
        assert kind != "proposal" or "submitted" in reached([state.name], edges), state.name
        silent = [(one.name, to.state) for one, action, to in workflow.edges()
                  if {"clock", "system"} & set(action.by)]  # fmt: skip
        assert "submitted" in reached([state.name], silent), state.name
        assert state.within or state.name == "bundled", "silence has a date"


def _moves(story: Story, case: Proposal) -> Iterator[tuple[str, str]]:
    """What the group's reviewers, and the author of the collective one, may do to it."""
    for who in ("leader", "leader_member", "ally"):
        user = story.county[who]
        for offer in story.engine.available(story.session, case, user, story.now):
            yield who, offer.action.name


_IDLE = {"comment_on_text", "answer_comment", "declare_collective", "undo_collective", "set_order",
         "invite", "withdraw_signature"}  # fmt: skip


def _schemes(story: Story, draft: Proposal, depth: int) -> Iterator[list[str]]:
    """Every order in which they can act, so many steps deep, on the draft and on what it joined."""
    if depth == 0:
        return
    mine = story.county["author"].person_id
    cases = list(story.session.scalars(select(Proposal).order_by(Proposal.id)))
    for case in cases:
        for who, action in list(_moves(story, case)):
            if action in _IDLE or (case.author_id == mine and who == "ally"):
                continue
            with undone(story.session):
                try:
                    story.do(case, action, by=who)
                except (Refused, Impossible):
                    continue
                story.session.expire_all()
                yield [f"{action}/{case.id}"]
                for rest in _schemes(story, draft, depth - 1):
                    yield [f"{action}/{case.id}", *rest]
            story.session.expire_all()


def _not_buried(story: Story, draft: Proposal, told: object) -> None:
    """Let all the time go by: nobody but the clock does anything any more."""
    with undone(story.session):
        for days in (20, 40, 60):
            tick(story.session, story.engine, story.now + timedelta(days=days))
        story.session.expire_all()
        if draft.state == "bundled":
            collective = collective_of(story, draft)
            assert collective.state in OFFICE, told
            assert name_stands(draft, collective), told
        elif draft.state == "drafting":
            assert draft.group_outcome == "changes", told  # advised; it is the author's again
        else:
            assert draft.state in OFFICE, (told, draft.state)
    story.session.expire_all()


@ONCE
@pytest.mark.parametrize("begins", ["asked", "joined", "signed", "before_office", "sent_back"])
def test_whatever_they_do_his_draft_gets_to_the_office(begins: str, story: Story) -> None:
    draft = story.reach("proposal", "group_review")
    another_draft_arrives(story, draft)
    story.do(draft, "propose_bundle", by="leader_member")
    (other,) = story.session.scalars(select(Proposal).where(Proposal.id != draft.id))
    if begins != "asked":
        # The other consents first, so that the collective text is in another's hands.
        story.do(other, "join_bundle")
        story.do(draft, "join_bundle")
    if begins not in ("asked", "joined"):
        confirm(story, collective_of(story, draft))
    if begins in ("before_office", "sent_back"):
        story.do(collective_of(story, draft), "submit")
    if begins == "sent_back":
        story.do(collective_of(story, draft), "send_back")
    story.session.expire_all()
    _not_buried(story, draft, "nobody does anything")
    tried = 0
    # Two steps deep where their steps are few; one everywhere else keeps the suite short.
    for scheme in _schemes(story, draft, 2 if begins == "before_office" else 1):
        _not_buried(story, draft, scheme)
        tried += 1
    assert tried > 3
