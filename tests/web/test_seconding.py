"""What a member sees of other people's proposals: the text of those he may second, no more."""

from __future__ import annotations

import pytest

from models import Proposal
from tests.pages import Visit
from tests.samples import TEXT, uploaded
from tests.stories import ONCE, Story
from web.config import Settings
from web.storage import place_of

pytestmark = ONCE
SECRET = "只写给办公室看的话"


@pytest.fixture
def seconded(visit: Visit, story: Story, settings: Settings) -> int:
    """A proposal open to seconding, with a file, seconded by 𠮷田玉."""
    place = place_of(settings, "0" * 64)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"x")
    draft = story.propose()
    story.do(draft, "write", **TEXT, attachments=uploaded(story, story.county["author"]))
    story.do(draft, "submit", open_to_seconding="open", publish_consent="none",
             publish_reason=SECRET)  # fmt: skip
    story.do(draft, "second", by="stranger")
    story.session.commit()
    return draft.id


def test_a_member_seconds_from_the_list_and_thinks_better_of_it(
    visit: Visit, seconded: int
) -> None:
    listing = visit["former"].get("/member/seconding")
    assert TEXT["title"] in listing.text
    assert "附议 1 人" in listing.text
    page = visit["former"].get(f"/cases/{seconded}")
    assert f"/cases/{seconded}/second" in page.links
    assert "赞成这件提案的，可以附议" in page.text
    assert "请登记并初审" not in page.text, "that is asked of the office"
    visit["former"].send(f"/cases/{seconded}/second", {"opinion": "确有必要"})
    assert "我附议的" in visit["former"].get("/member/seconding").text
    assert "附议 2 人" in visit["office"].get(f"/cases/{seconded}").text
    visit["former"].send(f"/cases/{seconded}/withdraw_second", {})
    assert "附议 1 人" in visit["office"].get(f"/cases/{seconded}").text


def test_who_may_second_reads_the_title_and_the_text_and_nothing_else(
    visit: Visit, seconded: int
) -> None:
    whole = visit["author"].get(f"/cases/{seconded}")
    assert SECRET in whole.text
    assert "附议" in whole.text
    assert "𠮷田玉" in whole.text
    (file,) = [link for link in whole.links if link.startswith("/attachments/")]
    for name in ("former", "stranger"):
        page = visit[name].get(f"/cases/{seconded}")
        for shown in (TEXT["title"], TEXT["background"], TEXT["suggestions"][0], "段环莺"):
            assert shown in page.text
        for hidden in (SECRET, "办理经过", "存证", "证明.pdf", "公开"):
            assert hidden not in page.text, hidden
        visit[name].get(file, 404)
        visit[name].get(f"/cases/{seconded}/why", 404)
        assert TEXT["title"] not in visit[name].get("/member/proposals").text
        assert TEXT["title"] not in visit[name].get("/member").text
    assert visit["author"].client.get(file, buffered=True).status_code == 200


def test_what_is_assigned_or_not_open_is_seen_by_seconders_alone(
    visit: Visit, story: Story, seconded: int
) -> None:
    proposal = story.session.get_one(Proposal, seconded)
    story.do(proposal, "pass_first_examination")
    story.do(proposal, "file")
    story.do(proposal, "assign")
    story.session.commit()
    visit["former"].get(f"/cases/{seconded}", 404)
    assert TEXT["title"] not in visit["former"].get("/member/seconding").text
    page = visit["stranger"].get(f"/cases/{seconded}")
    assert "承办单位" not in page.text
    assert f"/cases/{seconded}/withdraw_second" not in page.links


def test_a_collective_proposal_is_declared_and_sealed_on_its_pages(
    visit: Visit, story: Story
) -> None:
    draft = story.propose()
    story.session.commit()
    author = visit["author"]
    form = author.get(f"/cases/{draft.id}/declare_collective")
    assert "召集人" in form.text
    body = {"collective_kind": "sector", "collective_body": "经济界", "collective_contact": "王"}
    again = author.send(f"/cases/{draft.id}/declare_collective", body, status=422)
    assert "请写明召集人" in again.text
    assert again.one("input[name=collective_body]")["value"] == "经济界"
    author.send(f"/cases/{draft.id}/declare_collective", body | {"collective_kind": "party"})
    page = author.get(f"/cases/{draft.id}")
    assert "集体提案 · 民主党派" in page.text
    assert "请先上传盖章页" in page.text
    assert "现在不能“排定联名次序”" not in page.text
