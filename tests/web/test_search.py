"""Searching in the lists: nobody finds what he may not see, nothing internal is found at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.database import altering, make_engine, write_session
from models.queries.desk import Wish, find_cases
from models.queries.search import matching
from models.queries.visibility import find_visible
from tests.pages import Visit
from tests.people import todays_rules
from tests.samples import answers
from tests.stories import CAME_FROM, Story
from tests.turns import hear_everybody
from web.commands import main
from workflow.deadlines import local_date

SEES = {role.name: role.sees for role in todays_rules().roles}
CANARY = "金丝雀"


def finders(story: Story, query: str) -> dict[str, set[int]]:
    """Who of the cast finds what."""
    story.session.flush()
    wish = Wish(text=query, today=local_date(story.now), limit=500)
    return {
        name: {one.id for one in find_cases(story.session, user, SEES, wish)}
        for name, user in story.county.users.items()
    }


@pytest.mark.parametrize(
    ("kind", "state"),
    [("proposal", "drafting"), ("proposal", "cosigning"), ("proposal", "group_review"),
     ("proposal", "submitted"), ("proposal", "handling"), ("proposal", "closed"),
     ("livelihood_project", "drafting"), ("livelihood_project", "carrying_out"),
     ("project_call", "calling"), ("commendation", "reviewing"), ("assessment", "reporting")],
)  # fmt: skip
def test_a_case_is_found_by_those_who_see_it(story: Story, kind: str, state: str) -> None:
    subject = story.reach(kind, state)
    today = local_date(story.now)
    story.session.flush()
    for name, hits in finders(story, subject.title).items():
        sees = find_visible(story.session, story.county[name], subject.id, today, SEES)
        assert (subject.id in hits) is (sees is not None), name


def test_a_draft_is_found_by_its_author_alone(story: Story) -> None:
    proposal = story.propose(background=f"{CANARY}在草稿里")
    hits = finders(story, CANARY)
    assert hits.pop("author") == {proposal.id}
    assert set().union(*hits.values()) == set()


def test_a_reply_is_found_once_it_is_issued(story: Story) -> None:
    task = story.task("sole")
    proposal = task.proposal
    story.do(task, "accept")
    story.talk(task)
    said = answers(proposal)
    said[0]["measure"] = f"{CANARY}措施"
    first = {"reply_body": f"{CANARY}正文", "answers": said}
    story.do(task, "show_draft", **first)
    assert set().union(*finders(story, CANARY).values()) == set()
    hear_everybody(story, task)
    story.send_reply(task, **first)
    assert set().union(*finders(story, CANARY).values()) == set()
    story.do(task, "send_back_reply")
    assert set().union(*finders(story, CANARY).values()) == set()
    story.send_reply(task, **first)
    story.do(task, "approve_reply")
    for query in (f"{CANARY}正文", f"{CANARY}措施"):
        hits = finders(story, query)
        for name in ("author", "office", "auditor", "unit_a"):
            assert proposal.id in hits[name], name
        for name in ("stranger", "other_leader", "unit_c", "admin", "retired"):
            assert hits[name] == set(), name


def test_nothing_internal_is_found_by_anybody(story: Story) -> None:
    story.mode = "lead_co"
    returned = story.task("sole")
    story.do(returned, "ask_return", reason=f"{CANARY}不属本单位")
    story.do(returned, "agree_return", reason=f"{CANARY}同意")
    proposal = story.reach("proposal", "filed")
    story.do(proposal, "assign")
    story.session.refresh(proposal)
    lead, co = sorted(proposal.tasks, key=lambda task: task.duty == "co")
    story.do(co, "accept")
    story.do(co, "give_opinion", opinion=f"{CANARY}会办意见")
    story.do(lead, "accept")
    story.talk(lead)
    story.do(lead, "record_contact", contact_summary=f"{CANARY}沟通")
    story.do(lead, "show_draft", reply_body=f"{CANARY}草稿")
    wish = {"draft_view": "changes", "draft_comment": f"{CANARY}希望修改"}
    story.do(lead, "comment_on_draft", **wish)
    story.do(lead, "draft_reply")
    says = {"countersign_view": "reserve", "reservation": f"{CANARY}保留"}
    story.do(lead, "countersign", **says)
    story.do(lead, "send_to_check")
    story.do(lead, "return_draft", reason=f"{CANARY}重拟")
    story.send_reply(lead)
    story.do(lead, "send_back_reply", reason=f"{CANARY}退回")
    story.send_reply(lead)
    story.do(lead, "approve_reply")
    bad = {"result": "dissatisfied", "comment": f"{CANARY}评价"}
    story.evaluate(proposal, **bad)
    story.answer_every_task(proposal)
    story.evaluate(proposal, **bad)
    story.do(proposal, "convene_mediation")
    story.do(proposal, "record_mediation", mediation_record=f"{CANARY}协商")
    assert set(story.session.scalars(matching(story.session, CANARY))) == set()


def test_a_released_unit_finds_its_task_but_not_the_case(story: Story) -> None:
    task = story.reach("handling_task", "released")
    proposal = task.proposal
    story.session.flush()
    assert finders(story, task.title)["unit_a"] == {task.id}
    assert finders(story, "出资比例")["unit_a"] == set()
    heir = next(one for one in proposal.tasks if not one.released)
    assert finders(story, "出资比例")["unit_c"] == {proposal.id, heir.id}


def test_a_supervision_case_is_found_by_its_demands(story: Story) -> None:
    supervision = story.reach("supervision_case", "reporting")
    story.session.flush()
    query = supervision.demands[:6]
    for name, hits in finders(story, query).items():
        sees = find_visible(
            story.session, story.county[name], supervision.id, local_date(story.now), SEES
        )
        assert (supervision.id in hits) is (sees is not None), name
    assert supervision.id in finders(story, query)["supervisor"]


@pytest.mark.parametrize(
    ("kind", "state", "query"),
    [
        ("activity", "recorded", "管网老化"),
        ("social_opinion", "sent", "物业合同"),
        ("opinion_issue", "issued", "亟待清洗"),
    ],
)
def test_activities_opinions_and_issues_are_found_by_their_words(
    story: Story, kind: str, state: str, query: str
) -> None:
    subject = story.reach(kind, state)
    story.session.flush()
    for name, hits in finders(story, query).items():
        sees = find_visible(
            story.session, story.county[name], subject.id, local_date(story.now), SEES
        )
        assert (subject.id in hits) is (sees is not None), name
    assert subject.id in finders(story, query)["office"]


def test_every_kind_has_a_story_here() -> None:
    # The others are found by their titles: their words stand in the cases, or are figures.
    own_words = {
        "proposal", "handling_task", "livelihood_project", "promise", "supervision_case",
        "activity", "social_opinion", "opinion_issue", "project_call", "commendation",
    }  # fmt: skip
    by_title = {
        "examination_meeting", "archive_volume", "publication", "assessment", "ballot_session",
    }  # fmt: skip
    assert set(CAME_FROM) == own_words | by_title


# ── in the browser, and on the command line ─────────────────────────────────


def test_the_list_finds_words_of_the_text(visit: Visit, story: Story) -> None:
    hit = story.reach("proposal", "submitted")
    story.session.commit()
    page = visit["office"].get("/office/proposals?q=出资比例")
    assert f"/cases/{hit.id}" in page.links
    assert "共 1 件" in page.text
    assert (
        visit["stranger"].get("/member/proposals?q=出资比例").links.isdisjoint({f"/cases/{hit.id}"})
    )


@pytest.mark.parametrize("query", ["不存在的词", '<script>alert("1")</script>', "%27%20OR%201=1--",
                                   "NEAR(", "%22", "*", "%25", "%00x", "\\"])  # fmt: skip
def test_what_is_not_found_is_said_in_words(visit: Visit, story: Story, query: str) -> None:
    story.reach("proposal", "submitted")
    story.session.commit()
    page = visit["office"].get(f"/office/proposals?q={query}")
    assert "没有找到含有" in page.text
    assert page.soup.select("main script") == []


def test_a_blank_box_shows_everything(visit: Visit, story: Story) -> None:
    hit = story.reach("proposal", "submitted")
    story.session.commit()
    assert f"/cases/{hit.id}" in visit["office"].get("/office/proposals?q=%E3%80%80+").links


def test_the_index_can_be_made_anew(
    story: Story, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hit = story.propose(background="渠首淤塞")
    story.session.execute(text("UPDATE search_text SET text = ''"))
    story.session.commit()
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    result = CliRunner().invoke(main, ["search", "rebuild"])
    assert result.exit_code == 0, result.output
    assert "1 件" in result.output
    assert set(story.session.scalars(matching(story.session, "渠首淤塞"))) == {hit.id}


@pytest.mark.own_database
def test_an_older_database_is_searchable_after_its_upgrade(
    story: Story, engine: Database, database_url: str
) -> None:
    from alembic import command

    from web.migrating import _config, upgrade

    hit = story.propose(background="渠首淤塞")
    hit_id = hit.id
    # The roles within a unit are younger than the old database: nobody held one there.
    story.session.execute(
        text("DELETE FROM role_grant WHERE unit_id IS NOT NULL AND role <> 'handling_unit'")
    )
    story.session.commit()
    config = _config()
    with altering(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
    engine.dispose()
    assert upgrade(database_url) is True
    fresh = make_engine(database_url)
    with write_session(fresh) as session:
        assert set(session.scalars(matching(session, "渠首淤塞"))) == {hit_id}
    fresh.dispose()


def test_a_case_that_is_rolled_back_is_not_found(story: Story, session: Session) -> None:
    kept = story.propose(background="渠首淤塞")
    savepoint = session.begin_nested()
    story.propose(background="渠首淤塞")
    savepoint.rollback()
    story.propose(background="别的")
    assert set(session.scalars(matching(session, "渠首淤塞"))) == {kept.id}
