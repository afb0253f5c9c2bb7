"""Evaluations and consultations on the pages: links, refusals, papers, figures, alerts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from models import Attachment, LoginTrace, Proposal
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
