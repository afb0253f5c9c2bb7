"""Printing in batches: one job, its progress, its cancelling, what came out; and the reports."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pdfplumber
import pytest
from docx import Document
from sqlalchemy import select

from models import PlenarySession, PrintJob, Proposal
from models.database import read_session
from models.queries.prints import filed_in
from tests.pages import Visit
from tests.stories import ONCE, Story
from web import printing
from web.documents.booksheets import Share
from web.documents.orders import Office
from web.documents.pool import print_one
from web.documents.reports import REPORTS
from web.house import House
from web.printing import carry_out, folder_of, forget_old
from workflow.checkpoints import introduce, seal
from workflow.signednote import new_signer

pytestmark = ONCE


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was enqueued; the tables of the job engine are not needed."""
    keys: list[str] = []

    def enqueue(_session: object, name: str, *given: object, key: str) -> None:
        keys.append(f"{name} {given[0]} {key}")

    monkeypatch.setattr("web.prints.jobs.enqueue", enqueue)
    return keys


@pytest.fixture
def replied(visit: Visit, story: Story) -> Proposal:
    case = story.reach("proposal", "replied")
    story.session.commit()
    return case


def ask(visit: Visit, case: Proposal, what: str, who: str = "office") -> int:
    page = visit[who].post("/prints", {"session": case.session_id, "what": what})
    return int(page.location.rsplit("/", 1)[1])


def carried_out(house: House, number: int) -> PrintJob:
    carry_out(house.database, house.engine, house.settings, number, house.clock, processes=0)
    with read_session(house.database) as session:
        job = session.get_one(PrintJob, number)
        session.expunge(job)
        return job


def text_of(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return ["".join((page.extract_text() or "").split()) for page in document.pages]


def test_a_batch_is_asked_for_printed_fetched_and_forgotten(
    visit: Visit, house: House, replied: Proposal, asked: list[str], story: Story
) -> None:
    unit = replied.tasks[0].unit_name
    story.session.commit()
    number = ask(visit, replied, "handling_task:reply_letter")
    assert len(asked) == 1
    waiting = visit["office"].get(f"/prints/{number}")
    assert waiting.response.headers["Refresh"] == "5"
    job = carried_out(house, number)
    assert (job.total, job.done, len(job.files), job.skipped) == (1, 1, 1, [])
    done = visit["office"].get(f"/prints/{number}")
    assert "Refresh" not in done.response.headers
    assert "已经印好：1 件" in done.text
    address = f"/prints/{number}/files/1"
    letter = visit["office"].client.get(address, buffered=True).data
    assert unit in "".join(text_of(letter))
    for other in ("head", "supervisor"):
        visit[other].get(f"/prints/{number}", 404)
        visit[other].get(address, 404)
    job = story.session.get_one(PrintJob, number)
    places = forget_old(story.session, house.settings, job.asked_at + printing.KEPT)
    assert places == []
    later = job.asked_at + printing.KEPT + printing.KEPT
    assert [one.name for one in forget_old(story.session, house.settings, later)]
    assert story.session.scalars(select(PrintJob)).all() == []


def test_a_cancelled_job_prints_nothing_more(
    visit: Visit, house: House, replied: Proposal, asked: list[str]
) -> None:
    number = ask(visit, replied, "handling_task:reply_letter")
    visit["office"].post(f"/prints/{number}/cancel")
    job = carried_out(house, number)
    assert (job.files, job.finished_at, job.done) == ([], None, 0)
    assert "已经取消" in visit["office"].get(f"/prints/{number}").text


def test_what_cannot_be_printed_is_told_and_the_rest_is_printed(
    visit: Visit, house: House, replied: Proposal, asked: list[str], story: Story
) -> None:
    other = story.reach("proposal", "replied")
    other.tasks[0].replies[-1].body = "\U000e0fff\U0001f600"
    story.session.commit()
    job = carried_out(house, ask(visit, replied, "handling_task:reply_letter"))
    assert [one["number"] for one in job.skipped] == ["002"]
    assert "没有可用的字体" in job.skipped[0]["reason"]
    assert [one["cases"] for one in job.files] == [["001"]]
    assert job.done == job.total == 2


def test_each_sheet_of_a_batch_carries_the_mark_of_its_own_case(
    visit: Visit, house: House, asked: list[str], story: Story
) -> None:
    """As when it is printed alone: its code, and the checkpoint before its own act."""
    signer = new_signer("云岭县政协")
    introduce(story.session, signer, story.now)
    cases = []
    for _ in range(2):
        cases.append(story.reach("proposal", "replied"))
        story.now += timedelta(hours=1)
        assert seal(story.session, signer, story.now)
        story.now += timedelta(hours=1)
    tasks = [case.tasks[0].id for case in cases]
    wish = {"session": cases[0].session_id, "what": "handling_task:reply_letter"}
    story.session.commit()
    author = visit["author"].client
    first, second = (
        _imprint(author.get(f"/cases/{one}/documents/reply_letter", buffered=True).data)
        for one in tasks
    )
    assert "检查点" not in first  # nothing was sealed before it
    assert re.search("核验码.+检查点.+条）$", second)
    page = visit["office"].post("/prints", wish)
    job = carried_out(house, int(page.location.rsplit("/", 1)[1]))
    together = (folder_of(house.settings) / job.files[0]["name"]).read_bytes()
    found = [page for page in text_of(together) if "核验码" in page]
    assert [first in found[0], second in found[1]] == [True, True]
    assert "检查点" not in found[0]


def test_the_files_stand_as_their_cases_follow_one_another(
    visit: Visit, house: House, replied: Proposal, asked: list[str], story: Story,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A short last part is ready before a long first one."""
    story.reach("proposal", "replied")
    wish = {"session": replied.session_id, "what": "handling_task:reply_letter"}
    story.session.commit()
    monkeypatch.setattr(printing, "PART", 1)
    monkeypatch.setattr(printing, "print_many", lambda jobs, *_: map(print_one, [*jobs][::-1]))
    page = visit["office"].post("/prints", wish)
    job = carried_out(house, int(page.location.rsplit("/", 1)[1]))
    assert [one["cases"] for one in job.files] == [["002"], ["001"]]
    shown = re.findall(
        r"/files/(\d)", visit["office"].client.get(page.location).get_data(as_text=True)
    )
    assert shown == ["2", "1"]
    names = []
    for one in shown:
        with visit["office"].client.get(f"{page.location}/files/{one}") as answer:
            names.append(answer.headers["Content-Disposition"])
    assert ["-1.pdf" in names[0], "-2.pdf" in names[1]] == [True, True]


def _imprint(letter: bytes) -> str:
    """The foot of a sheet: number, template, code, checkpoint."""
    whole = "".join(text_of(letter))
    return next(re.finditer("案号.+核验码[^案]+", whole))[0]


def test_wrong_wishes_get_a_sentence(visit: Visit, replied: Proposal, asked: list[str]) -> None:
    office = visit["office"]
    assert "请选择会议" in office.post("/prints", {"session": 99, "what": "compendium"}, 422).text
    wish = {"session": replied.session_id, "what": "handling_task:nonsense"}
    assert "请选择要打印什么" in office.post("/prints", wish, 422).text
    for _ in range(3):
        ask(visit, replied, "compendium")
    wish["what"] = "compendium"
    assert "没有完成" in office.post("/prints", wish, 422).text


def test_the_contents_of_the_compendium_name_the_right_pages(
    visit: Visit, house: House, replied: Proposal, asked: list[str], story: Story
) -> None:
    job = carried_out(house, ask(visit, replied, "compendium"))
    pages = text_of((folder_of(house.settings) / job.files[0]["name"]).read_bytes())
    contents = next(page for page in pages if "目录" in page)
    told = re.search(rf"{re.escape(replied.title)}[.…]*(\d+)", contents)
    assert told
    at = int(told[1]) - 1
    assert replied.title in pages[at]
    assert "".join(replied.suggestions[0].text.split()) in "".join(pages[at:])
    index = "".join(pages[at:])
    assert index.index("提案人索引") < index.index("承办单位索引")
    assert replied.author_name in index[index.index("提案人索引") :]
    assert [one.id for one in filed_in(story.session, replied.session_id or 0)] == [replied.id]


def test_a_report_is_printed_with_the_worker_and_lies_there_to_be_edited(
    visit: Visit, house: House, replied: Proposal, asked: list[str]
) -> None:
    number = ask(visit, replied, "work_report")
    job = carried_out(house, number)
    assert (job.total, job.done, job.problem) == (1, 1, "")
    page = visit["office"].get(f"/prints/{number}")
    assert "提案工作情况报告" in page.text
    assert "Word 稿" in page.text
    office = visit["office"].client
    pdf = office.get(f"/prints/{number}/files/1", buffered=True)
    assert pdf.mimetype == "application/pdf"
    assert "提案工作情况的报告" in "".join(text_of(pdf.data))
    written = office.get(f"/prints/{number}/files/2", buffered=True)
    assert written.mimetype.endswith("wordprocessingml.document")
    told = "".join(one.text for one in Document(io.BytesIO(written.data)).paragraphs)
    assert "提案工作情况的报告" in told


def test_the_reports_count_what_the_record_says(
    visit: Visit, house: House, replied: Proposal, story: Story
) -> None:
    session = story.session
    refused = story.reach("proposal", "not_filed")
    story.do(replied, "evaluate", by="author")
    plenary = session.get_one(PlenarySession, replied.session_id)
    day, rules = date(2026, 12, 1), story.engine.rules
    sheets = {name: make(session, rules, plenary, Office(), day) for name, make in REPORTS.items()}
    examined = {row.label: row for part in sheets["examination_report"].parts for row in part.rows}
    worked = {
        (part.title, row.label): row for part in sheets["work_report"].parts for row in part.rows
    }
    assert examined["立案"] == Share("立案", 1, 2)
    assert examined["不予立案"] == Share("不予立案", 1, 2)
    assert refused.ground
    assert worked["答复和协商", "已经答复"] == Share("已经答复", 1, 1)
    judged = worked["对第一次答复的评价", "反馈（以征询的为分母）"]
    assert (judged.n, judged.of) == (1, 1)
    for name, sheet in sheets.items():
        assert sheet.title.startswith("关于县政协第")
        assert all(0 <= row.n <= row.of for part in sheet.parts for row in part.rows), name
        # a figure in a sentence always has its base beside it
        for sentence in (one for part in sheet.parts for one in part.sentences):
            assert "%" not in re.sub(r"\d+/\d+（[\d.]+%）", "", sentence), sentence
    assert Share("", 0, 0).words == "0/0（—）"
    assert Share("", 1, 3).words == "1/3（33.3%）"
