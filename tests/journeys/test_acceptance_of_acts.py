"""Acceptance: what people do, at once, by mistake, or where they have no business.

Some of the twenty stand with their kind: every route by GET and without its token (06) in
tests/laws/test_routes.py, two clerks at the very same moment (07 again) in
tests/workflow/test_engine_together.py, the silent leader (14) in test_reminding.py, and the session
that ends under a writing hand (17) in tests/browser/test_kept_text.py.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import HandlingTask, Proposal, RefusedAttempt
from models.database import read_session
from models.queries.evaluations import all_evaluations, mediations
from tests.journeys.telling import case_of, sentences
from tests.pages import Visit
from tests.samples import SATISFIED
from tests.stories import ONCE, Story
from workflow.engine import Refused

pytestmark = ONCE


def test_a03_a_second_dissatisfaction_leaves_the_earlier_round_as_it_was(
    story: Story,
) -> None:
    case = story.reach("proposal", "mediation_convened")
    story.do(case, "convene_mediation", mediation_place="二楼会议室")
    first, second = all_evaluations(story.session, case.id)
    kept = [(one.id, one.round, one.result, one.comment) for one in (first, second)]
    story.do(case, "record_mediation")
    assert case.state == "closed"
    story.session.expire_all()
    now = all_evaluations(story.session, case.id)
    assert [(one.id, one.round, one.result, one.comment) for one in now] == kept
    planned, held = mediations(story.session, case.id)
    assert (planned.record, planned.place) == ("", "县政协委员之家")
    assert (held.place, held.record) == ("二楼会议室", "当面谈了，提案人保留意见。")


def test_a04_a_unit_that_posts_an_evaluation_is_refused_and_recorded(
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


def test_a05_a_unit_opens_nothing_of_another_units_case_by_its_id(
    visit: Visit, story: Story
) -> None:
    task = story.reach("handling_task", "heard")
    number, case, version = task.id, task.proposal_id, str(task.version)
    story.session.commit()
    stranger = visit["unit_c"]
    for address in (
        f"/cases/{number}", f"/cases/{case}", f"/cases/{case}/why", f"/cases/{case}/replies",
        f"/cases/{number}/draft_reply", f"/cases/{number}/documents/transfer_slip",
    ):  # fmt: skip
        visit["unit_a"].get(address, 303 if address == f"/cases/{number}" else 200)
        stranger.get(address, 404)
    stranger.post(f"/cases/{number}/draft_reply", {"reply_body": "代答", "_version": version}, 404)
    assert visit.look(HandlingTask, number).state == "working"


def test_a07_of_two_clerks_who_assign_one_wins_and_the_other_keeps_what_he_typed(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "filed")
    number, unit = case.id, story.county.units[0]
    story.session.commit()
    address = f"/cases/{number}/assign"
    opened = {who: visit[who].get(address) for who in ("office", "clerk")}

    def typed(who: str, words: str) -> dict[str, str]:
        hidden = {name: opened[who].field(name) for name in ("_version", "_key")}
        return hidden | {
            "authority": "committee", "handling_mode": "sole", "lead_units": str(unit.id),
            "requirements": words,
        }  # fmt: skip

    visit["office"].post(address, typed("office", "请当面听取提案人意见"))
    page = visit["clerk"].post(address, typed("clerk", "请写明安装的栋数"), 409)
    assert page.h1.startswith("已有变化")
    assert "请写明安装的栋数" in page.text
    with read_session(visit.database) as session:
        kept = session.get_one(Proposal, number)
        assert [task.unit_id for task in kept.tasks] == [unit.id]
    text = visit["clerk"].get(f"/cases/{number}").text
    assert "请当面听取提案人意见" in text
    assert "安装的栋数" not in text


def test_a08_a_return_without_a_reason_is_refused_and_what_was_typed_is_kept(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "examining")
    number, version = case.id, str(case.version)
    story.session.commit()
    typed = {"ground": "empty", "reason": "", "disposal": "none", "votes": "9 人一致"}
    page = visit["head"].post(f"/cases/{number}/not_file", typed | {"_version": version}, 422)
    assert "请填写“理由”" in page.text
    assert page.field("votes") == "9 人一致"
    page = visit["head"].post(f"/cases/{number}/send_back", {"_version": version}, 422)
    assert "请填写“理由”" in page.text
    found = visit.look(Proposal, number)
    assert (found.state, found.background) == ("examining", case.background)


def test_a09_the_form_opens_with_nothing_selected(visit: Visit, story: Story) -> None:
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


def test_a10_the_lead_waits_for_every_opinion_and_every_countersignature_by_name(
    visit: Visit, story: Story
) -> None:
    story.mode = "lead_co"
    lead, co = case_of(story, "lead_co").tasks
    story.do(lead, "accept")
    story.talk(lead)
    story.show_and_hear(lead)
    with pytest.raises(Refused) as refused:
        story.do(lead, "draft_reply")
    assert sentences(refused) == [f"尚有会办单位没有提交会办意见：{co.unit_name}"]
    story.answer(co)
    story.session.expire_all()
    story.do(lead, "draft_reply")
    case, number, version = lead.proposal_id, lead.id, str(lead.version)
    story.session.commit()
    says = f"尚有会办单位没有会签：{co.unit_name}"
    page = visit["unit_a"].post(f"/cases/{number}/send_to_check", {"_version": version}, 422)
    assert says in page.text
    assert says in visit["unit_a"].get(f"/cases/{case}").text
    assert visit.look(HandlingTask, number).state == "countersigning"


def test_a15_a_leader_never_reviews_his_own(story: Story) -> None:
    own = story.propose(by="leader_member")
    story.do(own, "send_to_group", by="leader_member")
    for action, data in (("endorse", {}), ("suggest_changes", {"opinion": "好"})):
        with pytest.raises(Refused) as refused:
            story.do(own, action, by="leader_member", **data)
        assert sentences(refused) == ["不能审核自己提出的件"]
    story.do(own, "endorse", by="leader")
    assert own.state == "submitted"
