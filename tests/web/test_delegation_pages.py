"""委托代办 on the pages: given, entered, shown all the while, and ended."""

from __future__ import annotations

from datetime import timedelta

from tests.pages import Visit
from tests.people import START
from tests.stories import ONCE, Story
from workflow.deadlines import local_date

pytestmark = ONCE
TODAY = local_date(START)
GIVEN = {
    "whom": "stranger",
    "roles": "member",
    "starts_on": TODAY.isoformat(),
    "ends_on": (TODAY + timedelta(days=20)).isoformat(),
    "reason": "住院",
}


def test_a_member_lets_another_act_for_her_and_ends_it(visit: Visit, story: Story) -> None:
    draft = story.propose()
    story.session.commit()
    author, deputy = visit["author"], visit["stranger"]
    author.post("/delegations", GIVEN, status=303)
    assert "𠮷田玉（stranger）" in author.get("/delegations").text
    deputy.get(f"/cases/{draft.id}", 404)
    assert "我可以代办的" in deputy.get("/delegations").text
    deputy.post("/delegations/1/enter", {}, status=303)
    home = deputy.get("/member")
    assert "您正在代段环莺办理" in home.text
    assert draft.title in home.text
    deputy.send(f"/cases/{draft.id}/submit", {"publish_consent": "full"})
    page = deputy.get(f"/cases/{draft.id}")
    assert "𠮷田玉（代 段环莺）" in page.text
    assert "您正在代段环莺办理" in page.text
    assert f"/cases/{draft.id}/withdraw" not in page.links
    assert "须由本人办理，不能委托" in page.text
    deputy.post("/delegations/leave", {}, status=303)
    deputy.get(f"/cases/{draft.id}", 404)
    deputy.post("/delegations/1/enter", {}, status=303)
    author.post("/delegations/1/end", {}, status=303)
    deputy.get(f"/cases/{draft.id}", 404)
    assert "您正在代" not in deputy.get("/member").text
    trace = visit["auditor"].get("/audit/accounts").text
    assert "委托他人代办" in trace
    assert "结束委托" in trace


def test_what_cannot_be_given_is_said_at_its_field_and_kept(visit: Visit) -> None:
    author = visit["author"]
    for wrong, says in (
        ({"whom": "author"}, "不能委托给自己"),
        ({"whom": "无此人"}, "没有叫“无此人”的账号"),
        ({"whom": ""}, "请写明委托给谁"),
        ({"roles": "office"}, "请至少选一种身份"),
        ({"ends_on": "2026-02-01"}, "结束的日子已经过去了"),
        ({"ends_on": "2028-02-01"}, "最长一年"),
        ({"starts_on": "不知道"}, "没有这一天"),
        ({"reason": ""}, "请写明原因"),
    ):
        page = author.post("/delegations", GIVEN | wrong, status=422)
        assert says in page.text, wrong
        assert page.one("input[name=whom]").get("value", "") == (GIVEN | wrong)["whom"]
    assert "我委托别人的" not in author.get("/delegations").text


def test_nobody_enters_or_ends_what_is_not_his(visit: Visit, story: Story) -> None:
    story.session.commit()
    visit["author"].post("/delegations", GIVEN, status=303)
    visit["former"].post("/delegations/1/enter", {}, status=404)
    visit["stranger"].post("/delegations/1/end", {}, status=404)
    visit["stranger"].post("/delegations/9/enter", {}, status=404)


def test_who_manages_accounts_or_only_reads_has_nothing_to_lend(visit: Visit) -> None:
    for name in ("admin", "auditor"):
        assert not visit[name].get("/delegations").soup.select("form.sheet")
