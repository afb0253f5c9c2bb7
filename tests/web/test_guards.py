"""What guards every answer: headers, settings, error pages, one commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from models import Proposal
from tests.pages import Visit
from tests.stories import ONCE
from web import create_app
from web.config import Settings, SettingsError, read_settings
from workflow.problems import RulesError


@ONCE
def test_every_answer_carries_a_strict_policy(visit: Visit) -> None:
    for address in ("/login", "/static/theme.css", "/nowhere"):
        headers = visit.nobody().client.get(address, buffered=True).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
    assert visit["office"].client.get("/office").headers["Cache-Control"] == "no-store"


@ONCE
def test_a_style_sheet_is_kept_under_the_address_of_its_content_alone(visit: Visit) -> None:
    page = visit["office"].get("/office")
    linked = [one["href"] for one in page.soup.select("link[rel=stylesheet]")]
    linked += [one["src"] for one in page.soup.select("script[src]")]
    assert len(linked) > 3
    client = visit.nobody().client
    for address in linked:
        bare, _mark, digest = address.partition("?v=")
        assert len(digest) == 12
        assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]
        for other in (bare, f"{bare}?v=0123456789ab"):
            assert "max-age" not in client.get(other, buffered=True).headers["Cache-Control"]


@ONCE
def test_a_page_that_does_not_exist_is_a_page_in_a_sentence(visit: Visit) -> None:
    assert visit["office"].get("/nowhere", 404).h1
    assert visit.nobody().get("/nowhere", 404).h1


@ONCE
def test_an_unexpected_error_shows_no_trace_and_saves_nothing(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.app.config["SHOW_ERROR_PAGES"] = True
    browser = visit["author"]
    form = browser.get("/new/proposal")

    def fail(*_args: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr("web.casework._after", fail)
    monkeypatch.setattr("web.casepage.case_url", fail)
    sent = {"title": "关于修路的提案", "_key": form.field("_key")}
    page = browser.post("/new/proposal", sent, 500)
    assert "fire" not in page.text
    assert "Traceback" not in page.text
    monkeypatch.undo()
    assert "关于修路的提案" not in browser.get("/member/proposals").text


@ONCE
def test_a_commit_that_fails_is_an_error_page(visit: Visit) -> None:
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.orm import Session

    browser = visit["author"]
    form = browser.get("/new/proposal")

    def fail(_session: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    event.listen(Session, "before_commit", fail)
    try:
        sent = {"title": "关于修路的提案", "_key": form.field("_key")}
        browser.post("/new/proposal", sent, 500)
    finally:
        event.remove(Session, "before_commit", fail)
    with visit.database.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM proposal").scalar() == 0
    assert Proposal.__tablename__ == "proposal"


@ONCE
def test_the_language_switch_works_before_and_after_signing_in(visit: Visit) -> None:
    nobody = visit.nobody()
    nobody.token = nobody.get("/login").field("csrf_token")
    nobody.post("/language", {"lang": "en", "next": "/login"})
    html = nobody.get("/login").soup.html
    assert html is not None
    assert str(html["lang"]).startswith("en")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORT", "70000"), ("COOKIE_SECURE", "maybe"), ("IDLE_HOURS", "0")],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"JIANYAN_{name}"):
        read_settings({"JIANYAN_INSTANCE": str(tmp_path), f"JIANYAN_{name}": value})


def test_the_debugger_stays_on_this_machine(tmp_path: Path) -> None:
    given = {"JIANYAN_INSTANCE": str(tmp_path), "JIANYAN_DEBUG": "1", "JIANYAN_HOST": "0.0.0.0"}
    with pytest.raises(SettingsError, match="JIANYAN_DEBUG"):
        read_settings(given)


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    given = {"JIANYAN_INSTANCE": str(tmp_path)}
    assert read_settings(given).secret_key == read_settings(given).secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_cookies_are_bound_to_https_beyond_this_machine(tmp_path: Path) -> None:
    given = {"JIANYAN_INSTANCE": str(tmp_path), "JIANYAN_HOST": "0.0.0.0"}
    assert read_settings(given).cookie_secure
    assert not read_settings({"JIANYAN_INSTANCE": str(tmp_path)}).cookie_secure


def test_unsound_rules_refuse_to_start(settings: Settings, tmp_path: Path) -> None:
    from dataclasses import replace

    wrong = tmp_path / "states.yaml"
    wrong.write_text(settings.states.read_text("utf-8").replace("to: submitted", "to: nowhere"))
    with pytest.raises(RulesError) as caught:
        create_app(replace(settings, states=wrong))
    assert len(caught.value.problems) > 1
