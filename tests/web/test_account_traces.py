"""Whatever is done to an account leaves a line that nobody can take back."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from models import AccountEvent, Grant
from models.database import read_session
from models.queries.accounts import account_events, user_by_login
from tests.pages import Visit
from tests.stories import ONCE
from web.commands import main


def traces(visit: Visit, name: str) -> list[tuple[str, str]]:
    """What was done to that account, oldest first, and by whom."""
    with read_session(visit.database) as session:
        found = account_events(session, visit.county[name].id)
        return [(event.what, event.by_name) for event in reversed(found)]


@ONCE
def test_every_change_by_the_administrator_leaves_its_line(visit: Visit) -> None:
    admin, number = visit["admin"], visit.county["stranger"].id
    page, unit = f"/admin/accounts/{number}", visit.county.units[1]
    role = {"role": "handling_unit", "unit": str(unit.id)}
    admin.post(f"{page}/change", {"do": "reset"}, 200)
    admin.post(f"{page}/change", {"do": "lock"})
    admin.post(f"{page}/change", {"do": "unlock"})
    admin.post(f"{page}/grants", role)
    admin.post(f"{page}/grants", role | {"valid_from": "2026-03-01", "valid_to": "2026-12-31"})
    with read_session(visit.database) as session:
        wanted = select(Grant.id).where(Grant.user_id == number, Grant.role == "handling_unit")
        grant = session.scalars(wanted).one()
    admin.post(f"{page}/grants/{grant}/end")
    name = visit.county["admin"].name
    assert traces(visit, "stranger") == [
        ("password_reset", name), ("disabled", name), ("enabled", name), ("role_given", name),
        ("role_changed", name), ("role_ended", name),
    ]  # fmt: skip
    for browser, address in ((admin, page), (visit["auditor"], "/audit/accounts")):
        text = browser.get(address).text
        assert "收回角色" in text
        assert unit.name in text
        assert "2026年3月1日 — 2026年12月31日" in text
        assert name in text


@ONCE
def test_a_new_account_and_a_changed_password_leave_their_lines(visit: Visit) -> None:
    visit["admin"].post("/admin/accounts/new", {"name": "杨新人", "login": "yang.xin"}, 200)
    with read_session(visit.database) as session:
        made = user_by_login(session, "yang.xin")
        assert made is not None
        assert [one.what for one in account_events(session, made.id)] == ["created"]


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("change", {"do": "nonsense"}, 400),
        ("grants", {"role": "handling_unit"}, 422),
        ("grants/99999/end", {}, 404),
    ],
)
def test_what_was_refused_leaves_no_line(
    visit: Visit, path: str, sent: dict[str, str], status: int
) -> None:
    number = visit.county["stranger"].id
    visit["admin"].post(f"/admin/accounts/{number}/{path}", sent, status)
    assert traces(visit, "stranger") == []


@ONCE
def test_the_command_line_leaves_its_lines_too(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(visit.house.settings.instance))
    login = visit.county["stranger"].login
    assert CliRunner().invoke(main, ["user", "reset", login]).exit_code == 0
    made = CliRunner().invoke(main, ["user", "create", "liu", "--name", "刘", "--role", "auditor"])
    assert made.exit_code == 0, made.output
    assert traces(visit, "stranger") == [("password_reset", "")]
    text = visit["auditor"].get("/audit/accounts").text
    assert "命令行" in text
    assert "审计监督" in text
    with read_session(visit.database) as session:
        assert {one.what for one in session.scalars(select(AccountEvent))} == {
            "password_reset", "created", "role_given",
        }  # fmt: skip
