"""Verification: whoever holds a sheet finds out whether it is what was issued."""

from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from models import Event, HandlingTask, IssuedSheet
from models.database import read_session
from models.queries.history import events_of
from models.queries.issues import to_issue
from tests.issuing import issue_letters
from tests.pages import Visit
from tests.stories import ONCE, Story
from web.commands import main
from web.documents.marks import read_code, shown
from web.house import House
from web.issuing import issue
from web.slipcommand import judge
from web.verification import carry_out
from workflow import auditing, history
from workflow.checkpoints import introduce, seal
from workflow.issuing import STILL_NEW, causes_of, stands_in_record
from workflow.openrecord import open_events, open_record, recomputed
from workflow.parties import parties_of
from workflow.sealing import visible_events
from workflow.signednote import new_signer

Issued = tuple[HandlingTask, Event, list[IssuedSheet]]
pytestmark = ONCE


@pytest.fixture
def issued(visit: Visit, story: Story, house: House) -> Issued:
    return issue_letters(story, house)


@pytest.fixture
def replied(story: Story) -> tuple[HandlingTask, Event]:
    """A case that was replied to; nothing is printed."""
    task = story.reach("proposal", "replied").tasks[0]
    events = events_of(story.session, [task.id])
    return task, next(one for one in events if one.action == "approve_reply")


def letter(rows: list[IssuedSheet], copy: int = 1) -> IssuedSheet:
    return next(one for one in rows if (one.name, one.copy) == ("reply_letter", copy))


def drop(visit: Visit, content: bytes, status: int = 200) -> str:
    return visit.nobody().post(
        "/verify", {"file": (io.BytesIO(content), "letter.pdf")}, status=status
    ).text  # fmt: skip


def test_what_the_proposer_prints_is_what_was_registered(
    visit: Visit, story: Story, house: House
) -> None:
    story.joint = True
    task, _cause, rows = issue_letters(story, house)
    # the proposer's own copy, and the office's file with all of them
    for who, copy in (("author", 1), ("ally", 2), ("office", 0)):
        got = visit[who].client.get(f"/cases/{task.id}/documents/reply_letter").data
        assert hashlib.sha256(got).hexdigest() == letter(rows, copy).sha256, who
    assert {one.name for one in rows} == {"reply_letter", "feedback_form"}
    got = visit["author"].client.get(f"/cases/{task.id}/documents/reply_letter").data
    assert "一字不差" in drop(visit, got)
    assert judge(story.session, got)[0]
    changed = got.replace(b"%%EOF", b"%%EOG")
    assert "都不同" in drop(visit, changed, status=422)
    assert not judge(story.session, changed)[0]


def test_a_reprint_shows_the_checkpoint_of_the_first_print(
    visit: Visit, story: Story, house: House
) -> None:
    """What was signed before the act, and never what was signed since."""
    signer = new_signer("云岭县政协")
    introduce(story.session, signer, story.now)
    story.reach("proposal", "submitted")
    first = seal(story.session, signer, story.now)
    assert first is not None
    story.now += timedelta(hours=1)
    task, _cause, rows = issue_letters(story, house)
    for _ in range(2):
        got = visit["author"].client.get(f"/cases/{task.id}/documents/reply_letter").data
        assert hashlib.sha256(got).hexdigest() == letter(rows).sha256
        with pypdfium2.PdfDocument(io.BytesIO(got)) as pdf:
            words = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        assert f"检查点{first.short_root}（{first.size}条）".replace(" ", "") in re.sub(
            r"\s", "", words
        )
        assert seal(story.session, signer, story.now) or _
        story.session.commit()
    assert "一字不差" in drop(visit, got)
    assert "检查点” 是什么".replace(" ", "") in visit.nobody().get("/verify").text


def test_a_code_tells_what_stands_on_the_sheet_and_nothing_else(
    visit: Visit, issued: Issued
) -> None:
    task, _cause, rows = issued
    code = shown(str(letter(rows).code))
    page = visit.nobody().get(f"/verify?code={code.lower().replace('-', ' ')}")
    assert "核验相符" in page.text
    assert letter(rows).case_number in page.text
    assert "发出以后，内容没有变动。" in page.text
    for secret in (task.title, task.unit_name, task.author_name, "委员："):
        assert not secret or secret not in page.text
    assert "没有登记过" in visit.nobody().get("/verify?code=000000000000").text
    assert "这里有 3 位" in visit.nobody().get("/verify?code=abc").text
    assert read_code(" o1il-") == "0111"


def test_the_case_page_says_whether_the_sheet_is_as_it_was(
    visit: Visit, issued: Issued, story: Story
) -> None:
    task, _cause, rows = issued
    address = f"/cases/{task.proposal_id}"
    assert "与首次发出时一致" in visit["office"].get(address).text
    story.session.execute(
        text("UPDATE reply SET body = '另一个答复' WHERE task_id = :id"), {"id": task.id}
    )
    story.session.commit()
    assert "内容与首次发出时不同" in visit["office"].get(address).text
    told = visit.nobody().get(f"/verify?code={letter(rows).code}").text
    assert "核验相符" in told
    assert "系统里的内容有变动" in told


FORGED = {
    "sha256": "0" * 64,
    "code": "0" * 12,
    "dated": "2020-01-01",
    "case_number": "x",
    "name": "urge_notice",
    "template_version": "9",
    "address": "https://elsewhere",
}


def test_a_register_that_was_changed_proves_nothing(
    visit: Visit, issued: Issued, story: Story
) -> None:
    _task, _cause, rows = issued
    row, session = letter(rows), story.session
    assert stands_in_record(session, row)
    session.execute(text("DROP TRIGGER issued_sheet_no_update"))
    for column, value in FORGED.items():
        kept = getattr(row, column)
        change = text(f"UPDATE issued_sheet SET {column} = :v WHERE id = :id")
        session.execute(change, {"v": value, "id": row.id})
        session.refresh(row)
        assert not stands_in_record(session, row), column
        told = None
        if column == "sha256":
            session.commit()
            told = visit.nobody().get(f"/verify?code={row.code}").text
        session.execute(change, {"v": str(kept), "id": row.id})
        session.refresh(row)
        if told is not None:
            assert "登记与记录不符" in told
            assert "核验相符" not in told
    assert stands_in_record(session, row)


def test_registering_is_one_event_and_disturbs_nobody(
    issued: Issued, story: Story, house: House
) -> None:
    task, cause, _rows = issued
    story.session.refresh(task)
    before = (task.version, task.state, len(events_of(story.session, [task.id])))
    assert issue(house.database, house.engine, house.settings, cause.id, story.now) is None
    story.session.expire_all()
    assert (task.version, task.state, len(events_of(story.session, [task.id]))) == before
    registered = [e for e in events_of(story.session, [task.id]) if e.action == "issue_sheets"]
    assert len(registered) == 1
    assert history.body(registered[0])["noted"]["cause"] == cause.hash
    causes = causes_of(house.engine.rules)
    assert cause.id not in to_issue(story.session, causes, story.now - STILL_NEW, 999)


def test_what_goes_with_a_sheet_its_every_reader_may_see(
    replied: tuple[HandlingTask, Event], story: Story
) -> None:
    task, cause = replied
    engine, session = story.engine, story.session
    carried = {one.hash for one in open_events(engine, session, task, cause)}
    workflow = engine.rules.workflow("handling_task")
    document = next(one for one in workflow.documents if one.name == "reply_letter")
    today = story.now.date()
    readers = 0
    for user in story.county.users.values():
        parties = set(parties_of(user, task, today)) | set(parties_of(user, task.proposal, today))
        if not parties & set(document.parties):
            continue
        readers += 1
        seen = {
            one.hash
            for subject in (task, task.proposal)
            for one in visible_events(engine, session, user, subject, today)
        }
        assert carried <= seen
    assert readers >= 4
    record = open_record(engine, session, task, cause)
    assert set(recomputed(record)) == carried
    assert cause.hash in carried
    written = json.loads(record)
    assert "我局已到" not in record.decode()
    assert {"label", "hash", "leaf"} == set(written["events"][0])


def test_an_evaluation_goes_with_no_sheet(
    replied: tuple[HandlingTask, Event], story: Story
) -> None:
    task, _cause = replied
    story.do(task.proposal, "evaluate", by="author")
    last = max(events_of(story.session, [task.id, task.proposal_id]), key=lambda e: e.id)
    carried = open_events(story.engine, story.session, task, last)
    assert "evaluate" not in {one.action for one in carried}


def test_a_journey_from_the_slip_to_the_row_that_was_altered(
    visit: Visit, story: Story, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The member's slip is good; somebody alters a row with SQL; every later check names it."""
    signer = new_signer("云岭县政协")
    introduce(story.session, signer, story.now)
    task, cause, _rows = issue_letters(story, house)
    assert seal(story.session, signer, story.now)
    story.session.commit()
    slip = visit["author"].client.get(f"/cases/{task.id}/documents/reply_letter").data
    assert "一字不差" in drop(visit, slip)
    assert judge(story.session, slip)[0]
    seq, subject, case = cause.seq, cause.subject_id, task.proposal_id
    number = str(task.proposal.number)
    story.session.close()
    with visit.database.begin() as connection:
        connection.execute(text("DROP TRIGGER event_no_update"))
        change = "UPDATE event SET actor_name = '别人' WHERE subject_id = :id AND seq = :seq"
        connection.execute(text(change), {"id": subject, "seq": seq})
    named = f"第 {seq} 条记录的内容被改动"
    with read_session(visit.database) as session:
        assert named in [one.sentence for one in auditing.verify(session, processes=1).bad]
        assert not judge(session, slip)[0]
    assert "登记与记录不符" in drop(visit, slip, status=422)
    assert named in visit["auditor"].get(f"/audit/cases/{case}").text
    assert carry_out(visit.database, house.clock()) > 0
    assert named in visit["auditor"].get("/audit/verification").text
    assert visit["auditor"].client.get("/audit/report").status_code == 200
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    monkeypatch.setenv("JIANYAN_DATABASE_URL", house.settings.database_url)
    (tmp_path / "slip.pdf").write_bytes(slip)
    for words in ((), ("--case", number), ("--slip", str(tmp_path / "slip.pdf"))):
        result = CliRunner().invoke(main, ["audit", "verify", *words])
        assert result.exit_code == 1, words
        assert words[:1] == ("--slip",) or named in result.stderr
