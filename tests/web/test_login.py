"""Signing in and out, and what ends a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from models import LoginSession, User
from models.database import read_session, write_session
from tests.pages import Browser, Visit
from tests.people import START
from tests.stories import ONCE
from web.passwords import hash_password

PASSWORD = "prudent-apricot-27"


@pytest.fixture
def visitor(visit: Visit) -> Browser:
    """Somebody at the login page; 段环莺's password is known."""
    with write_session(visit.database) as session:
        session.get_one(User, visit.county["author"].id).password_hash = hash_password(PASSWORD)
        session.commit()
    return visit.nobody()


def sign_in(browser: Browser, password: str = PASSWORD, status: int = 303, **more: str) -> str:
    page = browser.post("/login", {"login": "author", "password": password, **more}, status)
    browser.token = ""
    return page.location or page.text


def count_sessions(visit: Visit) -> int:
    with read_session(visit.database) as session:
        return session.scalar(select(func.count()).select_from(LoginSession)) or 0


def test_the_right_password_opens_the_door(visitor: Browser) -> None:
    assert sign_in(visitor) == "/"
    assert visitor.get("/", 303).location == "/member"
    visitor.get("/member")


def test_after_signing_in_one_lands_where_one_wanted_to_go(visitor: Browser) -> None:
    assert visitor.get("/member/proposals?group=done", 303).location == (
        "/login?next=/member/proposals?group%3Ddone"
    )
    assert sign_in(visitor, next="/member/proposals") == "/member/proposals"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_login_never_leads_outside(visitor: Browser, target: str) -> None:
    assert sign_in(visitor, next=target) == "/"


@ONCE
def test_a_wrong_password_is_refused_in_a_sentence(visitor: Browser, visit: Visit) -> None:
    assert "账号或密码不对" in sign_in(visitor, "wrong", 422)
    assert visit.look(User, visit.county["author"].id).failed_logins == 1


def test_an_unknown_login_reads_like_a_wrong_password(visitor: Browser) -> None:
    page = visitor.post("/login", {"login": "nobody", "password": PASSWORD}, 422)
    assert "账号或密码不对" in page.text


def test_t15_five_wrong_passwords_pause_the_login(
    visitor: Browser, turn_clock: Callable[[datetime], None]
) -> None:
    for _try in range(5):
        sign_in(visitor, "wrong", 422)
    assert "15 分钟" in sign_in(visitor, PASSWORD, 429)
    turn_clock(START + timedelta(days=1, minutes=16))
    assert sign_in(visitor) == "/"


def test_many_failures_from_one_address_pause_it(visitor: Browser) -> None:
    for number in range(20):
        visitor.post("/login", {"login": f"guess{number}", "password": "x"}, 422)
    assert "15 分钟" in sign_in(visitor, PASSWORD, 429)


@ONCE
def test_an_inactive_account_cannot_sign_in(visitor: Browser, visit: Visit) -> None:
    with write_session(visit.database) as session:
        session.get_one(User, visit.county["author"].id).active = False
        session.commit()
    sign_in(visitor, PASSWORD, 422)


@ONCE
def test_the_key_is_new_at_every_login_and_only_its_hash_is_stored(
    visitor: Browser, visit: Visit
) -> None:
    visitor.client.set_cookie("jianyan", "a-key-somebody-planted")
    sign_in(visitor)
    cookie = visitor.client.get_cookie("jianyan")
    assert cookie is not None
    assert cookie.value != "a-key-somebody-planted"
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    with read_session(visit.database) as session:
        stored = session.scalars(select(LoginSession.key_hash)).all()
    assert cookie.value not in stored


@ONCE
def test_signing_out_ends_the_session_on_the_server(visitor: Browser, visit: Visit) -> None:
    sign_in(visitor)
    cookie = visitor.client.get_cookie("jianyan")
    assert cookie is not None
    assert visitor.post("/logout").location == "/login"
    assert count_sessions(visit) == 0
    visitor.client.set_cookie("jianyan", cookie.value)
    visitor.get("/member", 303)


@ONCE
def test_t15_the_first_password_must_be_changed_before_anything_else(
    visitor: Browser, visit: Visit
) -> None:
    with write_session(visit.database) as session:
        session.get_one(User, visit.county["author"].id).must_change = True
        session.commit()
    assert sign_in(visitor) == "/password"
    assert visitor.get("/member", 303).location == "/password"
    form = visitor.get("/password")
    visitor.token = form.field("csrf_token")
    new = "another-pear-41"
    visitor.post("/password", {"old": PASSWORD, "new": new, "again": new})
    visitor.get("/member")


@pytest.mark.parametrize("new", ["short", "1234567890123", "aaaaaaaaaaaa", PASSWORD])
def test_a_weak_new_password_is_refused(visitor: Browser, new: str) -> None:
    sign_in(visitor)
    visitor.post("/password", {"old": PASSWORD, "new": new, "again": new}, 422)


@ONCE
def test_changing_the_password_ends_the_other_sessions(visitor: Browser, visit: Visit) -> None:
    other = visit["author"]
    other.get("/member")
    sign_in(visitor)
    visitor.post("/password", {"old": PASSWORD, "new": "another-pear-41",
                               "again": "another-pear-41"})  # fmt: skip
    other.get("/member", 303)
    visitor.get("/member")


@ONCE
def test_a_session_ends_after_eight_idle_hours(
    visit: Visit, turn_clock: Callable[[datetime], None]
) -> None:
    browser = visit["author"]
    began = visit.house.clock()
    for hours in (7, 14, 21):
        turn_clock(began + timedelta(hours=hours))
        browser.get("/member")
    turn_clock(began + timedelta(hours=21 + 9))
    browser.get("/member", 303)


@ONCE
def test_a_role_that_is_taken_away_is_gone_at_once(visit: Visit) -> None:
    office = visit["office"]
    office.get("/office")
    with write_session(visit.database) as session:
        session.delete(session.get_one(User, visit.county["office"].id).grants[0])
        session.commit()
    office.get("/office", 403)


@ONCE
def test_large_type_and_language_are_kept_per_person(visit: Visit) -> None:
    author = visit["author"]
    author.post("/preferences", {"large_type": "y", "locale": "en"})
    kept = visit.look(User, visit.county["author"].id)
    assert kept.large_type
    assert kept.locale == "en"
    assert author.get("/preferences").soup.html["lang"].startswith("en")  # type: ignore[index]
