"""Import by page: seen first, confirmed, done whole or not at all."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models import Attachment, ImportRun, Proposal
from models.database import read_session
from models.queries import intake as queries
from tests.pages import Page, Visit
from tests.web.intake import files


def attached(*given: Path | tuple[str, bytes]) -> list[tuple[io.BytesIO, str]]:
    named = [(one.name, one.read_bytes()) if isinstance(one, Path) else one for one in given]
    return [(io.BytesIO(content), name) for name, content in named]


def confirmation(page: Page) -> dict[str, str | list[str]]:
    """What the button of a preview sends."""
    form = page.one("section.do form")
    sent: dict[str, str | list[str]] = {}
    for field in form.select("input"):
        name = str(field["name"])
        held = [str(one["value"]) for one in form.select(f'input[name="{name}"]')]
        sent[name] = held if name == "kept" else held[0]
    return sent


def units(visit: Visit) -> int:
    with read_session(visit.database) as session:
        return len(queries.every_unit(session))


@pytest.mark.parametrize(
    ("who", "address"), [("admin", "/admin/import"), ("office", "/office/import")]
)
def test_a_roster_is_seen_then_confirmed(visit: Visit, who: str, address: str) -> None:
    browser, before = visit[who], units(visit)
    browser.get(address)
    page = browser.post(address, {"files": attached(files.UNITS)}, 200)
    told = re.search(r"新增 (\d+)，变更 (\d+)，不变 (\d+)，有问题 0", page.text)
    assert told is not None
    assert sum(map(int, told.groups())) == 64
    assert "现在还没有导入" in page.text
    assert units(visit) == before
    browser.post(address, confirmation(page))
    assert units(visit) == before + int(told[1])
    with read_session(visit.database) as session:
        run = session.scalars(select(ImportRun)).one()
        assert (run.kind, run.by_user_id) == ("units", visit.county[who].id)
    again = browser.post(address, {"files": attached(files.UNITS)}, 200)
    assert "不需要导入" in again.text
    assert not again.soup.select('[name="seen"]')


def test_every_bad_row_is_told_and_nothing_kept(visit: Visit) -> None:
    given = {"files": attached(files.GROUPS, files.DIRTY), "term_starts": "2025-01-10"}
    page = visit["office"].post("/office/import", given, 422)
    assert "什么都没有导入" in page.text
    assert "没有这个联络组" in page.text
    assert not page.soup.select('[name="seen"]')
    with read_session(visit.database) as session:
        assert session.scalar(select(func.count()).select_from(ImportRun)) == 0
        assert session.scalar(select(func.count()).select_from(Attachment)) == 0


@pytest.mark.parametrize("changed", [{"seen": "0" * 64}, {"kept": []}, {"kept": ["999999"]}])
def test_only_what_was_seen_can_be_confirmed(
    visit: Visit, changed: dict[str, str | list[str]]
) -> None:
    browser, before = visit["office"], units(visit)
    page = browser.post("/office/import", {"files": attached(files.UNITS)}, 200)
    browser.post("/office/import", confirmation(page) | changed, 422)
    assert units(visit) == before


def test_files_of_somebody_else_cannot_be_confirmed(visit: Visit) -> None:
    page = visit["office"].post("/office/import", {"files": attached(files.UNITS)}, 200)
    before = units(visit)
    visit["clerk"].post("/office/import", confirmation(page), 422)
    assert units(visit) == before


def test_the_administrator_takes_in_no_proposals(visit: Visit) -> None:
    page = visit["admin"].post("/admin/import", {"files": attached(files.PROPOSALS[0])}, 422)
    assert "只导入名册" in page.text


def test_a_proposal_comes_in_as_its_authors_draft(visit: Visit) -> None:
    lines = ["关于修路的提案", "提案人：段环莺", "情况", "路坏了。", "建议", "1.修路。"]
    given = {"files": attached(("路.docx", files.word(*lines)))}
    page = visit["office"].post("/office/import", given, 200)
    visit["office"].post("/office/import", confirmation(page))
    with read_session(visit.database) as session:
        made = session.scalars(select(Proposal)).one()
        assert made.private
        assert made.author_id == visit.county["author"].person_id


def test_without_files_one_is_told_to_choose(visit: Visit) -> None:
    assert "请先选择文件" in visit["office"].post("/office/import", {}, 422).text


def test_a_file_that_is_no_roster_is_a_sentence(visit: Visit) -> None:
    given = {"files": attached(("a.xlsx", files.workbook(["甲", "乙"], ["1", "2"])))}
    page = visit["office"].post("/office/import", given, 422)
    assert "什么都没有导入" in page.text
    assert "没有认出" in page.text


def test_problems_are_told_in_english_too(visit: Visit) -> None:
    browser = visit["office"]
    browser.client.post("/language", data={"lang": "en", "csrf_token": browser.csrf_token()})
    given = {"files": attached(files.GROUPS, files.DIRTY), "term_starts": "2025-01-10"}
    page = browser.post("/office/import", given, 422)
    told = [line.get_text() for line in page.soup.select("section ul li")]
    problems = [line for line in told if line.startswith("Row ")]
    assert len(problems) > 5
    assert any("There is no such liaison group" in line for line in problems)
