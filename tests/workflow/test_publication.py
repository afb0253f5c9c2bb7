"""公开: only what every proposer and the unit allow, drafted by one, approved by another."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from models import Proposal, Publication, PublicPage
from models.queries.publications import page_of, publications_of
from tests.publishing import PUBLIC
from tests.stories import ONCE, Story
from workflow.engine import Refused
from workflow.parties import current_tasks
from workflow.publicity import PROPOSER, UNITS, UNSAID, proposed, publicity_of

pytestmark = ONCE


def answered(story: Story, publicity: str, **columns: Any) -> Proposal:
    """A case with these columns whose only letter is out."""
    case: Proposal = story.reach("proposal", "handling")
    for name, value in columns.items():
        setattr(case, name, value)
    story.session.refresh(case)
    for name, value in columns.items():
        setattr(case, name, value)
    for task in current_tasks(case):
        story.answer(task, publicity=publicity)
    story.session.flush()
    return case


@pytest.mark.parametrize(
    ("consent", "cosigner", "publicity", "scope", "why"),
    [
        ("full", None, "full", "full", ""),
        ("full", "summary", "full", "summary", ""),
        ("full", None, "summary", "summary", ""),
        ("summary", "full", "full", "summary", ""),
        ("none", "full", "full", "none", PROPOSER),
        ("full", "none", "full", "none", PROPOSER),
        ("full", None, "none", "none", UNITS),
        (None, None, "full", "none", UNSAID),
    ],
)
def test_the_strictest_of_all_counts(
    story: Story, consent: str | None, cosigner: str | None, publicity: str, scope: str, why: str
) -> None:
    story.joint = True
    case = story.reach("proposal", "handling")
    agreed = next(one for one in case.signatures if one.decision == "agreed")
    case.publish_consent, agreed.publish_consent = consent, cosigner
    story.session.flush()
    for task in current_tasks(case):
        story.session.refresh(task)
        story.answer(task, publicity=publicity)
    found = publicity_of(story.session, case)
    assert (found.scope, found.why) == (scope, why)
    begun = publications_of(story.session, case.id)
    assert [one.scope for one in begun] == ([] if scope == "none" else [scope])


def test_a_cosigner_says_for_himself_how_far_he_agrees(story: Story) -> None:
    draft = story.propose()
    story.do(draft, "invite", cosigners=[story.county.seat("ally")])
    story.do(draft, "sign", by="ally", publish_consent="summary")
    assert [one.publish_consent for one in draft.signatures] == ["summary"]


def test_nothing_is_public_before_the_proposer_has_judged_and_another_has_approved(
    story: Story,
) -> None:
    publication = story.reach("publication", "approving")
    case = publication.parent
    with pytest.raises(Refused, match="评价归档以后才能公开"):
        story.do(publication, "approve_public")
    assert story.session.scalar(select(func.count()).select_from(PublicPage)) == 0
    story.evaluate(case)
    with pytest.raises(Refused):
        story.do(publication, "approve_public", by="office")
    story.do(publication, "approve_public", by="head")
    page = page_of(story.session, publication.id)
    assert page is not None
    assert (page.title, page.text, page.reply) == tuple(PUBLIC.values())
    assert page.proposer == "段环莺（经济界）"
    assert publication.closed_at is not None, "nobody is waited for any more"


def test_whoever_drafted_it_does_not_approve_it(story: Story) -> None:
    from models import Grant

    story.county["head"].grants.append(Grant(role="office"))
    story.session.flush()
    publication = story.reach("publication", "drafting")
    story.do(publication, "draft_public", by="head")
    story.do(publication, "agree_public")
    story.evaluate(publication.parent)
    with pytest.raises(Refused, match="须由另一个人来做"):
        story.do(publication, "approve_public", by="head")


def test_an_objection_sends_it_back_and_everybody_is_asked_again(story: Story) -> None:
    story.joint = True
    publication = story.reach("publication", "agreed_once")
    story.do(publication, "object_public", by="ally")
    assert publication.state == "drafting"
    story.do(publication, "draft_public")
    assert publication.agreements == []
    for name in ("author", "ally"):
        assert publication.state == "commenting"
        story.do(publication, "agree_public", by=name)
    assert publication.state == "approving", "nobody is waited for who has answered"


def test_one_proposer_is_enough_to_keep_it_from_the_public_for_good(story: Story) -> None:
    story.joint = True
    publication = story.reach("publication", "agreed_once")
    story.do(publication, "withdraw_consent", by="ally")
    assert (publication.state, publication.refused_by) == ("not_public", "阿依古丽·艾力")
    case = publication.parent
    story.evaluate(case, result="dissatisfied", comment="问题还在")
    story.answer_every_task(case)
    assert publicity_of(story.session, case).why == PROPOSER
    assert len(publications_of(story.session, case.id)) == 1


def test_a_new_round_ends_what_was_prepared_and_begins_anew(story: Story) -> None:
    publication = story.reach("publication", "overtaken")
    case = publication.parent
    story.answer_every_task(case)
    first, second = publications_of(story.session, case.id)
    assert (first.state, second.state, second.round) == ("overtaken", "drafting", 2)
    assert second.number == f"{case.number}-公2"


def test_taking_down_needs_two_and_is_done_at_once(story: Story) -> None:
    publication = story.reach("publication", "published")
    story.do(publication, "ask_take_down", by="author")
    assert page_of(story.session, publication.id) is not None, "one alone hides nothing"
    assert publication.closed_at is None, "it is on a desk again"
    with pytest.raises(Refused):
        story.do(publication, "agree_take_down", by="author")
    story.do(publication, "take_down_to_revise", by="head")
    story.session.flush()
    assert page_of(story.session, publication.id) is None
    again = publications_of(story.session, publication.parent.id)[-1]
    assert (again.state, again.public_text) == ("drafting", PUBLIC["public_text"])


def test_the_first_draft_has_nothing_personal_and_a_summary_names_nobody(story: Story) -> None:
    case: Proposal = story.reach("proposal", "handling")
    case.background = "段环莺走访，户主张三，男，电话 13800138000。"
    story.session.flush()
    story.session.refresh(case)
    for task in current_tasks(case):
        story.answer(task, reply_body="已与段环莺委员面谈。联系人：王经办，0900-6600000。")
    publication: Publication = publications_of(story.session, case.id)[-1]
    whole = proposed(story.session, publication)
    for secret in ("张三", "13800138000", "王经办", "6600000"):
        assert secret not in f"{whole.text}{whole.reply}", secret
    assert "段环莺走访" in whole.text, "the proposer is named where he agrees to the whole text"
    publication.scope = "summary"
    short = proposed(story.session, publication)
    assert "段环莺" not in f"{short.title}{short.text}{short.reply}"
    assert "走访" not in short.text
