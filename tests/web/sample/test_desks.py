"""Each of the six accounts finds something to do, or to see, on its home page."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Proposal, Subject, User
from models.queries.accounts import user_by_login
from models.queries.desk import Wish, count_cases, find_cases
from tests.yunling import STATES
from web.sample.timeline import TODAY
from workflow.check import prove
from workflow.names import KNOWN

pytestmark = pytest.mark.slow

SEES = {role.name: role.sees for role in prove(STATES.read_text("utf-8"), KNOWN).roles}


def _user(session: Session, login: str) -> User:
    found = user_by_login(session, login)
    assert found is not None
    return found


def _waiting(session: Session, login: str) -> Counter[str]:
    user = _user(session, login)
    wish = Wish(group="waiting", today=TODAY, limit=200)
    return Counter(case.state for case in find_cases(session, user, SEES, wish))


def test_the_member_evaluates_cosigns_and_writes(yunling: Session) -> None:
    waiting = _waiting(yunling, "member")
    assert waiting["replied"] >= 1
    assert waiting["cosigning"] >= 1
    assert waiting["drafting"] >= 1
    running = Wish(group="doing", today=TODAY)
    assert count_cases(yunling, _user(yunling, "member"), SEES, running) >= 2


def test_the_group_leader_has_reviews_waiting(yunling: Session) -> None:
    assert _waiting(yunling, "leader")["group_review"] >= 3


def test_the_office_has_every_kind_of_work(yunling: Session) -> None:
    waiting = _waiting(yunling, "office")
    for state in ("submitted", "filed", "return_asked", "mediation", "inspection"):
        assert waiting[state] >= 1, state
    late = Wish(group="waiting", due="late", today=TODAY)
    assert count_cases(yunling, _user(yunling, "office"), SEES, late) >= 4


def test_the_head_decides_what_the_office_has_examined_first(yunling: Session) -> None:
    assert _waiting(yunling, "head")["examining"] >= 3


def test_the_unit_signs_works_and_is_late(yunling: Session) -> None:
    waiting = _waiting(yunling, "unit")
    for state in ("to_sign", "working", "opining"):
        assert waiting[state] >= 1, state
    late = Wish(group="waiting", due="late", today=TODAY)
    assert count_cases(yunling, _user(yunling, "unit"), SEES, late) >= 1


def test_the_auditor_sees_all_and_the_administrator_no_case(yunling: Session) -> None:
    everything = len(list(yunling.scalars(select(Subject.id).where(Subject.private.is_(False)))))
    assert count_cases(yunling, _user(yunling, "auditor"), SEES, Wish(today=TODAY)) >= everything
    assert count_cases(yunling, _user(yunling, "admin"), SEES, Wish(today=TODAY)) == 0


def test_a_case_went_through_two_rounds_and_kept_both_replies(yunling: Session) -> None:
    cases = list(yunling.scalars(select(Proposal).where(Proposal.round == 2)))
    assert any(case.state == "closed" for case in cases)
    for case in cases:
        assert {task.round for task in case.tasks} == {1, 2}
