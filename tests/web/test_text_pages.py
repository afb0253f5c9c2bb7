"""Comments, versions and bundles on their pages."""

from __future__ import annotations

import pytest

from models import Proposal
from tests.bundling import collective_of
from tests.pages import Visit
from tests.stories import ONCE, Story

pytestmark = ONCE


@pytest.fixture
def commented(story: Story) -> Proposal:
    """A draft that the group has commented on, rewritten and in handling."""
    draft: Proposal = story.reach("proposal", "drafting_commented")
    story.do(
        draft,
        "write",
        background="截至 2025 年底 312 栋住宅楼没有电梯。",
        suggestions=["先做调查", "定出资比例", "设一个窗口办手续"],
    )
    for action in ("submit", "pass_first_examination", "file", "assign"):
        story.do(draft, action)
    story.session.commit()
    return draft


def test_a_quote_that_is_not_there_is_refused_and_nothing_typed_is_lost(
    visit: Visit, story: Story
) -> None:
    draft = story.reach("proposal", "group_review")
    story.session.commit()
    address = f"/cases/{draft.id}/comment_on_text"
    form = visit["leader"].get(address)
    assert "全县二十年以上的住宅楼 312 栋" in form.text, "the text stands beside the form"
    typed = {"comment_part": "suggestion_1", "comment_quote": "不在里面", "comment_text": "请写明"}
    page = visit["leader"].send(address, typed, status=422)
    assert "引用的文字在这一部分里找不到，请原样抄来：建议第1条" in page.text
    assert page.one("#comment_text").get_text().strip() == "请写明"
    visit["leader"].send(address, typed | {"comment_quote": "出资比例"})
    for who in ("author", "leader", "office"):
        found = visit[who].get(f"/cases/{draft.id}").one("#comments")
        assert "出资比例" in found.get_text(), who
        assert "建议第 1 条" in found.get_text()
    visit["supervisor"].get(f"/cases/{draft.id}")
    assert "请写明" not in visit["supervisor"].get(f"/cases/{draft.id}").text


def test_the_comments_stand_beside_the_text_that_is_rewritten(visit: Visit, story: Story) -> None:
    draft = story.reach("proposal", "drafting_commented")
    story.session.commit()
    form = visit["author"].get(f"/cases/{draft.id}/write")
    beside = form.one(".act-side").get_text()
    for words in ("批注：情况", "312 栋", "请写明是哪一年的数", "截至 2025 年底 312 栋"):
        assert words in beside


def test_two_versions_stand_one_in_the_other(visit: Visit, commented: Proposal) -> None:
    address = f"/cases/{commented.id}/versions"
    assert address in visit["author"].get(f"/cases/{commented.id}").links
    page = visit["author"].get(f"{address}?old=1&new=2")
    assert page.h1 == "文本各稿"
    assert commented.versions[0].sha256[:12] in page.text
    parts = {tag.h3.get_text().strip(): tag for tag in page.soup.select(".matter > section")}
    assert "没有改动" in next(name for name in parts if name.startswith("分析"))
    assert [tag.get_text() for tag in parts["建议第 1 条"].select("ins")] == ["先做调查"]
    assert any(name.startswith("建议第 2 条 没有改动") for name in parts), (
        "what moved down is the same"
    )
    assert parts["情况"].select("del")
    assert "文字没有改动" in visit["author"].get(f"{address}?old=2&new=3").text
    assert visit["author"].get(f"{address}?old=77&new=x").h1 == "文本各稿"


def test_a_unit_sees_no_early_version_and_no_comment(visit: Visit, commented: Proposal) -> None:
    case = visit["unit_a"].get(f"/cases/{commented.id}")
    page = visit["unit_a"].get(f"/cases/{commented.id}/versions")
    assert len(page.soup.select(".version-list tbody tr")) == 1
    for words in ("全县二十年以上", "请写明是哪一年的数"):
        assert words not in page.text + case.text
    assert len(visit["leader"].get(f"/cases/{commented.id}/versions").soup.select("tbody tr")) == 2
    visit["unit_c"].get(f"/cases/{commented.id}/versions", 404)


def test_a_bundle_shows_who_has_answered_and_leads_to_what_came_of_it(
    visit: Visit, story: Story
) -> None:
    draft = story.reach("proposal", "group_review_met")
    story.session.commit()
    form = visit["leader"].get(f"/cases/{draft.id}/propose_bundle")
    (box,) = form.soup.select('input[name="bundled_cases"]')
    data = {"bundle_title": "关于老旧小区电梯的提案", "bundled_cases": str(box["value"])}
    visit["leader"].send(f"/cases/{draft.id}/propose_bundle", data)
    page = visit["author"].get(f"/cases/{draft.id}")
    asked = page.one("#bundle").get_text()
    for words in ("关于电梯维保的提案", "阿依古丽·艾力", "还没有答复", "李文斌"):
        assert words in asked
    assert f"/cases/{box['value']}" not in page.links, "another member's draft is not his to read"
    visit["author"].send(f"/cases/{draft.id}/join_bundle", {})
    visit["ally"].send(f"/cases/{box['value']}/join_bundle", {})
    number = collective_of(story, draft).id
    story.session.commit()
    mine = visit["author"].get(f"/cases/{draft.id}")
    assert f"/cases/{number}" in mine.links
    text = visit["author"].get(f"/cases/{number}")
    assert "由这些提案合并而成" in text.text
    visit["leader"].get(f"/cases/{number}", 404)
