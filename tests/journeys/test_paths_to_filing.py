"""From the first word to the case number: every path of a member's own proposal."""

from __future__ import annotations

import pytest

from models import Proposal
from models.queries.history import events_of
from tests.stories import ONCE, Story
from workflow.deadlines import local_date
from workflow.engine import Refused

#: no database decides any of this
pytestmark = ONCE


def decisions(proposal: Proposal) -> dict[str, str]:
    return {s.name: s.decision for s in proposal.signatures}


def test_submitted_directly(story: Story) -> None:
    case = story.reach("proposal", "filed")
    told = [(event.action, event.party) for event in events_of(story.session, [case.id])]
    assert told == [
        ("open", "member"),
        ("submit", "author"),
        ("pass_first_examination", "office"),
        ("file", "office_head"),
    ], "no group and no cosigner has to agree to what a member hands in"
    assert (case.number, case.serial_no, case.group_outcome) == ("12-3-001", "2026-00001", None)


def test_cosigned_declined_and_lapsed(story: Story) -> None:
    draft = story.propose()
    seats = [story.county.seat(name) for name in ("ally", "former", "stranger")]
    story.do(draft, "invite", cosigners=seats)
    story.do(draft, "sign", by="ally", opinion="同意")
    story.do(draft, "decline", by="stranger")
    due = draft.due_on
    assert story.pass_days((due - local_date(story.now)).days) == []
    assert draft.state == "cosigning", "the last day is still in time"
    (event,) = story.pass_days(1)
    assert (event.action, event.party, event.actor_id) == ("lapse_invitations", "clock", None)
    assert draft.state == "drafting"
    assert decisions(draft) == {
        "阿依古丽·艾力": "agreed",
        "和志强": "lapsed",
        "𠮷田玉": "declined",
    }
    with pytest.raises(Refused):
        story.do(draft, "send_to_group", by="former", publish_consent="full")


def test_submitted_before_everybody_invited_has_answered(story: Story) -> None:
    draft = story.reach("proposal", "cosigning")
    story.do(draft, "end_invitations")
    story.do(draft, "submit")
    assert decisions(draft) == {"阿依古丽·艾力": "lapsed"}
    assert draft.state == "submitted"


def test_through_the_group_lapsed(story: Story) -> None:
    case = story.reach("proposal", "group_review")
    assert story.pass_days((case.due_on - local_date(story.now)).days) == []
    (event,) = story.pass_days(1)
    assert (event.action, event.party) == ("pass_unreviewed", "clock")
    assert (case.state, case.group_outcome) == ("submitted", "unreviewed")
    assert case.submitted_at == story.now


def test_through_the_group_endorsed_or_with_changes(story: Story) -> None:
    endorsed = story.reach("proposal", "group_review")
    story.do(endorsed, "endorse", opinion="事实清楚")
    assert (endorsed.group_outcome, endorsed.group_opinion) == ("endorsed", "事实清楚")
    advised = story.reach("proposal", "group_review")
    story.do(advised, "suggest_changes", opinion="请写明栋数")
    assert (advised.state, advised.group_outcome) == ("drafting", "changes")
    story.do(advised, "submit")
    assert (advised.state, advised.group_opinion) == ("submitted", "请写明栋数")
    impatient = story.reach("proposal", "group_review")
    story.do(impatient, "submit_unreviewed")
    assert (impatient.state, impatient.group_outcome) == ("submitted", "unreviewed")


def test_returned_and_resubmitted(story: Story) -> None:
    case = story.reach("proposal", "submitted")
    serial = case.serial_no
    story.do(case, "send_back")
    assert (case.state, case.private) == ("returned", False)
    story.reach("proposal", "submitted")
    story.do(case, "submit")
    assert case.serial_no == serial
    assert [version.no for version in case.versions] == [1, 2]


def test_not_filed_with_each_disposal(story: Story) -> None:
    """不予立案: told with ground and reason; what is passed on waits until it has gone."""
    for disposal, state in (
        ("opinion", "not_filed"),
        ("public_opinion", "not_filed"),
        ("revise", "not_filed_closed"),
        ("none", "not_filed_closed"),
    ):
        case = story.reach("proposal", "examining")
        with pytest.raises(Refused) as refused:
            story.do(case, "not_file", reason=None, disposal=disposal)
        assert [reason.field for reason in refused.value.reasons] == ["reason"]
        story.do(case, "not_file", disposal=disposal)
        assert (case.state, case.disposal, case.number) == (state, disposal, None), disposal
        if state == "not_filed":
            assert (case.waits_for, case.closed_at) == ("office", None)
            story.do(case, "record_disposal")
        assert (case.state, case.closed_at) == ("not_filed_closed", story.now), disposal
