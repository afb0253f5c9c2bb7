"""Accounts, the committee's order, and the auditor's pages."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, text

from models import CalendarDay, Grant, HandlingUnit, Proposal, User
from models.database import read_session
from tests.pages import Visit
from tests.stories import Story
from web.passwords import matches


def test_t15_a_new_account_gets_a_random_password_once_and_must_change_it(visit: Visit) -> None:
    admin = visit["admin"]
    page = admin.post("/admin/accounts/new", {"name": "杨新人", "login": "yang.xin"}, 200)
    found = re.search(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", page.text)
    assert found
    with read_session(visit.database) as session:
        user = session.scalars(select(User).where(User.login == "yang.xin")).one()
        assert user.must_change
        assert matches(user.password_hash, found[0])
        number = user.id
    assert found[0] not in admin.get(f"/admin/accounts/{number}").text


def test_a_login_name_is_given_once(visit: Visit) -> None:
    page = visit["admin"].post("/admin/accounts/new", {"name": "甲", "login": "Author"}, 422)
    assert "已经有人用了" in page.text


def test_a_name_in_the_roster_is_asked_about(visit: Visit) -> None:
    admin, sent = visit["admin"], {"name": "段环莺", "login": "duan2"}
    page = admin.post("/admin/accounts/new", sent, 422)
    assert "请选择是哪一位" in page.text
    person = visit.county["author"].person_id
    admin.post("/admin/accounts/new", sent | {"person": str(person)}, 200)
    with read_session(visit.database) as session:
        user = session.scalars(select(User).where(User.login == "duan2")).one()
        assert user.person_id == person


def test_a_grant_works_at_once_and_ends_at_once(visit: Visit) -> None:
    admin, number = visit["admin"], visit.county["stranger"].id
    visit["stranger"].get("/unit", 403)
    unit = str(visit.county.units[1].id)
    admin.post(f"/admin/accounts/{number}/grants", {"role": "handling_unit", "unit": unit})
    visit["stranger"].get("/unit")
    with read_session(visit.database) as session:
        grant = session.scalars(
            select(Grant).where(Grant.user_id == number, Grant.role == "handling_unit")
        ).one()
    admin.post(f"/admin/accounts/{number}/grants/{grant.id}/end")
    visit["stranger"].get("/unit", 403)


def test_a_grant_without_its_unit_is_refused(visit: Visit) -> None:
    number = visit.county["stranger"].id
    page = visit["admin"].post(
        f"/admin/accounts/{number}/grants", {"role": "handling_unit", "unit": ""}, 422
    )
    assert "请选择承办单位" in page.text


def test_the_last_administrator_stays(visit: Visit) -> None:
    admin, user = visit["admin"], visit.county["admin"]
    admin.post(f"/admin/accounts/{user.id}/grants/{user.grants[0].id}/end")
    admin.post(f"/admin/accounts/{user.id}/change", {"do": "lock"})
    admin.get("/admin/accounts")


def test_a_locked_account_is_signed_out(visit: Visit) -> None:
    clerk = visit["clerk"]
    clerk.get("/office")
    number = visit.county["clerk"].id
    visit["admin"].post(f"/admin/accounts/{number}/change", {"do": "lock"})
    clerk.get("/office", 303)
    assert not visit.look(User, number).active


def test_a_unit_can_be_corrected_but_not_doubled(visit: Visit) -> None:
    unit = visit.county.units[0]
    sent = {"name": unit.name, "short_name": "住建局", "active": "y"}
    visit["office"].post(f"/admin/units/{unit.id}", sent)
    assert visit.look(HandlingUnit, unit.id).short_name == "住建局"
    page = visit["office"].post("/admin/units", sent, 422)
    assert "已经有同名的了" in page.text


def test_a_holiday_moves_the_open_deadlines(visit: Visit, story: Story) -> None:
    proposal = story.reach("proposal", "submitted")
    story.session.commit()
    before = proposal.due_on
    assert before is not None
    day = before.isoformat()
    sent = {"day": day, "is_workday": "no", "name": "古尔邦节", "source": "州发〔2026〕1号"}
    page = visit["office"].post("/admin/calendar", sent, 200)
    assert "期限会改变的 1 件" in page.text
    assert proposal.title in page.text
    assert visit.look(Proposal, proposal.id).due_on == before, "to look is not to do"
    page = visit["office"].post("/admin/calendar", {**sent, "_step": "confirm"}, 200)
    assert "期限已经改变的 1 件" in page.text
    assert f"/cases/{proposal.id}" in page.links
    assert visit.look(CalendarDay, before).name == "古尔邦节"
    after = visit.look(Proposal, proposal.id).due_on
    assert after is not None
    assert after > before
    assert "期限重新计算" in visit["office"].get(f"/cases/{proposal.id}").text
    gone = {"_remove": day, "_step": "confirm"}
    assert "期限已经改变的 1 件" in visit["office"].post("/admin/calendar", gone, 200).text
    assert visit.look(Proposal, proposal.id).due_on == before


def test_the_auditor_sees_every_hash_and_a_change_that_was_made_behind(
    visit: Visit, story: Story
) -> None:
    proposal = story.reach("proposal", "filed")
    story.session.commit()
    auditor = visit["auditor"]
    page = auditor.get(f"/audit/cases/{proposal.id}")
    assert "逐条核验无误" in page.text
    with visit.database.begin() as connection:
        if connection.dialect.name == "sqlite":
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='event'")
            ).scalars()
            for name in list(names):
                connection.execute(text(f'DROP TRIGGER "{name}"'))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text("UPDATE event SET actor_name = '别人' WHERE subject_id = :id AND seq = 2"),
            {"id": proposal.id},
        )
    assert "被改动" in auditor.get(f"/audit/cases/{proposal.id}").text


@pytest.mark.parametrize(
    "address",
    [
        "/office/proposals?q=电梯&state=submitted&due=later&group=doing",
        "/office/proposals?session=1&unit=1&liaison=1&category=social",
        "/office/proposals?after=x&session=abc&unit=99999999999999&group=all&due=never&q=%25_%00",
        "/office/tasks?due=late", "/office/projects?q=·", "/unit/tasks?group=waiting",
        "/audit/cases?q=12-3", "/notices?before=1",
    ],
)  # fmt: skip
def test_lists_take_any_filter(visit: Visit, story: Story, address: str) -> None:
    story.reach("proposal", "submitted")
    story.session.commit()
    name = {"office": "office", "unit": "unit_a", "audit": "auditor"}.get(address.split("/")[1])
    visit[name or "office"].get(address)


def test_a_long_list_goes_on_and_shows_each_case_once(visit: Visit, story: Story) -> None:
    for number in range(65):
        subject = story.propose(title=f"提案{number}")
        story.do(subject, "submit")
    story.session.commit()
    where, seen = "/office/proposals?group=waiting", []
    while where:
        page = visit["office"].get(where)
        seen += [link for link in page.links if link.startswith("/cases/")]
        more = page.soup.select_one(".paging a")
        where = str(more["href"]) if more else ""
        assert len(seen) <= 65, where
    assert len(seen) == len(set(seen)) == 65


def test_notices_are_read_one_by_one_or_all(visit: Visit, story: Story) -> None:
    story.reach("proposal", "submitted")
    story.session.commit()
    office = visit["office"]
    assert "关于加装" in office.get("/notices").text
    office.post("/notices/read", {"id": "1"})
    office.post("/notices/read")
    with read_session(visit.database) as session:
        left = session.execute(
            text("SELECT count(*) FROM notice WHERE user_id = :id AND read_at IS NULL"),
            {"id": visit.county["office"].id},
        ).scalar()
    assert left == 0
