"""Comments on the text: where they stand, with which version, and what the author makes of them."""

from __future__ import annotations

from models.queries.comments import comments_of
from tests.stories import ONCE, Story
from workflow.sealing import reads_comments, visible_versions

pytestmark = ONCE


def test_a_comment_is_kept_with_the_version_that_was_read(story: Story) -> None:
    draft = story.reach("proposal", "group_review_commented")
    (comment,) = comments_of(story.session, draft.id)
    assert (comment.part, comment.quote, comment.party) == ("background", "312 栋", "group_leader")
    assert comment.version is draft.versions[-1]
    assert comment.version.action == "send_to_group"
    story.do(draft, "suggest_changes")
    story.do(draft, "write", background="截至 2025 年底 312 栋住宅楼没有电梯。")
    assert draft.versions[-1].action == "write", "what others have read is kept at every change"
    assert draft.versions[-1].working, "and is the proposers' own until it is sent"
    story.do(draft, "answer_comment", note="已经写明")
    assert (comment.verdict, comment.note) == ("taken", "已经写明")
    assert comment.version.no == 1
    story.do(draft, "submit")
    assert [(one.action, one.working) for one in draft.versions] == [
        ("send_to_group", False), ("write", True), ("submit", False),
    ]  # fmt: skip
    assert [one.made_by for one in draft.versions] == ["段环莺"] * 3


def test_what_nobody_else_has_read_is_not_kept(story: Story) -> None:
    draft = story.propose()
    story.do(draft, "write", background="改了又改")
    assert draft.versions == []
    invited = story.reach("proposal", "cosigning")
    story.do(invited, "comment_on_text")
    (version,) = invited.versions
    assert (version.action, version.working) == ("comment_on_text", True)
    story.do(invited, "comment_on_text", comment_quote=None)
    assert invited.versions == [version], "the same text is not kept twice"


def test_units_read_what_came_before_the_office_and_no_comment(story: Story) -> None:
    draft = story.reach("proposal", "drafting_commented")
    story.do(draft, "write", background="截至 2025 年底 312 栋住宅楼没有电梯。")
    story.do(draft, "submit")
    story.do(draft, "send_back")
    story.do(draft, "comment_on_text", by="office", comment_quote="住宅楼")
    story.do(draft, "write", background="截至 2025 年底 312 栋住宅楼没有电梯，住着 9000 户。")
    for action in ("submit", "pass_first_examination", "file", "assign"):
        story.do(draft, action)
    story.session.refresh(draft)
    today = story.now.date()

    def read(who: str) -> list[int]:
        user = story.county[who]
        found = visible_versions(story.engine, story.session, user, draft, today)
        return [version.no for version in found]

    assert [one.action for one in draft.versions] == [
        "send_to_group", "write", "submit", "write", "submit",
    ]  # fmt: skip
    assert read("author") == [1, 2, 3, 4, 5]
    assert read("leader") == read("office") == read("auditor") == [1, 3, 4, 5]
    assert read("unit_a") == read("boss_a") == [3, 4, 5]
    readers = {name for name, user in story.county.users.items()
               if reads_comments(user, draft, today)}  # fmt: skip
    assert readers == {"author", "leader", "leader_member", "office", "clerk", "head", "auditor"}
