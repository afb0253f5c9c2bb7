"""What the lists say in SQL is what `workflow.parties` says in Python, of everybody, always."""

from __future__ import annotations

import pytest

from models import Proposal, Publication, Subject, User
from models.queries.desk import Wish, find_cases
from models.queries.evaluations import round_evaluations
from models.queries.visibility import find_visible
from tests.databases import on_sqlite
from tests.people import todays_rules
from tests.stories import CAME_FROM, Story
from tests.tours import tour
from workflow.acts import case_of
from workflow.deadlines import local_date
from workflow.parties import parties_of, roles_of

KINDS = tuple(CAME_FROM)
SEES = {role.name: role.sees for role in todays_rules().roles}


def waits_for_somebody(subject: Subject, party: str | None, standing: set[str]) -> bool:
    """A case in the hands of units stands in their lists as its tasks."""
    by_its_tasks = isinstance(subject, Proposal) and party in {"lead_unit", "co_unit", "unit"}
    return party in standing and not by_its_tasks


def _evaluated(story: Story, subject: Subject) -> set[int]:
    if isinstance(subject, Publication):
        return {one.person_id for one in subject.agreements}
    if not isinstance(subject, Proposal):
        return set()
    return {one.person_id for one in round_evaluations(story.session, subject)}


@pytest.mark.parametrize("kind", KINDS)
def test_who_stands_in_a_relation_to_a_case_finds_it_and_nobody_else(
    story: Story, kind: str
) -> None:
    story.mode = "lead_co"
    for place, (position, subject) in enumerate(tour(story, kind)):
        story.session.flush()
        for name, user in _asked(story, subject, place):
            told = position, name
            assert _is_visible(story, user, subject) is _may_see(story, user, subject), told
            assert _is_waiting(story, user, subject) is _is_awaited(story, user, subject), told


def _asked(story: Story, subject: Subject, place: int) -> list[tuple[str, User]]:
    """Of those who hold the same roles and stand alike, one, another in every position.

    The slower PostgreSQL asks a third of them, in turn.
    """
    today, case = local_date(story.now), case_of(subject) or subject
    alike: dict[object, list[tuple[str, User]]] = {}
    for name, user in story.county.users.items():
        standing = (*parties_of(user, subject, today), "/", *parties_of(user, case, today))
        roles = frozenset((grant.role, grant.unit_id, grant.group_id) for grant in user.grants)
        alike.setdefault((user.active, roles, standing), []).append((name, user))
    some = [group[place % len(group)] for group in alike.values()]
    return some if on_sqlite(story.session) else some[place % 3 :: 3]


def _standing(story: Story, user: User, subject: Subject) -> set[str]:
    return set(parties_of(user, subject, local_date(story.now)))


def _is_waiting(story: Story, user: User, subject: Subject) -> bool:
    wish = Wish(group="waiting", today=local_date(story.now), limit=500)
    return subject.id in {one.id for one in find_cases(story.session, user, SEES, wish)}


def _is_awaited(story: Story, user: User, subject: Subject) -> bool:
    party = todays_rules().workflow(subject.kind).state(subject.state).waits_for
    if party == "group_leader" and user.person_id == subject.author_id:
        return False  # a leader never reviews his own
    if party == "proposer" and user.person_id in _evaluated(story, subject):
        # Read from paper he may object to it, but nothing is asked of him any more.
        return False
    return waits_for_somebody(subject, party, _standing(story, user, subject))


def _is_visible(story: Story, user: User, subject: Subject) -> bool:
    today = local_date(story.now)
    return find_visible(story.session, user, subject.id, today, SEES) is not None


def _may_see(story: Story, user: User, subject: Subject) -> bool:
    standing = _standing(story, user, subject)
    if (case := case_of(subject)) is not None:
        standing |= _standing(story, user, case)  # units of one case
        units = {grant.unit_id for grant in user.grants if SEES[grant.role] == "assigned"}
        # Whoever handled an earlier round goes on seeing what becomes of it.
        standing |= {"unit" for one in case.tasks if one.unit_id in units and not one.released}
    if subject.private:
        return bool(standing & {"author", "cosigner", "proposer"})
    oversees = any(SEES[role] == "all" for role in roles_of(user, local_date(story.now)))
    return user.active and (bool(standing) or oversees)
