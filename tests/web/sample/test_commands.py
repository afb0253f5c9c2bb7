"""`jianyan sample load` never mixes the sample with what is already there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.sample.accounts import Account, write_accounts
from web.sample.commands import sample

pytestmark = pytest.mark.slow


@pytest.fixture
def inhabited(yunling_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copyfile(yunling_template, tmp_path / "jianyan.db")
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    monkeypatch.delenv("JIANYAN_DATABASE_URL", raising=False)
    return tmp_path


def test_a_database_with_people_is_refused(inhabited: Path) -> None:
    done = CliRunner().invoke(sample, ["load"])
    assert done.exit_code == 1
    assert "不能再装入样例" in done.output
    assert not (inhabited / "demo-accounts.csv").exists()


def test_if_empty_leaves_it_alone_and_says_the_accounts(inhabited: Path) -> None:
    write_accounts(inhabited, [Account("政协委员", "member", "abcd-efgh")])
    done = CliRunner().invoke(sample, ["load", "--if-empty"])
    assert done.exit_code == 0
    assert "member  abcd-efgh" in done.output
