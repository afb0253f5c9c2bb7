"""Publications in the stories: sample forms, and the ways that take several steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models import Publication
from models.queries.publications import publications_of
from tests.fillings import form
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from tests.stories import Story

PUBLIC = {
    "public_title": "关于加装老旧小区电梯的提案",
    "public_text": "【情况】\n老旧住宅楼没有电梯。\n【建议】\n1. 定出资比例",
    "public_reply": "【云岭县住房和城乡建设局的答复】\n已经办理。",
}
REASON = form(reason="内容还要再斟酌")
PUBLICATION_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("publication", "draft_public"): form(**PUBLIC),
    **{
        ("publication", action): REASON
        for action in (
            "propose_not_public", "withdraw_consent", "object_public", "send_back_public",
            "agree_not_public", "refuse_not_public", "ask_take_down", "agree_take_down",
            "take_down_to_revise", "refuse_take_down",
        )
    },
}  # fmt: skip


def close_the_case(story: Story, publication: Any) -> None:
    """Every proposer judges the reply, and is content."""
    story.evaluate(publication.parent)


def judge_badly(story: Story, publication: Any) -> None:
    """Every proposer judges the reply, and is not content: another round begins."""
    story.evaluate(publication.parent, result="dissatisfied", comment="问题还在")


def agree_first(story: Story, publication: Any) -> None:
    """The first proposer has no objection; whoever signed with him has not said anything yet."""
    story.do(publication, "agree_public", by="author")


def say_nothing_to_it(story: Story, publication: Any) -> None:
    """No proposer answers, and the time for it passes; the one for judging the reply does not."""
    story.pass_days((publication.due_on - local_date(story.now)).days + 1)


def begin(story: Story, _state: str) -> Publication:
    """A new case whose last letter is out."""
    case = story.reach("proposal", "replied")
    return publications_of(story.session, case.id)[-1]


WAYS: dict[str, Callable[[Story, Any], object]] = {
    "close_the_case": close_the_case,
    "judge_badly": judge_badly,
    "agree_first": agree_first,
    "say_nothing_to_it": say_nothing_to_it,
}
