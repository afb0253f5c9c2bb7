"""The page of the versions and deliveries of a reply, and one letter for each proposer."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from models import HandlingTask
from tests.pages import Visit
from tests.stories import ONCE, Story

pytestmark = ONCE


def pdf(visit: Visit, who: str, address: str) -> str:
    answer = visit[who].client.get(address)
    assert answer.status_code == 200
    with pdfplumber.open(io.BytesIO(answer.data)) as document:
        return "".join(page.extract_text() for page in document.pages)


@pytest.fixture
def issued(story: Story) -> HandlingTask:
    """A joint case whose draft was changed, sent back once, and issued."""
    story.joint = True
    task: HandlingTask = story.reach("handling_task", "heard")
    story.do(task, "draft_reply", reply_body="第一稿：尽快办理。")
    story.do(task, "return_draft", reason="“尽快”要写明时间")
    story.send_reply(task, reply_body="第一稿：年底以前办理。")
    story.do(task, "approve_reply")
    story.session.commit()
    return task


def test_the_versions_stand_side_by_side_for_those_inside(
    visit: Visit, issued: HandlingTask
) -> None:
    address = f"/cases/{issued.proposal_id}/replies"
    page = visit["unit_a"].get(address)
    assert [tag.get_text() for tag in page.soup.select(".version h3")] == [
        "第 3 稿 已送提案人", "第 2 稿 退回重拟", "第 1 稿 征求提案人意见",
    ]  # fmt: skip
    newest = page.soup.select(".version")[0]
    assert [tag.get_text() for tag in newest.select("del")] == ["尽快"]
    assert [tag.get_text() for tag in newest.select("ins")] == ["年底以前"]
    assert "核稿a退回：“尽快”要写明时间" in page.text
    assert "段环莺：没有意见" in page.text
    assert "拟稿：经办a" in page.text
    assert (
        address in page.links
        or address in visit["unit_a"].get(f"/cases/{issued.proposal_id}").links
    )


def test_a_proposer_reads_his_letter_and_no_draft(visit: Visit, issued: HandlingTask) -> None:
    page = visit["author"].get(f"/cases/{issued.proposal_id}/replies")
    assert "年底以前办理" in page.text
    for inside in ("尽快", "退回", "经办a", "核稿a", "阿依古丽"):
        assert inside not in page.text
    visit["unit_c"].get(f"/cases/{issued.proposal_id}/replies", 404)


def test_a_draft_waits_on_the_members_own_page(visit: Visit, story: Story) -> None:
    task = story.reach("handling_task", "hearing")
    story.session.commit()
    home = visit["author"].get("/member")
    assert f"/cases/{task.proposal_id}#task-{task.id}" in home.links
    assert "请看答复草稿" in home.text
    page = visit["author"].get(f"/cases/{task.proposal_id}")
    assert task.replies[-1].body in page.text
    assert task.replies[-1].body not in visit["leader"].get(f"/cases/{task.proposal_id}").text


def test_t11_one_act_makes_a_letter_for_each_proposer_by_name(
    visit: Visit, issued: HandlingTask
) -> None:
    address = f"/cases/{issued.id}/documents/reply_letter"
    ally = visit.county["ally"].person_id
    text = pdf(visit, "office", f"{address}?to={ally}")
    assert "阿依古丽·艾力委员：" in text
    assert "段环莺委员：" not in text
    assert "段环莺委员：" in pdf(visit, "author", f"{address}?to={ally}"), "his own copy only"
    visit["office"].get(f"{address}?to=999999", 404)
