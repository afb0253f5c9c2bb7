"""Plenary sessions: entered by page and by command, refused where they cannot be meant."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from models import PlenarySession, Term
from models.database import read_session
from tests.pages import Visit
from tests.people import County, todays_rules
from tests.stories import ONCE, Story
from workflow.parameters import wrong_parameters
from workflow.plenary import Planned, faults

WHERE = "/admin/sessions"
NEXT = {
    "term": "12", "no": "4", "term_starts": "", "opens": "2027-03-09", "closes": "2027-03-13",
    "collection_from": "2027-01-04", "cutoff_at": "2027-03-11T12:00",
}  # fmt: skip


def every_session(visit: Visit) -> dict[tuple[int, int], PlenarySession]:
    with read_session(visit.database) as session:
        return {(one.term.no, one.no): one for one in session.scalars(select(PlenarySession))}


def enter(visit: Visit, **changes: str) -> PlenarySession:
    """Enter the next session, as the office; it stands in the database then."""
    sent = NEXT | changes
    page = visit["office"].post(WHERE, sent)
    found = every_session(visit)[int(sent["term"]), int(sent["no"])]
    assert page.location == f"{WHERE}/{found.id}"
    return found


@ONCE
def test_a_session_is_entered_with_the_usual_limits(visit: Visit) -> None:
    found = enter(visit)
    assert (found.opens, found.closes) == (date(2027, 3, 9), date(2027, 3, 13))
    assert found.cutoff_at == datetime(2027, 3, 11, 4, 0, tzinfo=UTC)
    page = visit["office"].get(f"{WHERE}/{found.id}")
    assert page.field("reply_time") == "3个月"
    assert "12 届 4 次会议" in visit["office"].get(WHERE).text


@ONCE
def test_a_new_term_needs_its_first_day(visit: Visit) -> None:
    coming = {"term": "13", "no": "1"}
    page = visit["office"].post(WHERE, NEXT | coming, 422)
    assert "请写明本届开始的日期" in page.text
    assert page.field("opens") == "2027-03-09"
    enter(visit, **coming, term_starts="2027-01-01")
    with read_session(visit.database) as session:
        assert session.scalars(select(Term).where(Term.no == 13)).one().starts == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"no": "3"}, "第 12 届第 3 次会议已经有了"),
        ({"no": "四"}, "写成数字"),
        ({"no": "0"}, "写 1 到 20"),
        ({"no": "2"}, "请核对次数和日期"),
        ({"closes": "2027-03-08"}, "闭幕不能早于开幕"),
        ({"closes": "2027-05-08"}, "会期超过一个月"),
        ({"collection_from": "2027-03-10"}, "不能在开幕以后才开始"),
        ({"collection_from": "2026-03-13"}, "与第 12 届第 3 次会议重叠"),
        ({"collection_from": "2025-03-13"}, "早于开幕一年以上"),
        ({"cutoff_at": "2027-01-03T12:00"}, "征集截止不能早于征集开始"),
        ({"cutoff_at": "2027-03-14T00:00"}, "征集截止不能晚于闭幕"),
        ({"opens": "2077-03-09", "closes": "2077-03-13"}, "请核对年份"),
        ({"opens": "2021-03-09"}, "开幕不能早于本届开始"),
        ({"opens": ""}, "请填写这一项"),
        ({"term": "0"}, "请写明本届开始的日期"),
        ({"term": "13", "no": "1", "term_starts": "0001-01-01"}, "请核对本届开始的年份"),
    ],
)
@ONCE
def test_what_cannot_be_meant_is_refused(
    visit: Visit, changes: dict[str, str], sentence: str
) -> None:
    page = visit["office"].post(WHERE, NEXT | changes, 422)
    assert sentence in page.text
    assert list(every_session(visit)) == [(12, 3)]


@ONCE
def test_limits_can_be_changed_until_something_is_submitted(visit: Visit, story: Story) -> None:
    plenary = visit.county.plenary
    office, where = visit["office"], f"{WHERE}/{plenary.id}"
    page = office.get(where)
    names = [rule.name for rule in visit.house.rules.parameters]
    days = ("opens", "closes", "collection_from", "cutoff_at")
    sent = {name: page.field(name) for name in (*days, *names)}
    for length in ("很久", "25个月", "0天", "731天", "522个工作日"):
        refused = office.post(where, sent | {"reply_time": length}, 422)
        assert refused.field("reply_time") == length
    for wrong in (
        {"closes": "2026-03-01"},
        {"min_contacts": "三"},
        {"min_contacts": "10"},
        {"case_number_width": ""},
        {"face_to_face": "sometimes"},
        {"reply_not_after": "2026-03-14"},
        {"reply_not_after": "2027-08-31"},
    ):
        refused = office.post(where, sent | wrong, 422)
        assert refused.soup.select(".error"), wrong
    assert visit.look(PlenarySession, plenary.id).parameters == {}
    chosen = {"min_contacts": "0", "face_to_face": "all", "reply_not_after": "2026-08-31"}
    office.post(where, sent | chosen | {"reply_time": "60 个工作日", "closes": "2026-03-15"})
    kept = visit.look(PlenarySession, plenary.id)
    assert kept.parameters["reply_time"] == {"amount": 60, "unit": "working_days"}
    assert kept.parameters["reply_not_after"] == "2026-08-31"
    assert (kept.parameters["min_contacts"], kept.parameters["face_to_face"]) == (0, "all")
    page = office.get(where)
    assert (page.field("min_contacts"), page.field("reply_not_after")) == ("0", "2026-08-31")
    assert kept.closes == date(2026, 3, 15)
    assert wrong_parameters(todays_rules(), kept.parameters) == []

    story.reach("proposal", "submitted")
    story.session.commit()
    page = office.get(where)
    assert "只能看，不能改" in page.text
    assert page.soup.select("fieldset[disabled]")
    office.post(where, sent | {"reply_time": "9天"})
    assert visit.look(PlenarySession, plenary.id).parameters == kept.parameters
    assert "期限已冻结" in office.get(WHERE).text


@ONCE
def test_a_draft_does_not_freeze_the_session(visit: Visit, story: Story) -> None:
    story.propose()
    story.session.commit()
    assert "期限可以调整" in visit["office"].get(WHERE).text


@pytest.mark.parametrize(
    "parameters",
    [
        {"reply_tim": {"amount": 3, "unit": "months"}},
        {"reply_time": {"amount": 3, "unit": "years"}},
        {"reply_time": {"amount": 0, "unit": "days"}},
        {"reply_time": {"amount": 731, "unit": "days"}},
        {"reply_time": {"amount": True, "unit": "days"}},
        {"reply_time": {"amount": 3}},
        {"reply_time": "3 months"},
        {"min_contacts": 10},
        {"min_contacts": "2"},
        {"min_contacts": True},
        {"face_to_face": "sometimes"},
        {"reply_not_after": "2026-02-30"},
        {"reply_not_after": 20260831},
    ],
)
def test_parameters_the_procedure_cannot_use_are_named(parameters: dict[str, object]) -> None:
    assert wrong_parameters(todays_rules(), parameters) == list(parameters)
    assert wrong_parameters(todays_rules(), {"reply_time": {"amount": 730, "unit": "days"}}) == []


@ONCE
def test_an_earlier_session_may_be_entered_afterwards(county: County) -> None:
    earlier = Planned(
        term_no=12, no=2, term_starts=county.term.starts, opens=date(2025, 3, 10),
        closes=date(2025, 3, 14), collection_from=date(2025, 1, 6),
        cutoff_at=datetime(2025, 3, 11, 4, 0, tzinfo=UTC),
    )  # fmt: skip
    assert faults(earlier, [county.plenary]) == []
