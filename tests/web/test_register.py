"""The register of numbers, and the cut-off as members read it."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import text

from tests.pages import Visit
from tests.people import CUTOFF
from tests.stories import ONCE, Story


@ONCE
def test_the_register_shows_every_number_and_a_gap_in_red(visit: Visit, story: Story) -> None:
    page = visit["office"].get("/register")
    assert "还没有给出过编号" in page.text
    filed = [story.reach("proposal", "filed") for _ in range(2)]
    story.do(filed[0], "withdraw")
    draft = story.reach("proposal", "group_review")
    story.do(draft, "take_back")
    story.session.commit()
    for who in ("office", "auditor", "head"):
        page = visit[who].get("/register?series=case/12-3/")
        assert "没有缺号" in page.text
        rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
        assert [row.split()[0] for row in rows] == ["001", "002"]
        assert "撤" in rows[0]
    page = visit["office"].get("/register?series=serial/proposal/2026")
    assert draft.title not in page.soup.select("tbody tr")[2].get_text()
    assert "不公开" in page.text
    story.session.execute(text("UPDATE subject SET number = NULL WHERE number = '12-3-002'"))
    story.session.commit()
    page = visit["auditor"].get("/register?series=case/12-3/")
    assert "12-3-002" in page.one("p.error").get_text()
    assert page.soup.select("tbody .late")


@ONCE
def test_a_series_is_saved_as_a_spreadsheet_and_no_title_becomes_a_formula(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "filed")
    case.title = "=HYPERLINK(1)"
    number = case.number
    story.session.commit()
    links = [one for one in visit["office"].get("/register").links if "/register/table" in one]
    got = visit["office"].client.get(links[0], buffered=True)
    sheet = openpyxl.load_workbook(io.BytesIO(got.data)).active
    assert number
    titles = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert [one.value for one in titles if one.data_type == "s"] == ["=HYPERLINK(1)"]
    assert [one for one in titles if one.data_type == "f"] == []
    visit["office"].get("/register/table?series=nonsense", 404)


@ONCE
def test_a_category_number_is_read_beside_the_case(visit: Visit, story: Story) -> None:
    story.county.plenary.parameters = {"category_numbers": "yes_"}
    case = story.reach("proposal", "filed")
    story.session.commit()
    page = visit["office"].get(f"/cases/{case.id}")
    assert "类第001号" in page.text
    assert "类别号" in visit["office"].get("/register").text


@ONCE
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (CUTOFF - timedelta(days=3), "还有 3 天"),
        (CUTOFF - timedelta(hours=1), "今天"),
        (CUTOFF + timedelta(seconds=1), "已经在"),
    ],
)
def test_a_member_reads_until_when_he_can_submit(
    visit: Visit, story: Story, moment: object, words: str
) -> None:
    draft = story.propose()
    sent = story.reach("proposal", "submitted")
    story.session.commit()
    visit.house.clock = lambda: moment  # type: ignore[assignment,return-value]
    author = visit["author"]
    for address in ("/member", "/new/proposal", f"/cases/{draft.id}", f"/cases/{draft.id}/submit"):
        assert words in author.get(address).one(".notice[role=note]").get_text(), address
    assert "提案征集" not in author.get(f"/cases/{sent.id}").text
    assert "提案征集" not in author.get("/new/livelihood_project").text


@ONCE
def test_every_kind_of_number_has_its_series(visit: Visit, story: Story) -> None:
    for kind, state in (
        ("supervision_case", "reporting"), ("archive_volume", "to_check"),
        ("opinion_issue", "drafting"), ("commendation", "commended"),
    ):  # fmt: skip
        story.reach(kind, state)
    story.session.commit()
    page = visit["office"].get("/register")
    series = [one["value"] for one in page.soup.select("select[name=series] option")]
    known = {one.split("/")[0] for one in series}
    assert known >= {"supervision", "volume", "issue", "commendation", "case", "serial"}
    for one in series:
        shown = visit["office"].get(f"/register?series={one}")
        assert "没有缺号" in shown.text, one
