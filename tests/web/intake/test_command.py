from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine as Database

from models.database import read_session
from models.queries import intake as queries
from tests.stories import ONCE
from tests.web.intake import files
from web.intake.commands import import_files


@pytest.fixture
def home(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, on this test's database."""
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    return tmp_path


def call(*arguments: object) -> Result:
    return CliRunner().invoke(import_files, [str(each) for each in arguments])


@ONCE
def test_without_apply_nothing_is_kept(home: Path, engine: Database) -> None:
    result = call(files.UNITS, files.GROUPS)
    assert result.exit_code == 0, result.output
    assert "承办单位名册.xlsx（承办单位名册）：新增 64，变更 0，不变 0，有问题 0" in result.output
    assert "还没有导入" in result.output
    with read_session(engine) as session:
        assert not queries.every_unit(session)


@ONCE
def test_with_apply_it_is_kept_and_the_second_time_nothing_happens(
    home: Path, engine: Database
) -> None:
    arguments = (files.MEMBERS, files.UNITS, files.GROUPS, "--term-starts", "2025-01-10", "--apply")
    first = call(*arguments)
    assert first.exit_code == 0, first.output
    assert "已全部导入" in first.output
    second = call(*arguments)
    assert second.exit_code == 0
    assert "没有改动" in second.output
    with read_session(engine) as session:
        assert len(queries.every_member(session)) == 203


@ONCE
def test_a_bad_row_ends_with_one_and_a_sentence(home: Path, engine: Database) -> None:
    arguments = (files.GROUPS, files.DIRTY, "--term-starts", "2025-01-10", "--apply")
    result = call(*arguments)
    assert result.exit_code == 1
    assert "第 5 行“姓名”：没有填写" in result.output
    assert "什么都没有导入" in result.output
    assert "Traceback" not in result.output
    with read_session(engine) as session:
        assert not queries.every_group(session)


@ONCE
def test_a_file_of_the_wrong_kind_is_a_sentence(home: Path) -> None:
    old, note = home / "旧.doc", home / "旧.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    note.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    result = call(old, note, "--apply")
    assert result.exit_code == 1
    assert result.output.count("另存为") == 2


@ONCE
def test_an_impossible_date_or_an_existing_slip_file_is_a_usage_error(home: Path) -> None:
    assert call(files.UNITS, "--term-starts", "2025-02-30").exit_code == 2
    slips = home / "slips.csv"
    slips.write_text("mine")
    assert call(files.UNITS, "--accounts", slips).exit_code == 2


@ONCE
def test_a_roster_can_be_named_when_its_headings_fit_two_kinds(home: Path) -> None:
    result = call(files.UNITS, "--kind", "members")
    assert result.exit_code == 1
    assert "委员名册：姓名" in result.output


def test_without_a_database_there_is_a_sentence_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    result = call(files.UNITS, "--apply")
    assert result.exit_code == 1
    assert "jianyan database upgrade" in result.output
    assert isinstance(result.exception, SystemExit)
