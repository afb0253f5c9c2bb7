"""A headless Chromium and the real application, for stories told through pages.

- `browser`: one Chromium for the process; it can reach nothing but this machine
- `address`: the application of `app`, served on 127.0.0.1
- `stage`: the cast at their browsers (tests/browser/stage.py); what they object to fails the test
- `width`: of the screen; parametrise it, or get 1280

Set JIANYAN_SCREENSHOTS to a folder to keep a picture of every page that is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.orm import Session

from tests.browser.serving import served
from tests.browser.stage import FIRST_PASSWORD, Stage, picture_folder
from tests.people import County
from web.house import House
from web.passwords import hash_password

_ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--lang=zh-CN",
    # Whatever a page asks for outside comes to nothing; the stage also writes it down.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser(browser_path: str | None) -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def width() -> int:
    """Of the screen."""
    return 1280


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application answers."""
    with served(app) as found:
        yield found


@cache
def _first_hash() -> str:
    return hash_password(FIRST_PASSWORD)


@pytest.fixture
def stage(
    app: Flask, house: House, address: str, browser: Browser, width: int, session: Session,
    county: County, request: pytest.FixtureRequest,
) -> Iterator[Stage]:  # fmt: skip
    """Everybody has an account with a first password, and nobody has signed in yet."""
    for user in county.users.values():
        user.password_hash = _first_hash()
        user.must_change = True
    session.expire_on_commit = False
    session.commit()
    made = Stage(app, house, address, browser, width, picture_folder(request.node.name))
    yield made
    for person in made.people.values():
        person.context.close()
    assert made.objections() == []
