"""Evaluations and consultations on the pages: links, refusals, papers, figures, alerts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from models import Attachment, EvaluationAlert, LoginTrace, Proposal, RefusedAttempt
from models.database import read_session
from tests.pages import Visit
from tests.samples import DISSATISFIED, SATISFIED
from tests.stories import ONCE, Story

pytestmark = ONCE
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_the_member_confirms_or_disputes_each_contact_from_its_own_place(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "handling_talked")
    story.session.commit()
    page = visit["author"].get(f"/cases/{case.id}")
    assert page.text.count("单位单方记录") == 4, "with the contact, and where it was recorded"
    first, second = (contact.id for contact in case.tasks[0].contacts)
    assert {f"/cases/{case.id}/confirm_contact?contact={first}",
            f"/cases/{case.id}/dispute_contact?contact={second}"} <= page.links  # fmt: skip
    form = visit["author"].get(f"/cases/{case.id}/dispute_contact?contact={second}")
    assert form.field("contact") == str(second)
    said = {"contact": second, "dispute_kind": "differs", "member_words": "没有谈到比例"}
    visit["author"].send(f"/cases/{case.id}/dispute_contact", said)
    visit["author"].send(f"/cases/{case.id}/confirm_contact", {"contact": first})
    for name in ("author", "unit_a", "office", "auditor"):
        shown = visit[name].get(f"/cases/{case.id}")
        assert {"提案人已确认", "提案人有不同说法"} <= set(shown.text.split())
        assert "没有谈到比例" in shown.text
    task = case.tasks[0].id
    sheet = visit["unit_a"].get(f"/cases/{task}/documents/contact_record")
    assert sheet.response.data.startswith(b"%PDF")


def test_acceptance_4_a_unit_that_posts_an_evaluation_is_refused_and_recorded(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "replied")
    story.session.commit()
    hidden = {"_version": case.version, "_key": "k" * 22}
    visit["unit_a"].post(f"/cases/{case.id}/evaluate", {**hidden, **SATISFIED}, 422)
    with read_session(visit.database) as session:
        (attempt,) = session.scalars(select(RefusedAttempt))
    assert (attempt.subject_id, attempt.user_id) == (case.id, story.county["unit_a"].id)
    assert "提案人" in attempt.reason


def test_acceptance_9_the_form_opens_with_nothing_selected(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "replied")
    story.session.commit()
    page = visit["author"].get(f"/cases/{case.id}/evaluate")
    radios = page.soup.select("input[type=radio]")
    assert {"attitude", "result", "adoption-0-view", "adoption-1-view", "promises_clear"} <= {
        str(radio["name"]) for radio in radios
    }
    assert not [radio for radio in radios if radio.has_attr("checked")]
    given = {**SATISFIED, "adoption-0-view": "adopted", "adoption-1-view": "not"}
    visit["author"].send(f"/cases/{case.id}/evaluate", given)
    shown = visit["office"].get(f"/cases/{case.id}")
    assert "第 1 条采纳；第 2 条未采纳" in shown.text


def test_a_paper_form_goes_over_two_desks_and_its_scan_stays_there(
    visit: Visit, story: Story
) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.session.commit()
    answers = {**DISSATISFIED, "evaluator": story.county["ally"].person_id,
               "received_on": "2026-03-02"}  # fmt: skip
    address = f"/cases/{case.id}/enter_paper_evaluation"
    refused = send(visit, "office", address, answers, 422)
    assert "请填写“征询意见表扫描件”" in refused.text
    send(visit, "office", address, {**answers, "scan": (BytesIO(PDF), "征询意见表.pdf")})
    with read_session(visit.database) as session:
        file = session.scalars(select(Attachment)).one()
    for name, status in (("ally", 200), ("head", 200), ("auditor", 200), ("unit_a", 404),
                         ("author", 404), ("leader", 404)):  # fmt: skip
        visit[name].get(f"/attachments/{file.id}", status)
    for name in ("unit_a", "author"):
        assert "征询意见表.pdf" not in visit[name].get(f"/cases/{case.id}").text
    visit["office"].get(f"/cases/{case.id}/confirm_paper_evaluation", 409)
    form = visit["head"].get(f"/cases/{case.id}/confirm_paper_evaluation")
    assert "对办理结果：不满意" in form.text, "what was typed in stands beside the scan"
    assert f"/attachments/{file.id}" in form.links
    number = str(form.soup.select('input[name="paper_form"]')[0]["value"])
    assert "待第二人复核，还没有计入" in visit["office"].get(f"/cases/{case.id}").text
    visit["head"].send(
        f"/cases/{case.id}/confirm_paper_evaluation", {"paper_form": number, "note": "一致"}
    )
    assert "纸质代录" in visit["ally"].get(f"/cases/{case.id}").text
    visit["ally"].send(f"/cases/{case.id}/dispute_paper_evaluation", {"reason": "不是我填的"})
    assert "提案人有异议，不再计入" in visit["office"].get(f"/cases/{case.id}").text
    visit["ally"].send(f"/cases/{case.id}/evaluate", SATISFIED)


def send(visit: Visit, name: str, address: str, data: dict[str, Any], status: int = 303) -> Any:
    return visit[name].send(address, data, status)


def test_t3_an_evaluation_from_the_unit_s_device_is_listed_for_office_and_auditor(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "replied")
    story.session.commit()
    visit["author"].get(f"/cases/{case.id}")
    with visit.app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        from web.origins import origin

        address = origin().address
    user = story.county["unit_a"]
    story.session.add(
        LoginTrace(user_id=user.id, address=address, browser="x", device="y", seen_at=story.now)
    )
    story.session.commit()
    visit["author"].send(f"/cases/{case.id}/evaluate", SATISFIED)
    with read_session(visit.database) as session:
        assert session.scalars(select(EvaluationAlert)).one().kind == "address"
    for name in ("office", "head", "auditor"):
        assert "与承办单位账号来自同一网络" in visit[name].get("/evaluations/alerts").text
        assert "与承办单位账号来自同一网络" in visit[name].get(f"/cases/{case.id}").text
    for name in ("author", "unit_a", "supervisor"):
        assert "来自同一网络" not in visit[name].get(f"/cases/{case.id}").text
    visit["unit_a"].get("/evaluations/alerts", 403)


def test_the_figures_say_so_many_of_so_many(visit: Visit, story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author", **DISSATISFIED)
    story.do(case, "change_evaluation", by="author", urged="unit")
    story.pass_days(60)
    story.session.commit()
    page = visit["office"].get("/evaluations")
    assert "未反馈" in page.text
    assert "%" not in page.one("main").get_text()
    assert {"阿依古丽·艾力", "不满意", "承办单位的人"} <= set(
        page.text.replace("：", " ").replace("（", " ").replace("　", " ").split()
    )
    assert "承办单位的人" not in visit["auditor"].get("/evaluations").text
    assert "承办单位的人" not in visit["author"].get(f"/cases/{case.id}").text
    other = visit["office"].get("/evaluations?session=999")
    assert "阿依古丽" not in other.text


def test_the_notice_and_the_minutes_are_printed(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "mediation_convened")
    story.session.commit()
    for name in ("office", "unit_a", "boss_a"):
        notice = visit[name].get(f"/cases/{case.id}/documents/rehandling_notice")
        assert notice.response.data.startswith(b"%PDF")
    visit["office"].get(f"/cases/{case.id}/documents/mediation_minutes", 404)
    story.do(story.session.get_one(Proposal, case.id), "record_mediation")
    story.session.commit()
    minutes = visit["author"].get(f"/cases/{case.id}/documents/mediation_minutes")
    assert minutes.response.data.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["unit_a", "member"])
def test_only_units_leave_a_trace_when_they_sign_in(visit: Visit, story: Story, name: str) -> None:
    from web.passwords import hash_password

    user = story.county["unit_a" if name == "unit_a" else "author"]
    user.password_hash, user.must_change = hash_password("Correct-Horse-7"), False
    story.session.commit()
    client = visit.app.test_client()
    token = client.get("/login").get_data(as_text=True).split('name="csrf_token" value="')[1]
    sent = {"login": user.login, "password": "Correct-Horse-7", "csrf_token": token.split('"')[0]}
    answer = client.post("/login", data=sent)
    assert answer.status_code == 303
    assert "jianyan-device=" in str(answer.headers.getlist("Set-Cookie"))
    with read_session(visit.database) as session:
        traces = session.scalars(select(LoginTrace)).all()
        assert len(traces) == (name == "unit_a")
        assert all("127.0.0.1" not in (one.address, one.device) for one in traces)
