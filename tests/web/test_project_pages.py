"""The pages of projects: rows that are kept, board, bulletin, ballot, and what is public."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models import BallotSession, LivelihoodProject
from models.queries.history import events_of
from models.queries.links import linked_from
from tests.pages import Visit
from tests.project_samples import ballot_form
from tests.project_ways import begin_ballot
from tests.samples import uploaded
from tests.stories import ONCE, Story
from web.config import Settings
from web.documents.gather import gather
from web.papers import order_of
from web.projects import bulletin_of
from workflow.deadlines import local_date

KIND = "livelihood_project"


def shown(visit: Visit, who: str, address: str) -> str:
    """A page as that person reads it."""
    return str(visit[who].get(address).text)


@ONCE
def test_rows_are_asked_for_kept_when_wrong_and_more_on_demand(visit: Visit, story: Story) -> None:
    project = story.reach(KIND, "to_list")
    story.session.commit()
    address = f"/cases/{project.id}/list_project"
    page = visit["office"].get(address)
    assert page.field("milestones-2-name") == "", "three rows to begin with"
    typed = {
        "budget": "350.50", "funds-0-source": "县级财政", "funds-0-amount": "三百",
        "milestones-0-name": "开工", "milestones-0-planned_on": "2026-05-01",
        "milestones-0-weight": "90", "milestones-1-name": "完工",
    }  # fmt: skip
    more = visit["office"].post(address, {**typed, "_more": "milestones"}, 200)
    assert more.field("milestones-1-name") == "完工"
    assert more.field("milestones-7-name") == ""
    wrong = visit["office"].send(address, typed, 422)
    assert "第 1 行的“金额（万元）”填得不对，请核对" in wrong.text
    assert "第 2 行请填全" in wrong.text
    assert wrong.field("funds-0-amount") == "三百"
    assert wrong.field("milestones-0-weight") == "90"


@ONCE
def test_a_ballot_is_counted_on_one_page_with_a_line_for_each(visit: Visit, story: Story) -> None:
    ballot = begin_ballot(story, "")
    story.do(ballot, "fix_list")
    story.session.commit()
    address = f"/cases/{ballot.id}/count_ballot"
    counts = {"entitled": "210", "cast": "200", "valid": "195"}
    votes = {"ballot_votes-0-votes": "160", "ballot_votes-1-votes": "90"}
    alone = visit["office"].send(address, counts | {"ballot_votes-0-votes": "160"}, 422)
    assert "名单上的每一项都要填得票；没有得票的填 0" in alone.text
    visit["office"].send(address, counts | votes)
    done = shown(visit, "office", f"/cases/{ballot.id}")
    assert "选中" in done
    assert "未选中" in done
    story.session.expire_all()
    found = story.session.get_one(BallotSession, ballot.id)
    assert [(line.votes, line.project.state) for line in found.lines] == [
        (160, "to_list"), (90, "turned_down"),
    ]  # fmt: skip


def _behind(story: Story) -> LivelihoodProject:
    """A project of which nothing was reported, a hundred days after it began."""
    project: LivelihoodProject = story.reach(KIND, "own_carrying_out")
    story.pass_days(110)
    story.session.commit()
    return project


@ONCE
def test_the_board_shows_the_light_with_its_numbers_and_filters(visit: Visit, story: Story) -> None:
    project = _behind(story)
    visit.house.clock = lambda: story.now
    page = shown(visit, "supervisor", "/projects/board")
    assert "红灯" in page
    assert "已满 3 个月" in page
    assert project.title in page
    assert "红灯 1 项，黄灯 0 项，绿灯 0 项" in page
    assert project.title not in shown(visit, "supervisor", "/projects/board?light=green")
    assert project.title in shown(visit, "auditor", "/projects/board?light=red&q=卫生院")
    assert project.title not in shown(visit, "office", "/projects/board?q=没有这个")
    assert "已满 3 个月" in shown(visit, "author", f"/cases/{project.id}")


@ONCE
def test_the_bulletin_counts_and_names_who_lags(visit: Visit, story: Story) -> None:
    done = story.reach(KIND, "own_carrying_out")
    project = _behind(story)
    story.go_on(done, "report_all_done")
    story.do(done, "finish")
    story.session.commit()
    visit.house.clock = lambda: story.now
    page = shown(visit, "office", "/projects/bulletin")
    assert "已经开工 1/2 项，已经完工 1/2 项，在办 1 项。" in page
    assert project.title in page
    with visit.app.test_request_context():
        last = (local_date(story.now).replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
        found = bulletin_of(last)
        assert (found.listed, found.done) == (2, 0), "as it was at the end of that month"
        assert {line.number for line in found.missing} == {done.number, project.number}
        assert bulletin_of("2026-02").listed == 0
    assert done.finished_on is not None


@ONCE
def test_what_is_public_is_read_without_an_account(visit: Visit, story: Story) -> None:
    project = story.reach(KIND, "own_carrying_out")
    call = story.engine.open(
        story.session, "project_call", by=story.county["office"], now=story.now,
        data={"call_title": "征集公告", "call_from": "2026-03-01", "call_until": "2026-03-20",
              "call_scope": "饮水"},
    )  # fmt: skip
    story.session.commit()
    assert call.number == "征〔2026〕1号"
    nobody = visit.nobody()
    page = nobody.get("/public/projects")
    for words in ("征集公告", "饮水", project.title, project.number):
        assert words in page.text
    one = nobody.get(f"/public/projects/{project.number}").text
    for words in ("县级财政", "主体", "青山镇", "正在实施"):
        assert words in one
    for words in ("段环莺", "王经办", "0900"):
        assert words not in one
    nobody.get("/public/projects/2026-99", 404)
    english = nobody.get("/public/projects?lang=en")
    assert "Public notice of livelihood projects" in english.text


@ONCE
def test_each_page_leads_to_the_other_for_those_who_may_see_it(visit: Visit, story: Story) -> None:
    promise = story.reach("promise", "keeping")
    story.do(promise, "nominate_project", by="office")
    (link,) = linked_from(story.session, promise.id, "project")
    story.session.commit()
    there, back = f"/cases/{link.to_id}", f"/cases/{promise.id}"
    for page in (promise.id, promise.parent_id):
        assert there in visit["office"].get(f"/cases/{page}").links
        assert there not in visit["author"].get(f"/cases/{page}").links, "not his to see"
    assert back in visit["office"].get(f"/cases/{link.to_id}").links


@ONCE
@pytest.mark.parametrize("who", ["office", "head"])
def test_the_desk_lists_calls_and_ballots_and_only_the_office_begins(
    visit: Visit, story: Story, who: str
) -> None:
    form: dict[str, Any] = ballot_form(story)
    ballot = story.engine.open(
        story.session, "ballot_session", by=story.county["office"], data=form, now=story.now
    )
    story.session.commit()
    page = shown(visit, who, "/projects")
    assert ballot.title in page
    assert ("发布征集公告" in page) is (who == "office")
    assert date.fromisoformat(form["ballot_on"]) == ballot.due_on


@ONCE
def test_the_sheet_of_a_month_names_its_photos_and_says_the_light(story: Story) -> None:
    project = story.reach(KIND, "own_carrying_out")
    photo = uploaded(story, story.county["unit_a"])
    story.do(project, "report_progress", by="unit_a", progress=40, attachments=photo)
    event = story.do(project, "check_report", by="checker_a")
    story.do(project, "report_progress", by="unit_a", progress=50)
    events = events_of(story.session, [project.id])
    settings = Settings(instance=Path(), secret_key="x", database_url="sqlite://")
    order = order_of(story.session, story.engine, settings, project, events, event)
    (sheet,) = gather("project_month", order)
    assert (sheet.photos, sheet.progress) == (("证明",), "40%")
    assert sheet.light.startswith("绿灯：")
    assert (sheet.reporter, sheet.checker) == ("经办a", "核稿a")
