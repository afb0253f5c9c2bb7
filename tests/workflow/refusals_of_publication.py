"""How the conditions of publication come to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from tests.publishing import PUBLIC, close_the_case
from tests.stories import Story
from tests.workflow.refusing import Case, Cases


def _summary(story: Story) -> Iterator[Case]:
    publication = story.reach("publication", "drafting")
    publication.scope = "summary"
    says = "只同意公开摘要，不能照录全文：提案、答复的摘要各不超过 1000 字"
    yield Case(publication, "draft_public", says, PUBLIC | {"public_text": "长" * 1001}, PUBLIC)
    publication = story.reach("publication", "drafting")
    publication.scope = "summary"
    publication.parent.background = "这一段很长，" * 20
    says = "只同意公开摘要，不能照录全文：有一段照录了原文"
    copied = PUBLIC | {"public_text": f"摘要：{publication.parent.background}"}
    yield Case(publication, "draft_public", says, copied, PUBLIC)


def _said(story: Story) -> Iterator[Case]:
    story.joint = True
    publication = story.reach("publication", "agreed_once")
    says = "您已经表示没有意见"
    yield Case(publication, "agree_public", says, {}, {}, by="author", by_then="ally")


def _evaluating(story: Story) -> Iterator[Case]:
    publication = story.reach("publication", "approving")

    def mend() -> None:
        close_the_case(story, publication)

    says = "提案人还在评价答复，评价归档以后才能公开"
    yield Case(publication, "approve_public", says, {}, {}, mend=mend)


def _personal(story: Story) -> Iterator[Case]:
    publication = story.reach("publication", "approvable")
    publication.public_reply += "有事打 13800138000，找王经办，家住解放路12号。"
    says = (
        "公开稿里还有像个人信息的内容：电话号码、地址、人名。"
        "请退回修改；确实可以公开的，在说明里写明理由"
    )
    yield Case(publication, "approve_public", says, {}, {"note": "是公开的服务窗口"})


PUBLICATION: dict[str, Cases] = {
    "summary_kept": _summary,
    "not_yet_agreed_public": _said,
    "evaluation_over": _evaluating,
    "findings_explained": _personal,
}
