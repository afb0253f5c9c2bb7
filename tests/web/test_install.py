"""The first steps of a real installation, on the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models import GroupPost, Person
from models.database import make_engine, read_session
from models.queries import directory
from models.queries.accounts import user_by_login
from models.queries.people import session_on
from tests.people import County
from tests.stories import ONCE
from web.commands import main
from web.config import read_settings
from web.documents.orders import Office

Run = Callable[..., Result]
SESSION = (
    "session", "create", "--term", "12", "--no", "4", "--opens", "2027-03-09", "--closes",
    "2027-03-13", "--collect-from", "2027-01-04", "--cutoff", "2027-03-11 12:00",
)  # fmt: skip


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def test_a_session_is_created_with_its_term(run: Run, database: Database) -> None:
    missing = run(*SESSION)
    assert missing.exit_code == 1
    assert "--term-starts" in missing.stderr
    made = run(*SESSION, "--term-starts", "2022-01-01")
    assert made.exit_code == 0, made.output
    with read_session(database) as session:
        found = session_on(session, date(2027, 2, 1))
        assert found is not None
        assert (found.term.no, found.no, found.parameters) == (12, 4, {})
        assert found.cutoff_at == datetime(2027, 3, 11, 4, 0, tzinfo=UTC)
    listed = run("session", "list")
    assert "第 12 届第 4 次会议" in listed.output
    assert "2027-03-11 12:00" in listed.output
    assert "期限可以调整" in listed.output


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ((), 1, "已经有了"),
        (("--no", "5"), 1, "重叠"),
        (("--closes", "2027-03-01"), 1, "闭幕不能早于开幕"),
        (("--opens", "2027-02-30"), 2, "请写成 2027-03-09"),
        (("--cutoff", "2027-03-11"), 2, "12:00"),
        (("--term-starts", "2021-01-01"), 1, "自 2022-01-01 起"),
    ],
)
def test_a_session_that_cannot_be_meant_is_refused(
    run: Run, database: Database, changes: tuple[str, ...], status: int, sentence: str
) -> None:
    run(*SESSION, "--term-starts", "2022-01-01")
    refused = run(*SESSION, *changes)
    assert refused.exit_code == status
    assert sentence in refused.stderr
    with read_session(database) as session:
        assert len(directory.sessions(session)) == 1


def test_without_a_database_there_is_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    result = run("session", "list")
    assert result.exit_code == 1
    assert "jianyan database upgrade" in result.stderr


@ONCE
def test_a_members_account_belongs_to_the_member(
    run: Run, session: Session, county: County, database: Database
) -> None:
    number, person = county.members["author"].member_no, county["author"].person_id
    county.members["former"].status = "left"
    left = county.members["former"].member_no
    session.expire_on_commit = False  # looking at a row again would take the write lock
    session.commit()
    words = ("user", "create", "duan3", "--role", "member")
    for refused, sentence in (
        (run(*words, "--name", "段环莺"), "--member-no"),
        (run(*words, "--member-no", "YL999"), "名册上没有"),
        (run(*words, "--member-no", left), "已经离任"),
        (run(*words, "--member-no", number, "--name", "别人"), "请核对"),
        (run("user", "create", "duan3", "--role", "office"), "--name"),
    ):
        assert refused.exit_code == 1
        assert sentence in refused.stderr
    made = run(*words, "--member-no", number)
    assert made.exit_code == 0, made.output
    with read_session(database) as reading:
        account = user_by_login(reading, "duan3")
        assert account is not None
        assert account.person_id == person


@ONCE
def test_a_leaders_account_belongs_to_whoever_leads_the_group(
    run: Run, session: Session, county: County, database: Database
) -> None:
    group, unit = county.group, county.units[0]
    vice = Person(name="李副组长")
    session.add_all([vice, Person(name="李副组长")])  # the second is somebody else
    session.flush()
    session.add(GroupPost(group_id=group.id, person_id=vice.id, post="vice_leader"))
    session.expire_on_commit = False  # looking at a row again would take the write lock
    session.commit()
    clerk = county["unit_a"]
    wanted = {"lifu": vice.id, "other": None, "clerk2": clerk.person_id, "clerk3": None}
    lead, work = ("liaison_leader", "--group"), ("handling_unit", "--unit")
    for login, name, (role, option), place in (
        ("lifu", "李副组长", lead, group.name),
        ("other", "李副组长", lead, county.other_group.name),
        ("clerk2", clerk.name, work, unit.name),
        ("clerk3", clerk.name, work, county.units[1].name),
    ):
        made = run("user", "create", login, "--name", name, "--role", role, option, place)
        assert made.exit_code == 0, made.output
    known = {vice.id, clerk.person_id}
    with read_session(database) as reading:
        for login, person in wanted.items():
            account = user_by_login(reading, login)
            assert account is not None
            if person is None:
                assert account.person_id not in known
            else:
                assert account.person_id == person


@ONCE
def test_two_leaders_of_one_name_are_not_guessed_between(
    run: Run, session: Session, county: County
) -> None:
    namesakes = [Person(name="李军"), Person(name="李军")]
    session.add_all(namesakes)
    session.flush()
    for person in namesakes:
        session.add(GroupPost(group_id=county.group.id, person_id=person.id, post="officer"))
    session.expire_on_commit = False  # looking at a row again would take the write lock
    session.commit()
    refused = run(
        "user", "create", "lijun", "--name", "李军", "--role", "liaison_leader",
        "--group", county.group.name,
    )  # fmt: skip
    assert refused.exit_code == 1
    assert "有 2 位李军" in refused.stderr


def test_the_letters_name_the_office_as_the_settings_say(tmp_path: Path) -> None:
    here = {"JIANYAN_INSTANCE": str(tmp_path)}
    assert Office.of(read_settings(here)) == Office()
    named = {"JIANYAN_COMMITTEE_SHORT": "市政协", "JIANYAN_COPIES": " 市政协提案委；市政府督查室; "}
    office = Office.of(read_settings(here | named))
    assert office.short_name == "市政协"
    assert office.copies == ("市政协提案委", "市政府督查室")
    assert Office.of(read_settings(here | {"JIANYAN_COPIES": ";"})).copies == ()


@ONCE
def test_a_second_start_loads_only_what_it_needs(
    run: Run, session: Session, county: County, database_url: str, tmp_path: Path
) -> None:
    # script/server asks this at every start: the answer must not cost what loading costs.
    session.commit()
    assert run("database", "upgrade").exit_code == 0
    source = (
        "import sys\nfrom web.commands import main\n"
        "try:\n    main(['sample', 'load', '--if-empty'])\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        (sys.executable, "-c", source),
        env=os.environ | {"JIANYAN_DATABASE_URL": database_url, "JIANYAN_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "web.sample.commands" in loaded
    heavy = {"flask", "dbos", "web.sample.county", "workflow.engine", "pypinyin", "granian"}
    assert not heavy & loaded
