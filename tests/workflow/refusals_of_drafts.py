"""How the conditions of comments and bundles come to refuse, and how they then hold."""

from __future__ import annotations

from collections.abc import Iterator

from models import Proposal
from models.queries.bundles import bundle_behind
from tests.bundling import another_draft_arrives, begin_collective, hand_in, send
from tests.stories import Story
from tests.workflow.refusing import Case, Cases


def _quote(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "group_review")
    for part, where in (("analysis", "分析"), ("suggestion_2", "建议第2条")):
        says = f"引用的文字在这一部分里找不到，请原样抄来：{where}"
        bad = {"comment_part": part, "comment_quote": "312 栋"}
        good = {"comment_part": "background", "comment_quote": "楼 312\n\n栋，都没有"}
        yield Case(case, "comment_on_text", says, bad, good)


def _unanswered(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "drafting_commented")
    story.do(case, "answer_comment")

    def mend() -> None:
        story.do(case, "send_to_group")
        story.do(case, "comment_on_text")
        story.do(case, "suggest_changes")

    says = "没有等您标明的批注"
    yield Case(case, "answer_comment", says, {}, {}, mend=mend)


def _nothing_else(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "group_review")

    def mend() -> None:
        another_draft_arrives(story, case)

    yield Case(case, "propose_bundle", "本组没有别的件在审核", {}, {}, mend=mend)


def _not_free(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "group_review_asked")
    send(story, "former", title="关于电梯补贴的提案")
    says = "本件正在征求合并的意见，或者本来就是集体提案"

    def mend() -> None:
        story.do(case, "decline_bundle")

    yield Case(case, "propose_bundle", says, {}, {}, mend=mend)


def _own(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "group_review")
    own = send(story, "leader_member", title="关于电梯安检的提案")
    says = "不能提议合并自己提出的件，请本组其他人提议：关于电梯安检的提案"
    chosen = {"bundled_cases": [own.id]}
    yield Case(case, "propose_bundle", says, chosen, chosen, by="leader_member", by_then="leader")


def _asked(action: str) -> Cases:
    def cases(story: Story) -> Iterator[Case]:
        case: Proposal = story.reach("proposal", "group_review")

        def mend() -> None:
            another_draft_arrives(story, case)
            story.do(case, "propose_bundle")

        yield Case(case, action, "没有人提议合并本件", {}, {}, mend=mend)

    return cases


def _nobody_to_ask(story: Story) -> Iterator[Case]:
    collective = begin_collective(story)
    story.do(collective, "invite_bundled")
    story.do(collective, "sign", by="leader_member")
    story.do(collective, "sign", by="ally")
    says = "没有需要请其确认的原提案人"

    def mend() -> None:
        story.do(collective, "write", background="改过以后的情况")

    yield Case(collective, "invite_bundled", says, {}, {}, mend=mend)


def _absorbed(story: Story) -> Iterator[Case]:
    collective = begin_collective(story)
    hand_in(story, collective)
    story.do(collective, "pass_first_examination")
    story.do(collective, "file")
    says = "本件并入了其他委员的提案，立案以后不能由一人撤案"

    def mend() -> None:
        bundle = bundle_behind(story.session, collective.id)
        for item in bundle.items if bundle else ():
            item.answer = "left"

    yield Case(collective, "withdraw", says, {}, {}, mend=mend)


DRAFTS: dict[str, Cases] = {
    "quote_occurs": _quote,
    "comment_unanswered": _unanswered,
    "others_in_review": _nothing_else,
    "free_to_bundle": _not_free,
    "not_own_drafts": _own,
    "asked_to_join": _asked("join_bundle"),
    "bundled_to_ask": _nobody_to_ask,
    "no_drafts_absorbed": _absorbed,
}
