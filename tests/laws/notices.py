"""Laws over who is told: those who stand in the relation, each once, and not who acts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from models import Notice, Outbox, Subject
from tests.laws.positions import Law
from tests.laws.silence import BY_CASE, SILENT
from tests.laws.undoing import undone
from tests.stories import Story
from workflow.deadlines import local_date
from workflow.parties import PARTIES, parties_of


class WhoStandsInARelationIsTold(Law):
    """To notify a party reaches those who stand in that relation, and nobody else."""

    def __init__(self, story: Story, kind: str) -> None:
        super().__init__(story, kind)
        self.seen: set[str] = set()

    def at(self, position: str, subject: Any) -> None:
        """Every party."""
        for party in PARTIES:
            if (self.kind, party) in SILENT:
                continue
            # A unit's work concerns every unit of the case: the notice goes by the proposal.
            case = subject.proposal if (self.kind, party) in BY_CASE else subject
            standing, told = self._standing(case, party), self.told(subject, party)
            if party == "cosigner" and not standing:
                # Who did not answer in time is told that the invitation lapsed.
                assert told <= {"former"}
                continue
            assert told == standing, (position, party)
            self.seen |= {party} if standing else set()

    def end(self, performed: set[tuple[str | None, str]]) -> None:  # noqa: ARG002
        """Somebody stood in every relation."""
        silent = {party for a_kind, party in SILENT if a_kind == self.kind}
        assert self.seen == set(PARTIES) - silent

    def _standing(self, subject: Subject, party: str) -> set[str]:
        today = local_date(self.story.now)
        return {
            name
            for name, user in self.story.county.users.items()
            if party in parties_of(user, subject, today)
        }


class ANoticeGoesToEachOnce(Law):
    """A notice goes to each concerned once, by letter too, and never to who acts."""

    def at(self, position: str, subject: Any) -> None:
        """Every action that somebody is offered, done and undone."""
        story, session = self.story, self.story.session
        for action, user in self.doable(subject):
            # What follows by itself may part cases: who stood there before is told of it too.
            stood = set().union(*(self.told(subject, p) for p in action.notify))
            with undone(session):
                event = story.do(subject, action.name, by=user)
                told = session.scalars(select(Notice.user_id).where(Notice.event_id == event.id))
                names = {u.id: n for n, u in story.county.users.items()}
                readers = [names[number] for number in told]
                assert len(readers) == len(set(readers))
                assert names[user.id] not in readers
                assert "retired" not in readers
                due = set().union(*(self.told(subject, p) for p in action.notify))
                assert due - {names[user.id]} <= set(readers), (position, action.name)
                assert set(readers) <= due | stood, (position, action.name)
                sent = (
                    select(func.count())
                    .select_from(Outbox)
                    .where(Outbox.key.like(f"notice-{event.hash[:24]}-%"))
                )
                assert session.scalar(sent) == len(readers)
