"""Laws over what is offered: it is performed, by those it is offered to, with all its answers."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest

from models import Subject, User
from tests.bundling import ASIDES
from tests.laws.positions import Law
from tests.laws.undoing import snapshot, undone
from tests.people import todays_rules
from tests.samples import DISSATISFIED, sample
from tests.stories import Story
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused
from workflow.parties import AUTOMATIC, parties_of
from workflow.rules import Action, State


class WhatIsOfferedIsPerformed(Law):
    """What is offered is performed, and nothing else, whoever tries."""

    def __init__(self, story: Story, kind: str) -> None:
        super().__init__(story, kind)
        self.everybody = (None, *story.county.users.values())
        # What the state does not have is impossible before it is asked who comes: all, in turn.
        self.anybody = cycle(self.everybody)

    def at(self, position: str, subject: Any) -> None:
        """Every action of the state by everybody, every other by somebody; then what follows."""
        story, state = self.story, self.here(subject)
        story.now += story.pace
        before = snapshot(story.session, subject)
        # Asked once a position: whatever is done below is undone again.
        offers = {user: self.offered(subject, user) for user in self.everybody}
        some_of_all = self._one_of_each(offers, subject)
        for action in state.actions:
            for user in some_of_all:
                offered = offers[user]
                if action.name not in offered:
                    assert not self._performs(subject, action.name, user), (position, action.name)
                    continue
                assert offered[action.name] in action.by
                with undone(story.session):
                    assert self._performs(subject, action.name, user), (position, action.name)
                    moved = subject.state != state.name
                    assert subject.version - before["version"] >= moved
                    assert action.to or subject.state == state.name
        every = dict.fromkeys(a.name for one in self.workflow.states for a in one.actions)
        for name in every:
            if state.action(name) is None:
                assert not self._performs(subject, name, next(self.anybody)), name
        assert snapshot(story.session, subject) == before, position
        self._go_aside(position, subject, state)

    def end(self, performed: set[tuple[str | None, str]]) -> None:
        """No action of the file is idle."""
        everything = {(s.name, a.name) for s in self.workflow.states for a in s.actions}
        assert everything - performed == set(), "never performed"

    def _performs(self, subject: Subject, action: str, user: User | None) -> bool:
        """Whether it is performed with a valid form; True leaves it done."""
        story = self.story
        try:
            event = story.engine.perform(
                story.session,
                subject,
                action,
                by=user,
                data=sample(story, subject, action, user),
                now=story.now,
                version=subject.version,
            )
        except (Refused, Impossible):
            assert not story.session.new, action
            assert not story.session.dirty, action
            return False
        assert event.actor_id == (user.id if user else None)
        return True

    def _one_of_each(
        self, offers: dict[User | None, dict[str, str]], subject: Subject
    ) -> list[User | None]:
        """Of those who stand in the same relations and are offered the same, the first."""
        today = local_date(self.story.now)
        alike: dict[object, User | None] = {}
        for user, offered in offers.items():
            relations = tuple(parties_of(user, subject, today))
            alike.setdefault((relations, tuple(offered.items())), user)
        return list(alike.values())

    def _go_aside(self, position: str, subject: Any, state: State) -> None:
        story = self.story
        with undone(story.session):
            tick(story.session, story.engine, story.now + timedelta(days=500))
        if state.action("end_with_round") and subject.parent.closed_at is None:
            with undone(story.session):
                story.evaluate(subject.parent, **DISSATISFIED)
        for aside in ASIDES.get(position, ()):
            with undone(story.session):
                story.go_on(subject, aside)
        if state.action("end_with_case"):
            with undone(story.session):
                story.do(subject.proposal, "withdraw")


class AutomaticPartiesDoWhatIsTheirs(Law):
    """The clock and the system do what states.yaml gives them; nobody passes for them."""

    def at(self, position: str, subject: Any) -> None:
        """Every action by every party it is not given to."""
        story = self.story
        before = snapshot(story.session, subject)
        for action in self.here(subject).actions:
            for party in (*AUTOMATIC, "office", "author", ""):
                if party in action.by and party in AUTOMATIC:
                    continue
                with pytest.raises(Refused):
                    story.engine.perform(
                        story.session,
                        subject,
                        action.name,
                        by=None,
                        data=sample(story, subject, action.name),
                        now=story.now,
                        automatic=party,
                    )
        assert snapshot(story.session, subject) == before, position


class AMissingAnswerIsNamed(Law):
    """What is missing is named, what was not asked is refused, and nothing has changed."""

    def __init__(self, story: Story, kind: str) -> None:
        super().__init__(story, kind)
        self.tried: set[tuple[str, str]] = set()
        self.nothing = cycle((lambda _name: {}, lambda name: {name: ""}, lambda name: {name: None}))

    def at(self, position: str, subject: Any) -> None:
        """Every form of the state once, one answer short, and with one answer too many."""
        before = snapshot(self.story.session, subject)
        for action, user in self.doable(subject):
            if (subject.state, action.name) in self.tried:
                continue
            self.tried.add((subject.state, action.name))
            whole = sample(self.story, subject, action.name, user)
            for name in action.asks:
                label = todays_rules().field(name).label
                rest = {key: value for key, value in whole.items() if key != name}
                refused = self._refused(subject, action, user, rest | next(self.nothing)(name))
                told = [(reason.field, reason.sentence) for reason in refused.reasons]
                assert told == [(name, f"请填写“{label}”")], (action.name, name)
            for extra in ("state", "number", "serial_no", "id"):
                self._refused(subject, action, user, whole | {extra: "x"})
        assert snapshot(self.story.session, subject) == before, position

    def end(self, performed: set[tuple[str | None, str]]) -> None:  # noqa: ARG002
        """Every form was tried."""
        by_people = {
            (state.name, action.name)
            for state in self.workflow.states
            for action in state.actions
            if not set(action.by) & set(AUTOMATIC)
        }
        assert by_people - self.tried == set(), "never tried"

    def _refused(
        self, subject: Subject, action: Action, user: User, data: dict[str, Any]
    ) -> Refused:
        story = self.story
        with pytest.raises(Refused) as refused:
            story.engine.perform(
                story.session, subject, action.name, by=user, data=data, now=story.now
            )
        return refused.value
