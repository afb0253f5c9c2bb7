"""Nothing is served from a database of another version: one sentence says what to run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from models.database import make_engine
from web.commands import main
from web.migrating import standing, upgrade


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    found = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("JIANYAN_DATABASE_URL", found)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    return found


def mark(url: str, version: str) -> None:
    database = make_engine(url)
    with database.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    database.dispose()


def started(command: str) -> Result:
    done = CliRunner().invoke(main, [command])
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    return done


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_without_tables_nothing_starts(url: str, tmp_path: Path, command: str) -> None:
    assert "jianyan database upgrade" in started(command).stderr
    assert not (tmp_path / "own.db").exists(), "asking made a file"


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_on_tables_of_an_older_version_nothing_starts(url: str, command: str) -> None:
    upgrade(url)
    mark(url, "0001")
    assert "jianyan database upgrade" in started(command).stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_on_tables_of_a_newer_version_nothing_starts(url: str, command: str) -> None:
    upgrade(url)
    mark(url, "9999")
    assert "更新版本" in started(command).stderr


def test_a_database_that_does_not_answer_is_a_sentence(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    assert "JIANYAN_DATABASE_URL" in started("serve").stderr


def test_an_upgraded_database_is_current(database_url: str) -> None:
    upgrade(database_url)
    assert standing(database_url) == "current"
