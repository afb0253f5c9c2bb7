"""What a law over every position of every workflow is; `test_engine_laws` tells of the tour.

A law looks at a subject where it stands, tries what it likes, and leaves everything as it was.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from models import Subject, User
from tests.people import todays_rules
from tests.stories import Story
from workflow import history
from workflow.acts import Act
from workflow.deadlines import local_date
from workflow.recipients import RECIPIENTS
from workflow.rules import Action, State


class Law(ABC):
    """One law on the tour of one kind."""

    def __init__(self, story: Story, kind: str) -> None:
        self.story, self.kind = story, kind
        self.workflow = todays_rules().workflow(kind)

    @abstractmethod
    def at(self, position: str, subject: Any) -> None:
        """What holds here."""

    def end(self, performed: set[tuple[str | None, str]]) -> None:  # noqa: B027 (few look back)
        """What must have been seen on the way; `performed`: every (state, action) of an event."""

    def here(self, subject: Subject) -> State:
        """The state it stands in."""
        rules = self.story.engine.rules_of(self.story.session, subject)
        return rules.workflow(subject.kind).state(subject.state)

    def offered(self, subject: Subject, user: User | None) -> dict[str, str]:
        """What the user is offered now, and as which party."""
        story = self.story
        offers = story.engine.available(story.session, subject, user, story.now) if user else ()
        return {offer.action.name: offer.party for offer in offers}

    def doable(self, subject: Subject) -> Iterator[tuple[Action, User]]:
        """Each action that somebody is offered, and the first to whom it is."""
        users = self.story.county.users.values()
        offers = {user: self.offered(subject, user) for user in users}
        for action in self.here(subject).actions:
            for user, offered in offers.items():
                if action.name in offered:
                    yield action, user
                    break

    def told(self, subject: Subject, party: str) -> set[str]:
        """Who is told when an action notifies that party."""
        story = self.story
        action = Action("tell", "", ("office",), notify=(party,))
        rules = story.engine.rules_of(story.session, subject)
        today = local_date(story.now)
        act = Act(story.session, story.engine, rules, subject, action, None, story.now, today)
        names = {user.id: name for name, user in story.county.users.items()}
        return {names[user.id] for user in RECIPIENTS[party](act)}


class TheRowSaysItsState(Law):
    """Every state is reached; the row says what states.yaml says of it; its chain holds."""

    def __init__(self, story: Story, kind: str) -> None:
        super().__init__(story, kind)
        self.reached: set[str] = set()

    def at(self, position: str, subject: Any) -> None:
        """The state, who is waited for, who sees it, when it is due."""
        state = self.workflow.state(subject.state)
        assert position == state.name or position not in {s.name for s in self.workflow.states}
        assert subject.waits_for == state.waits_for
        assert subject.private == state.private
        assert (subject.closed_at is not None) == state.settled
        assert (subject.due_on is not None) == bool(state.within)
        assert (subject.due_detail is not None) == bool(state.within)
        chain = history.chain_of(self.story.session, subject.id)
        assert list(history.verify(chain)) == []
        self.reached.add(state.name)

    def end(self, performed: set[tuple[str | None, str]]) -> None:  # noqa: ARG002
        """No state is out of reach."""
        assert self.reached == {state.name for state in self.workflow.states}
