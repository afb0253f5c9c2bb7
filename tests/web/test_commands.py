"""The command line, as a clerk at the server types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models.database import make_engine, read_session
from models.queries.accounts import user_by_login
from tests.stories import ONCE
from web.commands import main
from web.passwords import matches


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))

    def call(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return call


def test_sound_rules_are_called_sound(run) -> None:  # type: ignore[no-untyped-def]
    result = run("workflow", "check")
    assert result.exit_code == 0
    assert "健全" in result.output


def test_every_fault_is_told_with_its_line(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    wrong = tmp_path / "wrong.yaml"
    source = Path("states.yaml").read_text("utf-8")
    wrong.write_text(source.replace("to: submitted", "to: nowhere"), "utf-8")
    result = run("workflow", "check", str(wrong))
    assert result.exit_code == 1
    assert result.stderr.count("wrong.yaml:") > 1
    assert "健全" not in result.output


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"- 1"])
def test_what_is_no_procedure_is_refused(run, tmp_path: Path, content: bytes) -> None:  # type: ignore[no-untyped-def]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_bytes(content)
    assert run("workflow", "check", str(wrong)).exit_code == 1
    assert run("workflow", "check", str(tmp_path / "absent.yaml")).exit_code == 1


@pytest.mark.parametrize(("form", "begins"), [("svg", "<svg"), ("mermaid", "stateDiagram"),
                                              ("text", "提案")])  # fmt: skip
def test_the_procedure_is_drawn(run, form: str, begins: str) -> None:  # type: ignore[no-untyped-def]
    result = run("workflow", "diagram", "proposal", "--format", form)
    assert result.output.lstrip().startswith(begins)
    assert run("workflow", "diagram", "unknown").exit_code == 1


@ONCE
def test_an_account_is_made_and_its_password_reset(run, database_url: str) -> None:  # type: ignore[no-untyped-def]
    first = run("user", "create", "gly", "--name", "管理员", "--role", "admin")
    assert first.exit_code == 0, first.output
    assert run("user", "create", "gly", "--name", "管理员", "--role", "admin").exit_code == 1
    assert run("user", "create", "x1", "--name", "甲", "--role", "king").exit_code == 1
    second = run("user", "reset", "gly")
    assert run("user", "reset", "nobody").exit_code == 1
    engine = make_engine(database_url)
    with read_session(engine) as session:
        user = user_by_login(session, "gly")
        assert user is not None
        assert user.must_change
        assert matches(user.password_hash, second.output.split()[-1])
        assert not matches(user.password_hash, first.output.split()[-1])
    engine.dispose()


def test_an_untouched_record_verifies(run) -> None:  # type: ignore[no-untyped-def]
    assert "核验无误" in run("audit", "verify").output


def test_a_wrong_setting_is_named_in_a_sentence(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("JIANYAN_PORT", "eighty")
    result = run("database", "upgrade")
    assert result.exit_code == 1
    assert "JIANYAN_PORT" in result.stderr
