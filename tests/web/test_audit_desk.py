"""The auditor's desk: as it stood, times and hands, search, spot checks, and its own traces."""

from __future__ import annotations

import csv
import io

import pypdfium2
import pytest
from sqlalchemy import select, text

from models import AuditTrace, Event, Outbox, PlenarySession, PrintJob, SpotCheck
from models.database import read_session
from models.queries.history import events_of
from tests.pages import Visit
from tests.stories import ONCE, Story
from web.printing import carry_out as print_all
from web.verification import carry_out
from web.weekly import post_weekly
from workflow.checkpoints import introduce, seal
from workflow.drawing import draw
from workflow.signednote import new_signer

pytestmark = ONCE


@pytest.fixture
def case(visit: Visit, story: Story) -> int:
    """A proposal in handling."""
    proposal = story.reach("proposal", "handling")
    story.session.commit()
    found: int = proposal.id
    return found


def test_a_case_is_stepped_through_event_by_event(visit: Visit, story: Story, case: int) -> None:
    with read_session(visit.database) as session:
        events = events_of(session, [case])
    links = visit["auditor"].get(f"/audit/cases/{case}").links
    assert {f"/audit/cases/{case}/day", f"/audit/cases/{case}/times"} <= set(links)
    filed = next(one for one in events if one.action == "file")
    before = events[events.index(filed) - 1]
    page = visit["auditor"].get(f"/audit/cases/{case}/day?event={before.id}")
    assert "待复审" in page.text
    assert "办理中" not in page.text
    later = next(link for link in page.links if link.endswith(f"event={filed.id}"))
    assert "待交办" in visit["auditor"].get(later).text
    last = visit["auditor"].get(f"/audit/cases/{case}/day?on=2099-01-01")
    assert "重建的结果和现在的逐项相同" in last.text
    early = visit["head"].get(f"/audit/cases/{case}/day?on=2001-01-01")
    assert "那一天还没有这一件" in early.text
    assert "不是日期" in visit["auditor"].get(f"/audit/cases/{case}/day?on=yesterday").text


def test_what_was_filled_in_is_what_was_known_then(visit: Visit, story: Story) -> None:
    """Not what the row says today: that somebody changed by hand, and it is named."""
    case = story.reach("proposal", "handling")
    title = case.title
    story.session.execute(
        text("UPDATE subject SET title = '改过的案由' WHERE id = :id"), {"id": case.id}
    )
    story.session.commit()
    page = visit["auditor"].get(f"/audit/cases/{case.id}/day")
    assert title in page.text
    assert "“title”现在是“改过的案由”" in page.text


@pytest.mark.parametrize("name", ["auditor", "head", "office", "author"])
def test_the_days_of_a_case_are_one_click_from_it(visit: Visit, case: int, name: str) -> None:
    link = f"/audit/cases/{case}/day"
    assert (link in visit[name].get(f"/cases/{case}").links) == (name in {"auditor", "head"})


def test_times_and_hands_and_readers(visit: Visit, case: int) -> None:
    visit["auditor"].get(f"/cases/{case}")
    page = visit["head"].get(f"/audit/cases/{case}/times")
    assert "审计：看案件" in page.text
    assert "提案委主任" in page.text
    assert "第一提案人" not in page.text


def test_the_record_is_searched_and_exported(visit: Visit, story: Story, case: int) -> None:
    auditor = visit["auditor"]
    everything = auditor.get("/audit/events?action=file")
    assert "立案" in everything.text
    assert "没有符合这些条件" in auditor.get("/audit/events?action=file&person=没有此人").text
    assert "没有符合这些条件" in auditor.get("/audit/events?action=file&until=2001-01-01").text
    assert "没有符合这些条件" in auditor.get("/audit/events?kind=promise").text
    assert "止日在起日之前" in auditor.get("/audit/events?since=2026-02-02&until=2026-02-01").text
    assert "不是日期" in auditor.get("/audit/events?since=02/02/2026").text
    visit["stranger"].get(f"/cases/{case}", 404)
    assert "不在可以查看的范围" in auditor.get("/audit/events?refused=1").text
    answer = auditor.client.get("/audit/events/table?form=csv&action=file")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][2] == "立案"
    with read_session(visit.database) as session:
        event = session.scalars(select(Event).where(Event.action == "file")).one()
    assert rows[1][-1] == event.hash
    assert auditor.client.get("/audit/events/table").data.startswith(b"PK")


def test_a_private_draft_is_not_found(visit: Visit, story: Story) -> None:
    draft = story.propose()
    story.session.commit()
    assert draft.title not in visit["auditor"].get("/audit/events").text


def test_what_an_auditor_does_is_itself_on_the_record(visit: Visit, case: int) -> None:
    visit["auditor"].get(f"/cases/{case}")
    visit["auditor"].get("/audit/events?person=x")
    visit["auditor"].client.get("/audit/events/table")
    visit["office"].get(f"/cases/{case}")
    with read_session(visit.database) as session:
        found = session.scalars(select(AuditTrace).order_by(AuditTrace.id)).all()
    assert [one.what for one in found] == [
        "casework.show", "auditevents.search", "auditevents.table",
    ]  # fmt: skip
    assert found[0].subject_id == case
    assert found[1].asked == {"person": "x"}
    page = visit["head"].get("/audit/traces")
    assert "检索办理记录" in page.text
    with pytest.raises(Exception, match="append-only"), visit.database.begin() as connection:
        connection.execute(text("DELETE FROM audit_trace"))


def test_without_its_trace_there_is_no_answer(
    visit: Visit, case: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit["auditor"].get(f"/cases/{case}")
    with visit.database.begin() as connection:
        connection.execute(text("ALTER TABLE audit_trace RENAME TO lost"))
    visit["auditor"].get(f"/cases/{case}", 500)
    visit["office"].get(f"/cases/{case}")


# ── spot checks ─────────────────────────────────────────────────────────────


def test_a_spot_check_is_drawn_noted_and_printed(visit: Visit, story: Story) -> None:
    ids = {story.reach("proposal", "handling").id for _ in range(3)}
    story.session.commit()
    auditor = visit["auditor"]
    form = {"kind": "proposal", "session": "", "unit": "", "stratum": "unit", "seed": "当天",
            "wanted": "0"}  # fmt: skip
    page = auditor.post("/audit/spot-checks/draw", form, 422)
    assert "1 到 200 的整数" in page.text
    assert "当天" in str(page.soup)
    made = auditor.post("/audit/spot-checks/draw", form | {"wanted": "2"})
    with read_session(visit.database) as session:
        check = session.scalars(select(SpotCheck)).one()
        drawn = [row.subject_id for row in check.cases]
        first, second = (row.id for row in check.cases)
    assert drawn == draw(sorted(ids), 2, "当天"), "one unit is one stratum"
    assert (check.total, check.seed) == (3, "当天")
    note = f"{made.location}/note"
    said = {f"verdict-{first}": "unsound", f"note-{first}": "", "note": "总的说来"}
    page = auditor.post(note, said, 422)
    assert "请写明是什么问题" in page.text
    assert "总的说来" in page.text
    auditor.post(note, said | {f"note-{first}": "只有单位的记录", f"verdict-{second}": "sound"})
    assert "只有单位的记录" in visit["head"].get(made.location).text
    visit["head"].post(note, said, 403)
    auditor.post("/audit/verification/ask")
    assert "正在核验" in auditor.get("/audit/verification").text
    assert carry_out(visit.database, visit.house.clock(), 1) == 0
    assert "逐条核验无误" in auditor.get("/audit/verification").text
    printed = auditor.client.get(f"/audit/report?check={check.id}")
    assert printed.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(printed.data)) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    words = "".join("".join(pages).split())
    assert "种子当天" in words
    assert "只有单位的记录" in words


def test_reports_and_the_weekly_message_carry_the_newest_checkpoint(
    visit: Visit, story: Story
) -> None:
    signer = new_signer("云岭县政协")
    introduce(story.session, signer, story.now)
    story.reach("proposal", "handling")
    made = seal(story.session, signer, story.now)
    assert made is not None
    assert post_weekly(story.session, story.now) == 1
    message = story.session.scalars(select(Outbox).where(Outbox.channel == "weekly")).one()
    shown = f"{made.short_root}（{made.size} 条）"
    assert message.payload["checkpoint"] == shown
    assert shown in message.payload["text"]
    plenary = story.session.scalars(select(PlenarySession)).first()
    assert plenary is not None
    now, office = visit.house.clock(), visit.county["office"]
    job = PrintJob(
        user_id=office.id, kind="book", document="work_report", session_id=plenary.id,
        asked_at=now, files=[], skipped=[],
    )  # fmt: skip
    story.session.add(job)
    story.session.commit()
    carry_out(visit.database, now)
    house = visit.house
    print_all(house.database, house.engine, house.settings, job.id, house.clock, processes=0)
    for who, address in (
        ("office", f"/prints/{job.id}/files/1"),
        ("office", "/office/board/sheet"),
        ("auditor", "/audit/report"),
    ):
        answer = visit[who].client.get(address, buffered=True)
        assert answer.mimetype == "application/pdf", address
        with pypdfium2.PdfDocument(io.BytesIO(answer.data)) as pdf:
            words = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        assert "检查点" + "".join(shown.split()) in "".join(words.split()), address
