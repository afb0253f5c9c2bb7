"""People come, move and go; a term ends; units are merged: old cases keep what they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import GroupStay, HandlingUnit, LiaisonGroup, Member, OrderEvent, Person, Term
from models.database import read_session
from tests.pages import Visit
from tests.people import County
from tests.stories import ONCE, Story
from workflow.judgement import Refused

LATER = datetime(2026, 4, 10, 2, tzinfo=UTC)
MOVE = {"on": "2026-03-20", "reason": "工作调动"}


def told(visit: Visit) -> list[str]:
    with read_session(visit.database) as session:
        return list(session.scalars(select(OrderEvent.what).order_by(OrderEvent.id)))


def seat(visit: Visit, login: str) -> Member:
    return visit.look(Member, visit.county.members[login].id)


@ONCE
def test_a16_old_cases_keep_the_names_of_their_day(
    visit: Visit, story: Story, county: County
) -> None:
    """验收第 16 条：委员调组、离任，联络组和单位改名，老件上的名称不变。"""
    case = story.reach("proposal", "replied")
    story.session.commit()
    visit.house.clock = lambda: LATER
    before = visit["office"].get(f"/cases/{case.id}").text
    assert "青山镇联络组" in before
    office = visit["office"]
    member = county.members["author"]
    office.post(f"/admin/members/{member.id}/move", MOVE | {"group": str(county.other_group.id)})
    person = story.session.get_one(Person, member.person_id)
    person.name = "段环鹰"
    story.session.commit()
    group = office.get(f"/admin/groups/{county.group.id}")
    office.post(
        f"/admin/groups/{county.group.id}",
        {"name": "青山新城联络组", "kind": group.field("kind") or "township", "active": "y"},
    )
    unit = county.units[0]
    office.post(
        f"/admin/units/{unit.id}",
        {"name": "云岭县新局", "short_name": "新局", "active": "y", "successor_id": ""},
    )
    office.post(
        f"/admin/members/{member.id}/leave",
        {"why": "moved", "last_day": "2026-03-25", "basis": "调出本县"},
    )
    after = office.get(f"/cases/{case.id}").text
    for words in ("段环莺", "青山镇联络组", f"云岭县{unit.short_name}"[3:]):
        assert words in after, words
    for words in ("段环鹰", "青山新城", "县直文教", "新局"):
        assert words not in after, words
    assert told(visit) == ["member_moved", "group_changed", "unit_changed", "member_left"]
    left = seat(visit, "author")
    assert (left.status, left.left_on, left.left_reason) == ("left", date(2026, 3, 25), "moved")
    with read_session(visit.database) as session:
        stays = session.scalars(select(GroupStay).order_by(GroupStay.id)).all()
        assert [(one.group_name, one.since, one.until) for one in stays] == [
            ("青山镇联络组", None, date(2026, 3, 19)),
            ("县直文教联络组", date(2026, 3, 20), date(2026, 3, 25)),
        ]
    page = visit["auditor"].get("/audit/changes").text
    assert "青山镇联络组 → 县直文教联络组" in page
    assert "工作调动" in page


@ONCE
def test_who_has_left_evaluates_his_old_cases_and_begins_no_new(
    visit: Visit, story: Story, county: County
) -> None:
    case = story.reach("proposal", "replied")
    story.session.commit()
    member = county.members["author"]
    visit["office"].post(
        f"/admin/members/{member.id}/leave",
        {"why": "resigned", "last_day": "2026-03-01", "basis": "辞"},
    )
    story.session.expire_all()
    with pytest.raises(Refused, match="不是在任委员"):
        story.propose()
    story.evaluate(case)
    assert case.state == "closed"


@ONCE
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"on": "2099-01-01"}, "不能晚于今天"), ({"on": ""}, "请填写"), ({"reason": ""}, "请填写")],
)
def test_a_move_that_cannot_be_is_refused(
    visit: Visit, changed: dict[str, str], sentence: str
) -> None:
    visit.house.clock = lambda: LATER
    member = visit.county.members["author"]
    sent = MOVE | {"group": str(visit.county.other_group.id)} | changed
    page = visit["office"].post(f"/admin/members/{member.id}/move", sent, 422)
    assert sentence in page.text
    assert seat(visit, "author").group_id == member.group_id
    assert told(visit) == []


@ONCE
def test_somebody_takes_the_seat_of_one_who_left(visit: Visit, county: County) -> None:
    office, former = visit["office"], county.members["former"]
    office.post(
        f"/admin/members/{former.id}/leave",
        {"why": "died", "last_day": "2026-03-01", "basis": "讣告"},
    )
    sent = {
        "name": "李新民", "member_no": "YL900", "sector": "农业界", "group": str(county.group.id),
        "replaces": str(former.id), "on": "2026-03-02", "reason": "常委会决定",
    }  # fmt: skip
    assert (
        "已经有人用了" in office.post("/admin/members/new", sent | {"member_no": "YL001"}, 422).text
    )
    made = office.post("/admin/members/new", sent)
    assert made.location
    page = office.get(made.location)
    assert "和志强" in page.text
    again = office.post("/admin/members/new", sent | {"member_no": "YL901", "replaces": ""}, 422)
    assert "同名的另一个人" in again.text
    assert told(visit) == ["member_left", "member_joined"]


@ONCE
def test_a_term_ends_and_another_begins(visit: Visit, story: Story, county: County) -> None:
    case = story.reach("proposal", "handling")
    story.session.commit()
    office = visit["office"]
    assert (
        "接着最近一届"
        in office.post("/admin/terms", {"no": "14", "starts": "2026-04-01"}, 422).text
    )
    office.post("/admin/terms", {"no": "13", "starts": "2026-04-01"})
    with read_session(visit.database) as session:
        old, new = session.scalars(select(Term).order_by(Term.no)).all()
        assert (old.ends, new.starts) == (date(2026, 3, 31), date(2026, 4, 1))
    office.post(f"/admin/terms/{new.id}/close-earlier", {})
    assert seat(visit, "ally").status == "sitting", "not before its first day"
    visit.house.clock = lambda: LATER
    office = visit["clerk"]
    office.post(f"/admin/terms/{new.id}/close-earlier", {})
    left = seat(visit, "ally")
    assert (left.status, left.left_on) == ("left", date(2026, 3, 31))
    assert told(visit) == ["term_opened", "term_closed"]
    assert "段环莺" in visit["author"].get(f"/cases/{case.id}").text


@ONCE
def test_the_successor_of_a_unit_goes_on_with_its_cases(
    visit: Visit, story: Story, county: County
) -> None:
    task = story.task("sole")
    story.session.commit()
    old, new = county.units[0], county.units[1]
    sent = {"name": old.name, "short_name": old.short_name, "successor_id": str(new.id)}
    page = visit["office"].post(f"/admin/units/{old.id}", sent | {"active": "y"}, 422)
    assert "请去掉" in page.text
    visit["office"].post(f"/admin/units/{old.id}", sent)
    kept = visit.look(HandlingUnit, old.id)
    assert (kept.active, kept.successor_id) == (False, new.id)
    story.session.expire_all()
    story.now += timedelta(days=2)
    story.do(task, "accept", by="unit_b")
    assert task.unit_name == old.name
    assert visit.look(LiaisonGroup, county.group.id).name == "青山镇联络组"


@ONCE
def test_a_wrong_number_of_a_session_is_put_right_until_a_case_bears_it(
    visit: Visit, story: Story, county: County
) -> None:
    office, where = visit["office"], f"/admin/sessions/{county.plenary.id}/number"
    story.reach("proposal", "submitted")
    story.session.commit()
    office.post(where, {"no": "40", "reason": "笔误"}, 422)
    office.post(where, {"no": "4", "reason": ""}, 422)
    office.post(where, {"no": "4", "reason": "笔误"})
    assert "12 届 4 次会议" in office.get("/admin/sessions").text
    story.session.expire_all()
    assert story.reach("proposal", "filed").number == "12-4-001"
    story.session.commit()
    office.post(where, {"no": "3", "reason": "再改"})
    assert "12 届 4 次会议" in office.get("/admin/sessions").text
    assert told(visit) == ["session_renumbered"]
