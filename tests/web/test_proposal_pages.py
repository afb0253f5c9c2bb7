"""A proposal from drafting to evaluation, through the pages alone."""

from __future__ import annotations

from typing import Any

import pytest

from models import HandlingTask, Proposal
from models.database import read_session
from models.queries.desk import Wish, find_cases
from tests.pages import Visit
from tests.samples import CONTACT
from tests.stories import ONCE

TEXT = {
    "title": "关于加装老旧小区电梯的提案",
    "background": "全县二十年以上的住宅楼 312 栋，都没有电梯。",
    "analysis": "楼上的老人下不了楼；出资比例一直谈不拢。",
    "suggestions-0": "定出资比例",
    "suggestions-1": "设一个窗口办手续",
    "suggestions-2": "",
}
REPLY = {
    "reply_class": "A",
    "doc_no": "云建函〔2026〕12号",
    "reply_body": "已经逐栋摸底，正在办理。已经报审的一稿。",
    "answers-0-verdict": "adopted",
    "answers-0-measure": "已印发办法。",
    "answers-1-verdict": "planned",
    "answers-1-measure": "年内设立。",
    "answers-1-due_on": "2026-12-31",
    "publicity": "full",
    **CONTACT,
}
SHOWN = {
    name: value
    for name, value in REPLY.items()
    if name.startswith("answers") or name == "reply_class"
} | {"reply_body": "给提案人看的草稿。"}
TALK = {
    "contact_stage": "before",
    "contact_mode": "visit",
    "contact_on": "2026-03-03",
    "contact_persons": "王经办",
    "contact_summary": "看了现场",
}
EXAMINED = {"proposed_result": "file", "category": "social", "opinion": "符合立案条件"}
SATISFIED = {"met_how": "visit", "attitude": "satisfied", "result": "satisfied"}


@pytest.fixture
def proposal(visit: Visit) -> int:
    """A proposal drafted on the page by its author."""
    done = visit["author"].send("/new/proposal", TEXT)
    return int(done.location.rpartition("/")[2])


def the_task(visit: Visit, proposal: int) -> int:
    with read_session(visit.database) as session:
        found = session.get_one(Proposal, proposal)
        return found.tasks[-1].id


def play(visit: Visit, proposal: int, until: str = "closed") -> int:
    """The shortest way to the end, through the forms; the id of the task."""
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("author", "send_to_group", {"publish_consent": "full"}),
        ("leader", "endorse", {"opinion": "同意"}),
        ("office", "pass_first_examination", EXAMINED),
        ("head", "file", {"category": "social"}),
        (
            "office",
            "assign",
            {
                "authority": "government_office",
                "handling_mode": "sole",
                "lead_units": str(visit.county.units[0].id),
            },
        ),
    ]
    for name, action, data in acts:
        visit[name].send(f"/cases/{proposal}/{action}", data)
    task = the_task(visit, proposal)
    said = {**TALK, "contact_members": str(visit.county["author"].person_id)}
    with read_session(visit.database) as session:
        joint = len(session.get_one(Proposal, proposal).signatures) > 0
    for name, action, data in [
        ("unit_a", "accept", CONTACT),
        ("unit_a", "record_contact", said),
        ("unit_a", "record_contact", said),
        ("unit_a", "show_draft", SHOWN),
        ("author", "comment_on_draft", {"draft_view": "agree"}),
        ("ally", "comment_on_draft", {"draft_view": "agree"}),
        ("unit_a", "draft_reply", REPLY),
        ("checker_a", "pass_check", {}),
        ("boss_a", "sign_reply", {}),
        ("office", "approve_reply", {}),
    ]:
        if action == until:
            return task
        if name == "ally" and not joint:
            continue
        visit[name].send(f"/cases/{task}/{action}", data)
    if until == "closed":
        visit["author"].send(f"/cases/{proposal}/evaluate", SATISFIED)
    return task


def test_t17_the_whole_chain_from_draft_to_evaluation_stands_in_one_place(
    visit: Visit, proposal: int
) -> None:
    task = play(visit, proposal)
    closed = visit.look(Proposal, proposal)
    assert closed.state == "closed"
    assert closed.number == "12-3-001"
    page = visit["author"].get(f"/cases/{proposal}")
    assert "已印发办法。" in page.text
    assert "评价答复" in page.text
    for name in ("reply_letter", "feedback_form"):
        answer = visit["author"].client.get(f"/cases/{task}/documents/{name}")
        assert answer.status_code == 200
        assert answer.data.startswith(b"%PDF-")


@ONCE
def test_the_page_offers_what_can_be_done_and_says_why_not(visit: Visit, proposal: int) -> None:
    visit["author"].send(f"/cases/{proposal}/submit", {"publish_consent": "full"})
    page = visit["office"].get(f"/cases/{proposal}")
    assert f"/cases/{proposal}/pass_first_examination" in page.links
    assert f"/cases/{proposal}/file" not in page.links
    assert "交办" in page.text
    assert "请先" not in page.h1


@ONCE
def test_the_proposer_reads_a_reply_only_when_it_was_let_out(visit: Visit, proposal: int) -> None:
    task = play(visit, proposal, until="approve_reply")
    author, office = visit["author"], visit["office"]
    assert "已经报审的一稿" not in author.get(f"/cases/{proposal}").text
    author.get(f"/cases/{task}/documents/reply_letter", 404)
    author.get(f"/cases/{task}/documents/reply_draft", 404)
    assert "已经报审的一稿" in office.get(f"/cases/{proposal}").text
    office.send(f"/cases/{task}/approve_reply")
    assert "已经报审的一稿" in author.get(f"/cases/{proposal}").text


@ONCE
def test_an_evaluation_is_sealed_from_the_unit_until_it_is_filed(
    visit: Visit, proposal: int
) -> None:
    author, ally = visit["author"], visit["ally"]
    author.send(f"/cases/{proposal}/invite", {"cosigners": str(visit.county.seat("ally"))})
    ally.send(f"/cases/{proposal}/sign", {"opinion": "很好"})
    play(visit, proposal, until="evaluated")
    author.send(f"/cases/{proposal}/evaluate", SATISFIED | {"comment": "秘密的评语"})
    assert "秘密的评语" in visit["office"].get(f"/cases/{proposal}").text
    assert "秘密的评语" not in visit["unit_a"].get(f"/cases/{proposal}").text
    ally.send(f"/cases/{proposal}/evaluate", SATISFIED)
    assert "秘密的评语" in visit["unit_a"].get(f"/cases/{proposal}").text


@ONCE
def test_nothing_is_preselected_in_an_evaluation(visit: Visit, proposal: int) -> None:
    play(visit, proposal, until="evaluated")
    form = visit["author"].get(f"/cases/{proposal}/evaluate")
    assert [form.field(name) for name in ("met_how", "attitude", "result", "targeted")] == [""] * 4


@ONCE
def test_a_returned_reply_is_the_draft_of_the_next(visit: Visit, proposal: int) -> None:
    task = play(visit, proposal, until="approve_reply")
    visit["office"].send(f"/cases/{task}/send_back_reply", {"reason": "请逐条写清"})
    form = visit["unit_a"].get(f"/cases/{task}/draft_reply")
    assert form.field("doc_no") == "云建函〔2026〕12号"
    assert form.field("answers-1-measure") == "年内设立。"
    assert form.field("answers-1-due_on") == "2026-12-31"
    with read_session(visit.database) as session:
        assert [one.status for one in session.get_one(HandlingTask, task).replies] == [
            "shown",
            "returned",
        ]


def test_what_waits_for_somebody_stands_on_his_home(visit: Visit, proposal: int) -> None:
    visit["author"].send(f"/cases/{proposal}/submit", {"publish_consent": "full"})
    address = f"/cases/{proposal}"
    assert address in visit["office"].get("/office").links
    assert address in visit["office"].get("/office/proposals?group=waiting").links
    assert address not in visit["author"].get("/member/proposals?group=waiting").links
    assert address in visit["author"].get("/member/proposals?group=doing").links
    with read_session(visit.database) as session:
        user = session.merge(visit.county["office"], load=False)
        wish = Wish(group="waiting", today=visit.house.clock().date())
        assert [one.id for one in find_cases(session, user, {"office": "all"}, wish)] == [proposal]


@ONCE
def test_the_proposer_sees_that_a_reply_was_sent_back_but_not_the_words(
    visit: Visit, proposal: int
) -> None:
    task = play(visit, proposal, until="approve_reply")
    visit["office"].send(f"/cases/{task}/send_back_reply", {"reason": "内部的话"})
    assert "内部的话" in visit["unit_a"].get(f"/cases/{proposal}").text
    page = visit["author"].get(f"/cases/{proposal}")
    assert "退回重拟" in page.text
    assert "内部的话" not in page.text
