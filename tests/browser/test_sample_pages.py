"""The sample county as each role finds it: home, lists, cases, registers."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator
from sqlalchemy import select

from models import User
from models.database import make_engine, write_session
from tests.applications import INSTANCE
from tests.browser.serving import served
from tests.browser.stage import OWN_PASSWORD, Person, Stage, picture_folder
from web import create_app
from web.config import Settings
from web.passwords import hash_password

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROLES = ("member", "leader", "office", "unit", "auditor", "admin")


@pytest.fixture
def yunling_stage(
    yunling_template: Path, tmp_path: Path, browser: Browser, width: int,
    request: pytest.FixtureRequest,
) -> Iterator[Stage]:  # fmt: skip
    """The county as `jianyan sample load` leaves it, with passwords that are known."""
    shutil.copyfile(yunling_template, tmp_path / "county.db")
    url = f"sqlite:///{tmp_path / 'county.db'}"
    database = make_engine(url)
    with write_session(database) as session:
        for user in session.scalars(select(User).where(User.login.in_(ROLES))):
            user.password_hash, user.must_change = hash_password(OWN_PASSWORD), False
        session.commit()
    database.dispose()
    (tmp_path / "fonts").symlink_to(INSTANCE / "fonts")
    (tmp_path / "demo-accounts.csv").touch()
    app = create_app(Settings(instance=tmp_path, database_url=url, secret_key="for tests only"))
    with served(app) as address:
        folder = picture_folder(request.node.name)
        made = Stage(app, app.extensions["jianyan"], address, browser, width, folder)
        yield made
        for person in made.people.values():
            person.context.close()
    made.house.database.dispose()
    assert made.objections() == []


#: members and leaders carry a telephone, the others sit at a desk; for pictures, both
USUAL = [(role, 390 if role in {"member", "leader"} else 1280) for role in ROLES]
BOTH = [(role, width) for role in ROLES for width in (390, 1280)]


@pytest.mark.parametrize(
    ("role", "width"), BOTH if os.environ.get("JIANYAN_SCREENSHOTS") else USUAL
)
def test_a_role_finds_its_way_in_a_whole_county(yunling_stage: Stage, role: str) -> None:
    person = yunling_stage.open(role)
    person.sign_in(role, OWN_PASSWORD)
    for words in pages_of(person):
        go(person, words)
        look_into_a_case(person)


def pages_of(person: Person) -> list[str]:
    """What the main navigation offers."""
    opened = menu(person)
    links = opened.locator("a").all()  # those behind “更多” as well
    names = [" ".join((link.text_content() or "").split()[:1]) for link in links]
    assert names
    return names


def menu(person: Person) -> Locator:
    """The navigation: across the head of a wide page, in the menu of a narrow one."""
    if person.stage.width >= 600:
        return person.page.get_by_role("navigation", name="主导航")
    links = person.page.get_by_role("navigation", name="菜单里的导航")
    if not links.is_visible():
        person.page.get_by_label(re.compile("^菜单：")).click()
    return links


def go(person: Person, words: str) -> None:
    link = menu(person).locator("a", has_text=re.compile(rf"^\s*{re.escape(words)}")).first
    if not link.is_visible():
        menu(person).get_by_text("更多").click()
    with person.page.expect_navigation():
        link.click()
    person.met(words)


def look_into_a_case(person: Person) -> None:
    """The first case of a list; the navigation leads on from there as well."""
    rows = person.page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    addresses = [one.get_attribute("href") or "" for one in rows.all()]
    cases = [place for place, address in enumerate(addresses) if "/cases/" in address]
    for place in cases[:1]:
        with person.page.expect_navigation():
            rows.nth(place).click()
        person.met()
