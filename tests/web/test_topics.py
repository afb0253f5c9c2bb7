"""选题参考: kept by the office, seen beside the form of a proposal, where it misleads nobody."""

from __future__ import annotations

from datetime import timedelta

from models import Topic
from tests.pages import Visit
from tests.people import START
from tests.stories import ONCE, Story
from workflow.deadlines import local_date

pytestmark = ONCE
TODAY = local_date(START)
TOPIC = {"title": "老旧小区加装电梯", "note": "可以找住建局了解", "ends_on": ""}


def test_what_the_office_lists_stands_beside_the_members_form_while_it_lasts(
    visit: Visit, story: Story
) -> None:
    old = Topic(
        title="去年的选题", note="", starts_on=TODAY - timedelta(days=300),
        ends_on=TODAY - timedelta(days=1), entered_by_name="薛晓燕", entered_at=START,
    )  # fmt: skip
    standing = Topic(
        title="农村饮水", note="", starts_on=TODAY - timedelta(days=30), entered_by_name="薛晓燕",
        entered_at=START,
    )  # fmt: skip
    story.session.add_all([old, standing])
    story.session.commit()
    office = visit["office"]
    for wrong, says in (
        ({"title": ""}, "请填写选题"),
        ({"note": "字" * 501}, "最多 500 字"),
        ({"ends_on": "明天"}, "没有这一天"),
        ({"ends_on": "2026-01-01"}, "已经过去"),
    ):
        page = office.post("/topics", TOPIC | wrong, status=422)
        assert says in page.text
        assert (TOPIC | wrong)["note"] in page.text
    office.post("/topics", TOPIC, status=303)
    form = visit["author"].get("/new/proposal")
    for shown in ("选题参考", "老旧小区加装电梯", "可以找住建局了解", "农村饮水"):
        assert shown in form.text
    assert "去年的选题" not in form.text
    assert "选题参考" not in visit["author"].get("/new/livelihood_project").text
    assert "对照着看" not in office.get("/new/proposal/as/enter_on_paper").text
    office.post(f"/topics/{standing.id}/end", {}, status=303)
    office.post(f"/topics/{standing.id}/end", {}, status=404)
    assert "农村饮水" not in visit["author"].get("/new/proposal").text
    assert "农村饮水" in office.get("/topics").text, "what was listed stays in the list"
    visit["author"].get("/topics", 403)
