"""Comments and bundles of `tests.stories`: sample forms, and turns taken in several steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models import Proposal
from models.queries import bundles
from models.queries.comments import open_comments
from tests.fillings import form
from tests.opinion_samples import ASIDES_OF_OPINIONS
from workflow.bundling import candidates

if TYPE_CHECKING:
    from tests.stories import Story

CONSENT = {"publish_consent": "full"}


def send(story: Story, by: str, **changed: Any) -> Proposal:
    """A draft of somebody's own, before the group."""
    joint, story.joint = story.joint, False
    draft = story.propose(by=by, **changed)
    story.joint = joint
    story.do(draft, "send_to_group", by=by)
    return draft


def another_draft_arrives(story: Story, _draft: Proposal) -> None:
    """阿依古丽 sends hers to the same group."""
    send(story, "ally", title="关于电梯维保的提案", suggestions=["每半年检查一次"])


def others(story: Story, draft: Proposal) -> list[Proposal]:
    """The other drafts of the same bundle."""
    item = bundles.item_of(story.session, draft.id)
    return [one.proposal for one in item.bundle.items if one is not item] if item else []


def collective_of(story: Story, draft: Proposal) -> Proposal:
    """The collective proposal that came of a draft's bundle."""
    story.session.expire_all()
    item = bundles.item_of(story.session, draft.id)
    assert item is not None
    assert item.bundle.collective is not None
    return item.bundle.collective


def others_join(story: Story, draft: Proposal) -> None:
    """Everybody else who is asked consents."""
    for one in others(story, draft):
        if one.state == "group_review":
            story.do(one, "join_bundle")


def others_decline(story: Story, draft: Proposal) -> None:
    """Nobody else consents."""
    for one in others(story, draft):
        story.do(one, "decline_bundle")
    story.session.expire_all()


def confirm(story: Story, collective: Proposal) -> None:
    """Everybody who has to reads the text and signs."""
    story.do(collective, "invite_bundled")
    for signature in [one for one in collective.signatures if one.decision == "pending"]:
        users = story.county.users.values()
        story.do(
            collective, "sign", by=next(u for u in users if u.person_id == signature.person_id)
        )


def hand_in(story: Story, collective: Proposal) -> None:
    """Confirmed by everybody, and submitted."""
    confirm(story, collective)
    story.do(collective, "submit")
    story.session.expire_all()


def bring_in_collective(story: Story, draft: Proposal) -> None:
    """The others join, and the collective proposal is submitted."""
    others_join(story, draft)
    hand_in(story, collective_of(story, draft))


def _goes(*actions: str) -> Callable[[Story, Proposal], None]:
    def turn(story: Story, draft: Proposal) -> None:
        for action in actions:
            story.do(collective_of(story, draft), action)
        story.session.expire_all()

    return turn


def begin_collective(story: Story) -> Proposal:
    """A collective proposal just put together from two drafts."""
    draft = send(story, "author")
    another_draft_arrives(story, draft)
    story.do(draft, "propose_bundle")
    story.do(draft, "join_bundle")
    others_join(story, draft)
    return collective_of(story, draft)


def change_once_returned(story: Story, collective: Proposal) -> None:
    """Submitted, sent back, and changed: the names have to be asked for anew."""
    hand_in(story, collective)
    story.do(collective, "send_back")
    story.do(collective, "write")


TURNS: dict[str, Callable[[Story, Any], object]] = {
    "another_draft_arrives": another_draft_arrives,
    "others_decline": others_decline,
    "bring_in_collective": bring_in_collective,
    "file_collective": _goes("pass_first_examination", "file"),
    "collective_sent_back": _goes("send_back"),
    "collective_withdrawn": _goes("withdraw"),
    "change_once_returned": change_once_returned,
}
#: what else may become of a subject that stands there, by acts on others
ASIDES = {
    "bundling": ("others_decline",),
    "bundled": ("collective_sent_back", "collective_withdrawn"),
    **ASIDES_OF_OPINIONS,
}
WAYS_OF_DRAFTS: dict[str, tuple[str, str]] = {
    "group_review_commented": ("group_review", "comment_on_text"),
    "drafting_commented": ("group_review_commented", "suggest_changes"),
    "returned_commented": ("returned", "comment_on_text"),
    "group_review_met": ("group_review", "another_draft_arrives"),
    "group_review_asked": ("group_review_met", "propose_bundle"),
    "bundling": ("group_review_asked", "join_bundle"),
    "bundled": ("bundling", "bring_in_collective"),
    "absorbed": ("bundled", "file_collective"),
    "returned_bundled": ("drafting_bundled", "change_once_returned"),
}


def _comment(story: Story, subject: Any) -> dict[str, Any]:
    found = open_comments(story.session, subject.id)
    return {"text_comment": found[0].id, "comment_verdict": "taken"} if found else {}


BUNDLE_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("proposal", "comment_on_text"): form(
        comment_part="background",
        comment_quote="312 栋",
        comment_text="请写明是哪一年的数",
        comment_wording="截至 2025 年底 312 栋",
    ),
    ("proposal", "answer_comment"): _comment,
    ("proposal", "propose_bundle"): lambda story, draft: {
        "bundle_title": "关于老旧小区电梯的提案",
        "bundled_cases": [one.id for one in candidates(story.session, draft)],
    },
    ("proposal", "end_bundle"): form(reason="两件说的不是一回事"),
}
