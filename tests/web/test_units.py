"""The units' side on the pages: the chain of returns, the table of units, the sheets."""

from __future__ import annotations

from models.queries.history import events_of
from tests.applications import INSTANCE
from tests.pages import Visit
from tests.samples_of_assignment import assignment
from tests.stories import ONCE, Story
from web.documents import render
from web.documents.gather import Order, gather

pytestmark = ONCE


def test_the_unit_sees_how_long_it_may_return_and_the_board_counts_it(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "filed")
    story.do(case, "assign", **assignment(story.county, "lead_co"))
    story.session.refresh(case)
    lead, co = case.tasks
    story.session.commit()
    words = "以前可以申请退办，还有 4 个工作日"
    text = visit["unit_a"].get(f"/cases/{case.id}").text
    assert words in text
    assert words not in visit["author"].get(f"/cases/{case.id}").text
    story.do(lead, "accept")
    story.do(co, "ask_return")
    story.session.commit()
    board = visit["supervisor"].get("/office/board")
    rows = [" ".join(row.get_text(" ").split()) for row in board.soup.select("tbody tr")]
    assert rows == [
        "云岭县住房和城乡建设局 1 0 1/1 0 0 0 0 0",
        "云岭县财政局 1 0 0 1/1 1/1 0 0 0",
    ]
    unit = co.unit_id
    (disputed,) = [link for link in board.links if f"unit={unit}" in link and "disputed" in link]
    shown = visit["supervisor"].get(disputed)
    assert "共 1 件" in shown.text


def test_an_extension_is_told_to_the_proposer_with_its_reason(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "extended")
    story.session.commit()
    told = visit["author"].get(f"/cases/{case.id}").text
    assert "经批准延期：由2026年6月2日延至2026年6月17日" in told
    assert "要等住户表决的结果" in told
    assert "目前进展" not in told, "what unit and office write to each other is theirs"
    why = visit["author"].get(f"/cases/{case.id}/why").text
    assert "同意延期：由 2026年6月2日 延至 2026年6月17日" in why


def test_each_sheet_between_office_and_unit_is_printed(story: Story) -> None:

    story.mode = "lead_co"
    kept = story.reach("handling_task", "return_kept")
    late = story.reach("handling_task", "extended")
    case = story.reach("proposal", "replied")
    co = next(task for task in case.tasks if task.duty == "co")
    for name, task, action in (
        ("receipt", late, "accept"),
        ("return_form", kept, "ask_return"),
        ("extension_form", late, "ask_extension"),
        ("co_opinion", co, "give_opinion"),
    ):
        event = next(e for e in events_of(story.session, [task.id]) if e.action == action)
        (sheet,) = gather(name, Order(task, event))
        assert render(name, [sheet], INSTANCE).startswith(b"%PDF")
