"""The sheets of no single case: what they count, whom they name, what they leave out."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import text

from models import HandoverMeeting
from tests.pages import Visit
from tests.samples_of_assignment import assignment
from tests.stories import ONCE, Story
from web.verification import carry_out
from workflow.review import review


def words_on(visit: Visit, who: str, address: str) -> str:
    """The text of a sheet, without spaces."""
    answer = visit[who].client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    assert answer.content_type == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(answer.data)) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return re.sub(r"\s", "", "".join(pages))


@ONCE
def test_the_lists_are_printed_from_the_page_where_they_stand(visit: Visit, story: Story) -> None:
    pleased = story.reach("proposal", "closed")
    judged = story.reach("proposal", "replied")
    story.do(judged, "evaluate", result="basic")
    waiting = story.reach("proposal", "replied")
    story.propose(title="没有送出的草稿")
    story.session.commit()
    unit = judged.tasks[0].unit_name
    best, done, open_ = (str(one.number)[-3:] for one in (pleased, judged, waiting))
    page = visit["office"].get("/office/board")
    assert "/office/board/sheet" in page.links
    said = words_on(visit, "office", "/office/board/sheet")
    # three tasks, all led, signed for and answered with A; two judgements, one of them 满意
    assert f"1{unit}33/03/33/33001/20/30/3" in said
    page = visit["office"].get("/office/proposals?state=replied")
    [address] = [link for link in page.links if link.startswith("/office/proposals/sheet")]
    said = words_on(visit, "supervisor", address)
    assert "共1件" in said
    assert f"第{open_}号" in said
    assert f"第{done}号" not in said
    line = said.partition(f"第{open_}号")[2].partition("评价一栏")[0]
    assert unit in line
    assert not re.search("满意|未反馈", line), "his evaluation is still awaited"
    everything = words_on(visit, "office", "/office/proposals/sheet?group=&q=")
    assert "全部提案共3件" in everything
    assert "没有送出的草稿" not in everything
    lines = re.split(r"第\d{3}号", everything)[1:]
    told = dict(zip(re.findall(r"第(\d{3})号", everything), lines, strict=True))
    assert "A满意" in told[best]
    assert "A基本满意" in told[done]
    story.pass_days(60)
    story.session.commit()
    said = words_on(visit, "office", "/office/proposals/sheet")
    assert f"第{open_}号" in said
    assert "A未反馈" in said, "silence is not consent"
    nothing = words_on(visit, "office", "/office/proposals/sheet?q=没有这样的词")
    assert "含有“没有这样的词”" in nothing
    assert "没有符合这些条件的提案。" in nothing


@ONCE
def test_the_handover_list_has_the_cases_of_its_meeting(visit: Visit, story: Story) -> None:
    meeting = HandoverMeeting(
        held_on=date(2026, 3, 25), place="县政协三楼", made_by="张晓云", made_at=story.now
    )
    story.session.add(meeting)
    story.session.flush()
    filed = story.reach("proposal", "filed")
    story.do(filed, "assign", **assignment(story.county, "sole"), handover=str(meeting.id))
    other = story.reach("proposal", "handling")
    story.session.commit()
    page = visit["office"].get("/office/board")
    assert f"/office/handovers/{meeting.id}/sheet" in page.links
    said = words_on(visit, "office", f"/office/handovers/{meeting.id}/sheet")
    assert "共1件，1个承办单位" in said
    assert f"第{filed.number[-3:]}号" in said
    assert f"第{other.number[-3:]}号" not in said
    visit["office"].get("/office/handovers/999/sheet", 404)


def verify_all(visit: Visit) -> None:
    """As the worker does at night."""
    carry_out(visit.database, visit.house.clock())


@ONCE
def test_the_audit_report_tells_what_is_broken(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "submitted")
    story.session.commit()
    assert "/audit/report" in visit["auditor"].get("/audit/cases").links
    assert "还没有核验过" in visit["auditor"].get("/audit/report", 422).text
    verify_all(visit)
    said = words_on(visit, "auditor", "/audit/report")
    assert "前后相连，没有改动；各件现状与记录一致；记录树和检查点相符。" in said
    found = review(story.session)
    assert f"{found.events}条，{len(found.heads)}条链" in said
    assert found.heads_hash in said
    story.session.execute(
        text("UPDATE subject SET state = 'filed' WHERE id = :id"), {"id": case.id}
    )
    story.session.commit()
    assert "没有改动" in words_on(visit, "auditor", "/audit/report"), "nothing is verified for it"
    verify_all(visit)
    said = words_on(visit, "auditor", "/audit/report")
    assert "有0条链核验不符，1件现状与记录不一致" in said
    assert "按前面的记录是“待初审”，却是“待交办”" in said
    with visit.database.begin() as connection:
        for trigger in connection.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'")
        ).all():
            connection.execute(text(f'DROP TRIGGER "{trigger}"'))
        connection.execute(
            text("UPDATE event SET actor_name = '别人' WHERE subject_id = :id AND seq = 2"),
            {"id": case.id},
        )
    verify_all(visit)
    said = words_on(visit, "auditor", "/audit/report")
    assert "有1条链核验不符" in said
    assert "第2条记录的内容被改动" in said


@ONCE
@pytest.mark.parametrize(
    "address", ["/office/board/sheet", "/office/proposals/sheet", "/office/handovers/1/sheet"]
)
def test_an_empty_county_has_empty_lists(visit: Visit, address: str) -> None:
    answer = visit["office"].client.get(address)
    assert answer.status_code == (404 if "handovers" in address else 200)


def test_every_sheet_folder_says_who_signs_it() -> None:
    folders = Path(__file__).parents[2] / "web" / "documents"
    for folder in sorted(one for one in folders.iterdir() if list(one.glob("*.html"))):
        words = (folder / "README.md").read_text("utf-8").strip()
        assert words, folder
        assert "\n" not in words, folder
