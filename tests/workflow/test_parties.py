"""Parties: relations to one subject, not roles."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import Grant
from tests.stories import ONCE, Story
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.parties import AUTOMATIC, PARTIES, parties_of

#: no database decides any of this
pytestmark = ONCE


def parties(story: Story, name: str, subject: object) -> set[str]:
    return set(parties_of(story.county[name], subject, local_date(story.now)))  # type: ignore[arg-type]


def test_relations_to_a_proposal_in_handling(story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "handling")
    story.session.refresh(case)
    lead, co = case.tasks
    expected = {
        "author": {"author", "proposer"},
        "ally": {"proposer", "joint_signer"},
        "former": set(),
        "stranger": set(),
        "leader": {"group_leader"},
        "leader_member": {"group_leader"},
        "other_leader": set(),
        "office": {"office"},
        "clerk": {"office"},
        "unit_a": {"lead_unit"},
        "unit_b": {"co_unit"},
        "unit_c": set(),
        "auditor": set(),
        "admin": set(),
        "retired": set(),
    }
    for name, relations in expected.items():
        assert parties(story, name, case) == relations, name
    assert parties(story, "unit_a", lead) == {"lead_unit", "unit"}
    assert parties(story, "unit_a", co) == set()
    assert parties(story, "unit_b", co) == {"co_unit", "unit"}
    assert parties(story, "author", co) == {"author", "proposer"}


def test_nobody_stands_in_an_automatic_relation(story: Story) -> None:
    assert not set(AUTOMATIC) & set(PARTIES)
    assert parties_of(None, story.propose(), local_date(story.now)) == []


def test_who_declined_or_lapsed_has_no_part(story: Story) -> None:
    draft = story.propose()
    seats = [story.county.seat(name) for name in ("ally", "former", "stranger")]
    story.do(draft, "invite", cosigners=seats)
    assert parties(story, "ally", draft) == {"cosigner"}
    story.do(draft, "sign", by="ally")
    story.do(draft, "decline", by="former")
    story.do(draft, "end_invitations")
    assert parties(story, "ally", draft) == {"proposer", "joint_signer"}
    for name in ("former", "stranger"):
        assert parties(story, name, draft) == set()


def test_a_grant_counts_on_its_days_only(story: Story) -> None:
    today = local_date(story.now)
    case = story.reach("proposal", "submitted")
    for first, last, counts in (
        (None, None, True),
        (today, today, True),
        (None, today - timedelta(days=1), False),
        (today + timedelta(days=1), None, False),
    ):
        grant = Grant(role="office", valid_from=first, valid_to=last)
        story.county.join(f"o{first}{last}", "临时", grant)
        assert (parties(story, f"o{first}{last}", case) == {"office"}) is counts


def test_one_person_in_two_offices_acts_in_each(story: Story) -> None:
    both = story.county["leader_member"]
    own = story.propose(by="leader_member")
    assert parties(story, "leader_member", own) == {"author", "proposer", "group_leader"}
    case = story.reach("proposal", "group_review")
    assert story.do(case, "endorse", by=both).party == "group_leader"


def test_a_released_unit_has_no_part_in_the_case(story: Story) -> None:
    task = story.reach("handling_task", "released")
    assert parties(story, "unit_a", task.proposal) == set()
    assert parties(story, "unit_c", task.proposal) == {"lead_unit"}


def test_a_unit_of_round_one_has_no_part_in_round_two(story: Story) -> None:
    story.mode = "lead_co"
    case = story.reach("proposal", "rehandling")
    story.session.refresh(case)
    assert parties(story, "unit_a", case) == {"lead_unit"}
    assert parties(story, "unit_b", case) == set()


def test_a_member_who_left_his_seat_keeps_his_own_cases_only(story: Story) -> None:
    draft = story.reach("proposal", "drafting")
    story.county.members["ally"].status = "left"
    story.session.flush()
    with pytest.raises(Refused) as refused:
        story.do(draft, "invite", cosigners=[story.county.seat("ally")])
    assert refused.value.reasons[0].field == "cosigners"
    assert parties(story, "author", draft) == {"author", "proposer"}


def test_the_group_of_a_case_stays_when_the_author_changes_his(story: Story) -> None:
    case = story.reach("proposal", "group_review")
    story.county.members["author"].group_id = story.county.other_group.id
    story.session.flush()
    assert parties(story, "leader", case) == {"group_leader"}
    assert parties(story, "other_leader", case) == set()
