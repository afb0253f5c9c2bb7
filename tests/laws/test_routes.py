"""Every route, called for real as every role, answers as this table says; and GET changes nothing.

The table is written by hand and compared with the one the program uses (`web.access`): whoever
changes one must mean it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event
from werkzeug.routing import Rule

from tests.databases import on_sqlite
from tests.laws.doors import CAST, EVERYBODY, TABLE, lets_in
from tests.pages import Browser, Visit, faults
from tests.stories import ONCE, Story
from web.access import ACCESS, PUBLIC, SIGNED_IN


@pytest.fixture
def case(visit: Visit, story: Story) -> int:
    """A proposal in handling that every reader of the cast may see."""
    proposal = story.reach("proposal", "handling")
    story.session.commit()
    found: int = proposal.id
    return found


def rules_of(visit: Visit) -> list[Rule]:
    return list(visit.app.url_map.iter_rules())


def address(rule: Rule, case: int) -> str:
    """A real address of the route."""
    values: dict[str, Any] = {
        "number": case if "case" in rule.endpoint else 1,
        "action": "remind",
        "kind": "livelihood_project",
        "way": "another",
        "name": "reply_letter",
        "grant": 1,
        "unit": 1,
        "year": 2026,
        "no": 1,
        "filename": "theme.css" if rule.endpoint == "static" else "css/bootstrap.min.css",
    }
    found = rule.build({name: values[name] for name in rule.arguments})
    assert found is not None
    return found[1]


@ONCE
def test_every_route_stands_in_both_tables(visit: Visit) -> None:
    routes = {rule.endpoint for rule in rules_of(visit)}
    assert routes == set(TABLE) == set(ACCESS)


def test_both_tables_say_the_same() -> None:
    for endpoint, who in TABLE.items():
        allowed = ACCESS[endpoint]
        if allowed == PUBLIC:
            assert who == "anybody", endpoint
        else:
            everybody = frozenset(EVERYBODY.split())
            roles = everybody if allowed == SIGNED_IN else allowed
            assert roles == set(who.split()), endpoint


#: pages that PostgreSQL has answered in this process, to whoever was let in first
_ASKED: set[str] = set()


@pytest.mark.parametrize("role", CAST)
def test_every_route_lets_in_whom_the_table_lets_in(
    visit: Visit, story: Story, case: int, role: str
) -> None:
    for rule in rules_of(visit):
        if rule.endpoint == "login.sign_out":
            continue  # it would end the journey
        refused = not lets_in(rule, role)
        if not on_sqlite(story.session):
            if refused or rule.endpoint in _ASKED:
                continue  # no database is asked, or it was: who sees what is in laws/desk.py
            _ASKED.add(rule.endpoint)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            status = knock(visit[CAST[role]], method, address(rule, case))
            assert (status == 403) is refused, (rule.endpoint, method, status)
            assert status < 500, (rule.endpoint, method, status)


@ONCE
def test_nobody_gets_in_without_signing_in(visit: Visit, case: int) -> None:
    nobody = visit.nobody()
    nobody.token = nobody.get("/login").field("csrf_token")
    for rule in rules_of(visit):
        if TABLE[rule.endpoint] == "anybody":
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            where = address(rule, case)
            if where.endswith("/draft"):
                assert knock(nobody, method, where) == 401
                continue
            response = send(nobody, method, where)
            assert response.status_code == 303, where
            assert response.headers["Location"].startswith("/login"), where


@ONCE
def test_a06_every_form_without_its_token_is_refused(visit: Visit, case: int) -> None:
    for browser in (visit.nobody(), visit["office"], visit["admin"], visit["author"]):
        for rule in rules_of(visit):
            if "POST" in (rule.methods or set()):
                browser.post(address(rule, case), {}, 400, csrf=False)


@ONCE
def test_a06_what_only_takes_a_form_cannot_be_opened(visit: Visit, case: int) -> None:
    for rule in rules_of(visit):
        methods = rule.methods or set()
        if "POST" in methods and "GET" not in methods:
            page = visit["office"].get(address(rule, case), 405)
            assert page.h1


@pytest.fixture
def commits(visit: Visit) -> Iterator[list[str]]:
    """What was committed or written since the list was last cleared."""
    seen: list[str] = []

    def on_commit(_connection: object) -> None:
        seen.append("commit")

    def on_statement(*args: Any) -> None:
        statement: str = args[2]
        if statement.split(maxsplit=1)[0].upper() in {"INSERT", "UPDATE", "DELETE", "REPLACE"}:
            seen.append(statement)

    event.listen(visit.database, "commit", on_commit)
    event.listen(visit.database, "before_cursor_execute", on_statement)
    yield seen
    event.remove(visit.database, "commit", on_commit)
    event.remove(visit.database, "before_cursor_execute", on_statement)


@ONCE
@pytest.mark.parametrize("role", CAST)
def test_no_get_commits(visit: Visit, case: int, commits: list[str], role: str) -> None:
    browser = visit[CAST[role]]
    for rule in rules_of(visit):
        if "GET" not in (rule.methods or set()) or not lets_in(rule, role):
            continue
        commits.clear()
        where = address(rule, case)
        response = send(browser, "GET", where)
        if response.status_code < 400:
            written = [one for one in commits if not one.startswith("INSERT INTO audit_trace ")]
            noted = len(commits) - len(written)  # what an auditor opens, and nothing beside it
            assert noted <= (role in {"auditor", "office_head"}), where
            assert written == ["commit"] * noted, where


@ONCE
def test_a_get_that_wrote_would_be_seen(visit: Visit, commits: list[str]) -> None:
    visit["author"].post("/notices/read")
    assert "commit" in commits


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("author", 200), ("ally", 404), ("stranger", 404), ("leader", 200), ("leader_member", 200),
        ("other_leader", 404), ("office", 200), ("clerk", 200), ("unit_a", 200), ("unit_b", 404),
        ("auditor", 200), ("admin", 403), ("retired", 303),
    ],
)  # fmt: skip
def test_a_case_opens_only_for_those_who_may_see_it(
    visit: Visit, case: int, name: str, status: int
) -> None:
    visit[name].get(f"/cases/{case}", status)
    visit[name].get(f"/cases/{case}/why", status)


@ONCE
def test_a_draft_is_seen_by_its_author_alone(visit: Visit, story: Story) -> None:
    draft = story.propose()
    story.session.commit()
    for name in ("ally", "leader", "office", "unit_a", "auditor"):
        visit[name].get(f"/cases/{draft.id}", 404)
    visit["author"].get(f"/cases/{draft.id}")


@ONCE
def test_somebody_elses_case_by_its_number_is_remembered_as_refused(
    visit: Visit, case: int
) -> None:
    visit["stranger"].get(f"/cases/{case}", 404)
    page = visit["auditor"].get("/audit/refusals")
    assert f"cases/{case}" in page.text
    assert "𠮷田玉" in page.text


def test_the_lint_sees_a_bad_page() -> None:
    bad = (
        "<html><head><title>B</title></head><body><h1 id=a>A</h1><p id=a style='x' onclick='y'>"
        "<input name=q><form method=post action='http://x'></form><script>1</script>"
        "<img src='//cdn'></body></html>"
    )
    assert len(faults(BeautifulSoup(bad, "html.parser"))) >= 11


def knock(browser: Browser, method: str, where: str) -> int:
    return send(browser, method, where).status_code


def send(browser: Browser, method: str, where: str) -> Any:
    if method == "GET":
        return browser.client.get(where, buffered=True)
    return browser.client.post(where, data={"csrf_token": browser.csrf_token()}, buffered=True)
