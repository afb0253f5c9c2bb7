"""办理指标 as pages: every figure opens the cases behind it, whoever may look."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tests.pages import Visit
from tests.stories import ONCE, Story

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def judged(visit: Visit, story: Story) -> int:
    """One case that was judged and one that nobody has decided on."""
    closed = story.reach("proposal", "closed")
    story.reach("proposal", "examining")
    story.session.commit()
    found: int = closed.id
    return found


@ONCE
def test_a_figure_opens_its_cases(visit: Visit, judged: int) -> None:
    page = visit["office"].get("/indicators")
    [filed] = [one for one in page.links if "indicator=filed" in one and "key=" not in one]
    said = page.text
    assert "1 / 1" in said
    assert "待定" in said, "the undecided one stands beside"
    behind = visit["office"].get(filed)
    assert f"/cases/{judged}" in behind.links
    assert "计入（1）" in behind.text
    assert "待定（1）" in behind.text
    visit["author"].get("/indicators", 403)
    visit["unit_a"].get("/indicators", 403)


@ONCE
@pytest.mark.parametrize("by", ["unit", "group", "sector", "category", "month"])
def test_it_is_told_apart_and_goes_into_a_spreadsheet(visit: Visit, judged: int, by: str) -> None:
    page = visit["auditor"].get(f"/indicators?by={by}")
    keyed = [one for one in page.links if "key=" in one and "indicator=satisfied" in one]
    assert any(f"/cases/{judged}" in visit["auditor"].get(one).links for one in keyed)
    answer = visit["auditor"].client.get(f"/indicators/table?by={by}")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.values)
    assert rows[1][:4] == ("全部", 1, 1, 1)


@ONCE
def test_an_unknown_figure_is_told_and_an_unknown_order_is_the_usual(visit: Visit) -> None:
    assert visit["office"].get("/indicators/cases?indicator=best", 404).h1
    assert visit["office"].get("/indicators?by=sex").h1 == "办理指标"
