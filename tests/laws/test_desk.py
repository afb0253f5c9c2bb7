"""What the lists say in SQL is what `workflow.parties` says in Python, of everybody, always."""

from __future__ import annotations

import pytest

from models import Proposal, Publication, Subject
from models.queries.desk import Wish, find_cases
from models.queries.evaluations import round_evaluations
from models.queries.visibility import find_visible
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
def test_what_waits_for_somebody_is_in_his_list_and_in_no_others(story: Story, kind: str) -> None:
    rules = todays_rules()
    story.mode = "lead_co"
    for position, subject in tour(story, kind):
        story.session.flush()
        today = local_date(story.now)
        party = rules.workflow(kind).state(subject.state).waits_for
        for name, user in story.county.users.items():
            wish = Wish(group="waiting", today=today, limit=500)
            found = {one.id for one in find_cases(story.session, user, SEES, wish)}
            standing = set(parties_of(user, subject, today))
            expected = waits_for_somebody(subject, party, standing)
            if party == "group_leader" and user.person_id == subject.author_id:
                expected = False  # a leader never reviews his own
            if party == "proposer" and user.person_id in _evaluated(story, subject):
                # Read from paper he may object to it, but nothing is asked of him any more.
                expected = False
            assert (subject.id in found) is expected, (position, name)


@pytest.mark.parametrize("kind", KINDS)
def test_who_stands_in_a_relation_to_a_case_sees_it_and_nobody_else(
    story: Story, kind: str
) -> None:
    for position, subject in tour(story, kind):
        story.session.flush()
        today = local_date(story.now)
        for name, user in story.county.users.items():
            standing = set(parties_of(user, subject, today))
            if (case := case_of(subject)) is not None:
                standing |= set(parties_of(user, case, today))  # units of one case
            oversees = any(SEES[role] == "all" for role in roles_of(user, today))
            if subject.private:
                expected = bool(standing & {"author", "cosigner", "proposer"})
            else:
                expected = user.active and (bool(standing) or oversees)
            found = find_visible(story.session, user, subject.id, today, SEES) is not None
            assert found is expected, (position, name, standing)
