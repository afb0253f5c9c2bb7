"""`jianyan fonts` and the start of the server: names that no face can write are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.orm import Session

from models import Person
from tests.stories import ONCE
from web.commands import main
from web.config import read_settings
from web.fontcommand import unwritable

INSTANCE = Path(__file__).parents[3] / "instance"


@ONCE
def test_a_name_that_no_face_writes_is_told_with_the_way_out(
    session: Session, database_url: str, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.add_all((Person(name="李喆·𬱖䶮"), Person(name="茜\U00013000娜")))
    session.commit()
    monkeypatch.setenv("JIANYAN_INSTANCE", str(instance))
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    settings = replace(read_settings(), database_url=database_url)
    [sentence] = [one for one in unwritable(settings) if "娜" in one]
    assert sentence.startswith("“茜")
    said = CliRunner().invoke(main, ["fonts"])
    assert said.exit_code == 1
    session.execute(text("UPDATE person SET name = '茜娜' WHERE name LIKE '茜%'"))
    session.commit()
    said = CliRunner().invoke(main, ["fonts"])
    assert said.exit_code == 0, said.output
    assert "GB 18030 扩展 A：" in said.output
    assert "名册和案由里的字都写得出。" in said.output
