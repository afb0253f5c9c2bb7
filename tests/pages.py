"""The program as its users meet it: a browser per person, and every page it fetches is linted.

    page = visit["office"].get("/office")   # as 薛晓燕; any status but 200 fails
    page.h1, page.text, page.one("form.act"), page.links
    visit["office"].post("/cases/1/file", {"category": "social"}, status=303)

`visit` commits the county first; whatever a test does in its own session it commits itself
(`story.session.commit()`), as another request would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeVar

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from models import LoginSession
from models.database import read_session, write_session
from tests.people import County
from web.house import House
from web.sessions import digest

T = TypeVar("T")
_UNLABELLED = {"hidden", "submit", "button"}


def faults(soup: BeautifulSoup) -> list[str]:
    """What a reviewer would object to in a page."""
    found: list[str] = []
    heads = soup.select("h1")
    title = soup.title.get_text().strip() if soup.title else ""
    if len(heads) != 1:
        found.append(f"{len(heads)} h1")
    elif not title.startswith(" ".join(heads[0].get_text().split())):
        found.append(f"title {title!r} does not begin with h1 {heads[0].get_text()!r}")
    ids = [tag["id"] for tag in soup.select("[id]")]
    found += [f"id {one!r} twice" for one in {one for one in ids if ids.count(one) > 1}]
    found += [f"<{tag.name}> inside the page" for tag in soup.select("style, script:not([src])")]
    for tag in soup.find_all(True):
        found += [f"{name} on <{tag.name}>" for name in tag.attrs
                  if name == "style" or name.startswith("on")]  # fmt: skip
    found += [f"unlabelled {tag}" for tag in soup.select("input, select, textarea")
              if tag.get("type") not in _UNLABELLED and not _is_labelled(soup, tag)]  # fmt: skip
    for form in soup.select("form"):
        found += _form_faults(form)
    for tag in soup.select("[href], [src]"):
        address = str(tag.get("href") or tag.get("src"))
        if address.startswith(("http:", "https:", "//", "javascript:")):
            found.append(f"leads outside: {address}")
    found += [f"image without alt {tag}" for tag in soup.select("img:not([alt])")]
    if soup.html is None or not soup.html.get("lang"):
        found.append("no language")
    return found


def _is_labelled(soup: BeautifulSoup, tag: Tag) -> bool:
    if tag.get("aria-label") or tag.get("aria-labelledby") or tag.find_parent("label"):
        return True
    return bool(tag.get("id") and soup.select_one(f'label[for="{tag["id"]}"]'))


def _form_faults(form: Tag) -> list[str]:
    found = []
    if not str(form.get("action", "/")).startswith(("/", "?")):
        found.append(f"form acts on {form.get('action')!r}")
    if str(form.get("method", "get")).lower() == "post":
        if form.select_one('input[name="csrf_token"][value]') is None:
            found.append("form without csrf_token")
        # A form that can only be read has nothing to send.
        read_only = form.select_one("fieldset[disabled]") is not None
        if not read_only and form.select_one("button, input[type=submit]") is None:
            found.append("form without a button")
    if form.select_one("input[type=file]") and form.get("enctype") != "multipart/form-data":
        found.append("files without multipart")
    return found


@dataclass(frozen=True)
class Page:
    """An answer, parsed if it is a page."""

    response: TestResponse

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.get_data(as_text=True), "html.parser")

    @property
    def text(self) -> str:
        return " ".join(self.soup.get_text(" ").split())

    @property
    def h1(self) -> str:
        return " ".join(self.one("h1").get_text().split())

    @property
    def links(self) -> set[str]:
        return {str(tag["href"]) for tag in self.soup.select("a[href]")}

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    def one(self, selector: str) -> Tag:
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} of {selector}"
        return found[0]

    def field(self, name: str) -> str:
        """The value a form would send for that name."""
        tags = self.soup.select(f'[name="{name}"]')
        assert tags, f"no field {name}"
        if tags[0].name == "textarea":
            return tags[0].get_text().removeprefix("\r").removeprefix("\n")
        if tags[0].name == "select":
            chosen = tags[0].select("option[selected]")
            return str(chosen[0]["value"]) if chosen else ""
        if tags[0].get("type") == "radio":
            return next((str(tag["value"]) for tag in tags if tag.has_attr("checked")), "")
        return str(tags[0].get("value", ""))


@dataclass
class Browser:
    """One person's browser; nobody's while `signed_in` is false."""

    client: FlaskClient
    token: str = ""

    def get(self, address: str, status: int = 200) -> Page:
        return self._checked(self.client.get(address, buffered=True), status)

    def post(
        self, address: str, data: Mapping[str, Any] | None = None, status: int = 303, *,
        csrf: bool = True,
    ) -> Page:  # fmt: skip
        """Send a form, with the token a page of this browser carries."""
        given: MultiDict[str, Any] = MultiDict()
        for name, value in (data or {}).items():
            # A file is a tuple, which a MultiDict would take for two values.
            given.setlist(name, value if isinstance(value, list) else [value])
        if csrf:
            given["csrf_token"] = self.csrf_token()
        response = self.client.post(
            address, data=given, content_type="multipart/form-data", buffered=True
        )
        stream = response.request.environ["wsgi.input"]
        stream.close()  # a large body lies in a file of its own
        return self._checked(response, status)

    def send(self, address: str, data: Mapping[str, Any] | None = None, status: int = 303) -> Page:
        """Open the form at the address and send it, hidden fields and all."""
        form = self.get(address)
        hidden = {"_version": form.field("_version"), "_key": form.field("_key")}
        return self.post(address, {**hidden, **(data or {})}, status)

    def csrf_token(self) -> str:
        if not self.token:
            page = Page(self.client.get("/preferences", follow_redirects=True))
            self.token = page.field("csrf_token")
        return self.token

    def _checked(self, response: TestResponse, status: int) -> Page:
        page = Page(response)
        assert response.status_code == status, f"{response.status_code}: {page.text[:600]}"
        if response.mimetype == "text/html" and response.data and not page.location:
            assert faults(page.soup) == []
        return page


@dataclass
class Visit:
    """A browser for each of the cast."""

    app: Flask
    database: Database
    county: County
    house: House
    browsers: dict[str, Browser] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Browser:
        if name not in self.browsers:
            self.browsers[name] = self.sign_in(name)
        return self.browsers[name]

    def look(self, kind: type[T], key: Any) -> T:
        """A row as it now stands in the database, detached."""
        with read_session(self.database) as session:
            return session.get_one(kind, key)

    def nobody(self) -> Browser:
        """A browser nobody has signed in with."""
        return Browser(self.app.test_client())

    def sign_in(self, name: str) -> Browser:
        """A session as the login makes it, without the slow hashing."""
        browser, key = self.nobody(), f"key-of-{name}-{len(self.browsers)}"
        now = self.house.clock()
        with write_session(self.database) as session:
            session.add(
                LoginSession(
                    key_hash=digest(key), user_id=self.county[name].id, data={}, created_at=now,
                    seen_at=now, expires_at=now + timedelta(hours=8), address="", agent="",
                )
            )  # fmt: skip
            session.commit()
        browser.client.set_cookie("jianyan", key)
        return browser


@pytest.fixture
def visit(app: Flask, house: House, session: Session, county: County) -> Visit:
    """The cast at their browsers; the county is committed."""
    for user in county.users.values():
        user.must_change = False
    # What a test holds must not take SQLite's write lock again when it is merely looked at.
    session.expire_on_commit = False
    session.commit()
    return Visit(app, house.database, county, house)
