"""The law of the lists: what they say in SQL is what `workflow.parties` says in Python."""

from __future__ import annotations

from typing import Any

from models import Proposal, Publication, Subject, User
from models.queries.desk import Wish, find_cases
from models.queries.evaluations import round_evaluations
from models.queries.visibility import find_visible
from tests.databases import on_sqlite
from tests.laws.positions import Law
from tests.people import todays_rules
from tests.stories import Story
from workflow.acts import case_of
from workflow.deadlines import local_date
from workflow.parties import parties_of, roles_of

SEES = {role.name: role.sees for role in todays_rules().roles}


class WhoStandsInARelationFindsTheCase(Law):
    """Of everybody, always: he finds it in his lists, and nobody else does."""

    def __init__(self, story: Story, kind: str) -> None:
        super().__init__(story, kind)
        self.place = 0

    def at(self, position: str, subject: Any) -> None:
        """Who sees it, and whose desk it lies on."""
        self.story.session.flush()
        for name, user in self._asked(subject):
            told = position, name
            assert self._is_visible(user, subject) is self._may_see(user, subject), told
            assert self._is_waiting(user, subject) is self._is_awaited(user, subject), told
        self.place += 1

    def _asked(self, subject: Subject) -> list[tuple[str, User]]:
        """Of those who hold the same roles and stand alike, one, another in every position.

        The slower PostgreSQL asks a third of them, in turn.
        """
        story, case = self.story, case_of(subject) or subject
        today = local_date(story.now)
        alike: dict[object, list[tuple[str, User]]] = {}
        for name, user in story.county.users.items():
            standing = (*parties_of(user, subject, today), "/", *parties_of(user, case, today))
            roles = frozenset((grant.role, grant.unit_id, grant.group_id) for grant in user.grants)
            alike.setdefault((user.active, roles, standing), []).append((name, user))
        some = [group[self.place % len(group)] for group in alike.values()]
        return some if on_sqlite(story.session) else some[self.place % 3 :: 3]

    def _standing(self, user: User, subject: Subject) -> set[str]:
        return set(parties_of(user, subject, local_date(self.story.now)))

    def _is_waiting(self, user: User, subject: Subject) -> bool:
        wish = Wish(group="waiting", today=local_date(self.story.now), limit=500)
        found = find_cases(self.story.session, user, SEES, wish)
        return subject.id in {one.id for one in found}

    def _is_awaited(self, user: User, subject: Subject) -> bool:
        party = self.workflow.state(subject.state).waits_for
        if party == "group_leader" and user.person_id == subject.author_id:
            return False  # a leader never reviews his own
        if party == "proposer" and user.person_id in self._evaluated(subject):
            # Read from paper he may object to it, but nothing is asked of him any more.
            return False
        if isinstance(subject, Proposal) and party in {"lead_unit", "co_unit", "unit"}:
            return False  # in the hands of units it stands in their lists as its tasks
        return party in self._standing(user, subject)

    def _evaluated(self, subject: Subject) -> set[int]:
        if isinstance(subject, Publication):
            return {one.person_id for one in subject.agreements}
        if not isinstance(subject, Proposal):
            return set()
        return {one.person_id for one in round_evaluations(self.story.session, subject)}

    def _is_visible(self, user: User, subject: Subject) -> bool:
        today = local_date(self.story.now)
        return find_visible(self.story.session, user, subject.id, today, SEES) is not None

    def _may_see(self, user: User, subject: Subject) -> bool:
        standing = self._standing(user, subject)
        if (case := case_of(subject)) is not None:
            standing |= self._standing(user, case)  # units of one case
            units = {grant.unit_id for grant in user.grants if SEES[grant.role] == "assigned"}
            # Whoever handled an earlier round goes on seeing what becomes of it.
            standing |= {"unit" for one in case.tasks if one.unit_id in units and not one.released}
        if subject.private:
            return bool(standing & {"author", "cosigner", "proposer"})
        today = local_date(self.story.now)
        oversees = any(SEES[role] == "all" for role in roles_of(user, today))
        return user.active and (bool(standing) or oversees)
