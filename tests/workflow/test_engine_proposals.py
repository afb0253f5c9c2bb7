"""The proposal until it is assigned: cosigning, the group's advice, numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models import Grant, Notice, PlenarySession, Proposal
from models.queries.visibility import find_visible
from tests.people import CUTOFF, todays_rules
from tests.samples import TEXT
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Refused

pytestmark = ONCE

SEES = {role.name: role.sees for role in todays_rules().roles}


def sentences(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.sentence for reason in refused.value.reasons]


def decisions(proposal: Proposal) -> dict[str, str]:
    return {s.name: s.decision for s in proposal.signatures}


# ── cosigning ───────────────────────────────────────────────────────────────


def test_a_changed_text_voids_the_signatures_under_it(story: Story) -> None:
    story.joint = True
    draft = story.propose()
    story.do(draft, "write", title=draft.title, publish_consent="full")
    assert decisions(draft)["阿依古丽·艾力"] == "agreed"
    for part, changed in (
        ("title", "换了案由的提案"),
        ("background", "情况变了"),
        ("analysis", "原因变了"),
        ("suggestions", [*TEXT["suggestions"], "再加一条"]),
    ):
        other = story.propose()
        event = story.do(other, "write", **{part: changed})
        assert decisions(other)["阿依古丽·艾力"] == "void", part
        assert decisions(other)["和志强"] == "lapsed"
        assert history.body(event)["noted"] == {"text_changed": True}


def test_who_has_signed_what_was_changed_is_invited_anew(story: Story) -> None:
    story.joint = True
    draft = story.propose()
    story.do(draft, "write", background="重写")
    story.do(draft, "invite", cosigners=[story.county.seat("ally")])
    assert decisions(draft)["阿依古丽·艾力"] == "pending"
    story.do(draft, "sign", by="ally")
    assert (draft.state, len(draft.signatures)) == ("drafting", 2)


# ── the liaison group ───────────────────────────────────────────────────────


def test_a_group_with_no_other_reviewer_is_not_asked(story: Story) -> None:
    own = story.propose(by="leader_member")
    story.county["leader"].active = False
    story.session.flush()
    with pytest.raises(Refused) as refused:
        story.do(own, "send_to_group", by="leader_member")
    assert sentences(refused) == ["本联络组除您以外没有可以审核的人，请直接提交"]


# ── drafts ──────────────────────────────────────────────────────────────────


def test_a_draft_is_seen_by_its_author_and_those_invited_only(story: Story) -> None:
    story.joint = True
    draft = story.propose()
    story.do(draft, "invite", cosigners=[story.county.seat("stranger")])
    discarded = story.reach("proposal", "discarded")
    today = local_date(story.now)
    for name, user in story.county.users.items():
        sees = find_visible(story.session, user, draft.id, today, SEES) is not None
        assert sees == (name in {"author", "ally", "stranger"}), name
        gone = find_visible(story.session, user, discarded.id, today, SEES) is not None
        assert not gone or name in {"author", "ally"}, name


def test_nobody_hears_of_a_discarded_draft(story: Story) -> None:
    draft = story.propose()
    told = story.session.query(Notice).count()
    story.do(draft, "discard")
    assert story.session.query(Notice).count() == told
    assert (draft.closed_at, draft.serial_no) == (story.now, None)


# ── numbers ─────────────────────────────────────────────────────────────────


def test_the_cut_off_instant_itself_is_still_in_session(story: Story) -> None:
    story.session.flush()
    filed = []
    for moment, in_session in (
        (CUTOFF - timedelta(microseconds=1), True),
        (CUTOFF, True),
        (CUTOFF + timedelta(microseconds=1), False),
        (CUTOFF + timedelta(days=90), False),
        (CUTOFF - timedelta(days=1), True),
    ):
        story.now = moment - 2 * story.pace
        case = story.propose()
        story.do(case, "submit")
        assert case.submitted_at == moment
        assert case.in_session is in_session
        story.do(case, "pass_first_examination")
        story.do(case, "file")
        filed.append(case.number)
    assert filed == ["12-3-001", "12-3-002", "12-3-平001", "12-3-平002", "12-3-003"]


def test_each_session_counts_from_one(story: Story) -> None:
    first = story.reach("proposal", "filed")
    plenary = PlenarySession(
        term=story.county.term,
        no=4,
        opens=datetime(2027, 1, 12, tzinfo=UTC).date(),
        closes=datetime(2027, 1, 15, tzinfo=UTC).date(),
        collection_from=datetime(2026, 11, 1, tzinfo=UTC).date(),
        cutoff_at=datetime(2027, 1, 13, 10, tzinfo=UTC),
        parameters={},
    )
    story.session.add(plenary)
    story.now = datetime(2026, 11, 2, 2, tzinfo=UTC)
    second = story.reach("proposal", "filed")
    story.now = datetime(2027, 1, 13, 11, tzinfo=UTC)
    third = story.reach("proposal", "filed")
    numbers = [first.number, second.number, third.number]
    assert numbers == ["12-3-001", "12-4-001", "12-4-平001"]
    assert [case.serial_no for case in (first, second, third)] == [
        "2026-00001",
        "2026-00002",
        "2027-00001",
    ]


def test_a_role_that_has_ended_opens_no_door(story: Story) -> None:
    case = story.reach("proposal", "examining")
    yesterday = local_date(story.now) - timedelta(days=1)
    gone = story.county.join("gone", "前主任", Grant(role="office_head", valid_to=yesterday))
    coming = story.county.join(
        "coming", "新主任", Grant(role="office_head", valid_from=yesterday + timedelta(days=2))
    )
    for user in (gone, coming):
        assert story.engine.available(story.session, case, user, story.now) == []
        with pytest.raises(Refused):
            story.do(case, "file", by=user)
    story.now += timedelta(days=1)
    story.do(case, "file", by=coming)
