"""Supervision on the pages: who reads what, the sheets, the lists of the supervisors."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pdfplumber
from sqlalchemy import text

from models.queries.supervision import supervisions_of
from tests.pages import Visit
from tests.reading import words_of
from tests.stories import ONCE, Story
from tests.supervision_samples import supervise

_SECRET = "退回的理由只有办公室和单位看"


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@ONCE
def test_the_proposer_reads_the_demand_and_the_outcome_not_the_words_between(
    visit: Visit, story: Story
) -> None:
    one = supervise(story, "key_handling")
    story.do(one, "report_measures")
    story.do(one, "return_measures", reason=_SECRET)
    story.do(one.proposal, "remind", urge_text="催办的话")
    story.do(one, "report_measures")
    story.do(one, "strike_off")
    story.session.commit()
    case = one.parent_id
    pages = {who: visit[who].get(f"/cases/{one.id}").text for who in ("author", "unit_a", "office")}
    for page in pages.values():
        for part in (one.number, one.demands, "答复稿已经送审", one.closing):
            assert part in page, part
    assert _SECRET not in pages["author"]
    assert _SECRET in pages["unit_a"]
    words = {who: visit[who].get(f"/cases/{case}").text for who in ("author", "unit_a", "office")}
    for page in words.values():
        assert "催办记录" in page
        assert one.number in page
    assert "催办的话" not in words["author"]
    assert "未读" not in words["author"]
    assert "催办的话" in words["unit_a"]
    assert "未读" in words["office"]
    visit["stranger"].get(f"/cases/{one.id}", 404)
    words_of(visit, "author", one.id, "supervision_order", 404)


@ONCE
def test_the_sheets_say_what_is_stored(
    visit: Visit, story: Story, turn_clock: Callable[[datetime], None]
) -> None:
    case = story.reach("proposal", "handling")
    story.now += timedelta(days=100)
    story.do(case, "remind", urge_text="提案人来电询问，请与他联系。")
    story.do(case, "open_supervision")
    one = supervisions_of(story.session, case.id)[-1]
    story.do(one, "report_measures")
    story.do(one, "refer_to_leader", note="不给单位看的话")
    story.session.commit()
    turn_clock(story.now)
    notice = squeezed(words_of(visit, "unit_a", case.id, "urge_notice"))
    late = (story.now.date() - case.due_on).days
    for part in (
        "提案办理催办通知",
        case.title,
        f"已逾期{late}天",
        "第一次",
        "请与他联系",
        "特此通知",
    ):
        assert squeezed(part) in notice, part
    order = squeezed(words_of(visit, "unit_a", one.id, "supervision_order"))
    for part in (
        one.number, one.demands, one.unit_name, one.leader_name, case.title, "逾期未办",
        f"已逾期{late}天", one.notes[0].text, one.notes[0].result,
    ):  # fmt: skip
        assert squeezed(part) in order, part
    assert "不给单位看的话" not in order
    weekly = visit["supervisor"].get("/weekly")
    assert one.unit_name in weekly.text
    ledger = visit["unit_a"].get("/supervision-cases")
    assert f"/cases/{one.id}" in ledger.links


@ONCE
def test_the_look_back_counts_what_was_not_looked_at_this_year(
    visit: Visit, story: Story, turn_clock: Callable[[datetime], None]
) -> None:
    seen = story.reach("promise", "keeping")
    story.do(seen, "look_back")
    other = story.reach("promise", "keeping")
    story.reach("proposal", "replied")  # class A: not looked at
    story.session.flush()
    query = """SELECT count(DISTINCT reply.id) FROM reply
        WHERE status = 'issued' AND coalesce(confirmed_class, reply_class) IN ('B', 'C')"""
    letters = story.session.scalar(text(query))
    looked = story.session.scalar(
        text("""SELECT count(DISTINCT promise.reply_id) FROM promise_note
        JOIN promise ON promise.id = promise_id
        WHERE kind = 'look_back' AND strftime('%Y', held_on) = '2026'""")
    )
    assert (letters, looked) == (2, 1)
    story.session.commit()
    turn_clock(story.now)
    page = visit["supervisor"].get("/look-backs")
    assert f"共 {letters} 件，其中 {letters - looked} 件" in page.text
    assert page.text.count("今年还没有回头看") == letters - looked
    assert f"/cases/{other.id}/look_back" in page.links
    before = visit["auditor"].get("/look-backs?year=2025")
    assert before.text.count("今年还没有回头看") == letters
    assert not any(link.endswith("/look_back") for link in before.links)
    unit = seen.unit_id
    response = visit["office"].client.get(f"/look-backs/{unit}/2026", buffered=True)
    assert response.content_type == "application/pdf"
    words = squeezed(words_in(response.data))
    for part in (seen.unit_name, seen.measure, "进展落后", "本年还没有回头看", "共2件答复"):
        assert squeezed(part) in words, part
    visit["unit_a"].get(f"/look-backs/{unit}/2026", 403)


def words_in(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "".join(page.extract_text() or "" for page in document.pages)


@ONCE
def test_only_units_of_the_case_can_be_chosen(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "key_handling")
    story.session.commit()
    page = visit["supervisor"].get(f"/cases/{case.id}/open_supervision")
    boxes = page.soup.select("input[name=supervised_unit]")
    assert [box["value"] for box in boxes] == [str(story.county.units[0].id)]
    form = {
        "supervision_kind": "key",
        "supervised_unit": str(story.county.units[3].id),
        "supervision_demands": "按期答复",
        "supervision_leader": str(story.county["county_leader"].person_id),
    }
    again = visit["supervisor"].send(f"/cases/{case.id}/open_supervision", form, 422)
    assert "请从本案现在的承办单位中选择一个" in again.text
    assert not supervisions_of(story.session, case.id)
