"""代录 on the pages: the office's form, and the mark wherever the proposal is shown."""

from __future__ import annotations

from io import BytesIO

from tests.pages import Visit
from tests.stories import ONCE, Story
from web.sample.scans import sheet

pytestmark = ONCE
PAPER = {
    "title": "关于修缮村道的提案",
    "background": "路面破损三公里。",
    "analysis": "没有养护经费。",
    "suggestions-0": "列入养护计划",
    "publish_consent": "full",
    "paper_came_on": "2026-03-02",
}


def test_the_office_enters_a_paper_and_it_is_marked_everywhere(visit: Visit, story: Story) -> None:
    office, place = visit["office"], "/new/proposal/as/enter_on_paper"
    assert place in office.get("/office").links
    visit["author"].get(place, 404)
    visit["clerk"].get("/new/proposal", 404)
    form = office.get(place)
    assert form.h1 == "代录纸质提案"
    author = PAPER | {"paper_proposer": str(story.county.seat("author"))}
    again = office.send(place, author, status=422)
    assert "请填写“纸质提案”" in again.text
    assert again.field("background") == PAPER["background"], "what was typed is kept"
    files = {"paper_scan": (BytesIO(sheet()), "提案.png")}
    answer = office.send(place, {**author, **files})
    case = answer.location
    for who, address in (
        ("office", case), ("author", case), ("office", "/office/proposals"),
        ("author", "/member/proposals"),
    ):  # fmt: skip
        assert "代录" in visit[who].get(address).text, (who, address)
    assert "薛晓燕（代 段环莺）" in visit["author"].get(case).text
    number = case.rpartition("/")[2].partition("#")[0]
    assert f"/cases/{number}/dispute_entry" in visit["author"].get(case).links
    visit["author"].send(f"/cases/{number}/dispute_entry", {"reason": "案由录错了"})
    assert "案由录错了" in office.get(f"/cases/{number}").text
