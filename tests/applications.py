"""The application on a test's own database: built once a process, furnished anew for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from tests.people import START, STATES, todays_rules
from web import create_app
from web.application import furnish
from web.config import Settings
from web.house import House
from workflow.check import Names, prove
from workflow.rules import Rules

INSTANCE = Path(os.environ.get("JIANYAN_INSTANCE") or Path(__file__).parents[1] / "instance")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of this test's own installation."""
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "fonts").symlink_to(INSTANCE / "fonts")
    return Settings(instance=instance, database_url=database_url, secret_key="for tests only")


_QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
_NOBODY = _QUICK.hash("nobody")


def _proven(text: str, known: Names, source: str) -> Rules:
    return todays_rules() if text == STATES.read_text("utf-8") else prove(text, known, source)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates as they were compiled for the first application of this process."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def built(compiled_templates: FileSystemBytecodeCache) -> Callable[[Settings], Flask]:
    """The application of such settings, built once: its hundreds of routes are the same for all."""
    known: dict[Settings, Flask] = {}

    def build_once(settings: Settings) -> Flask:
        alike = replace(settings, instance=INSTANCE, database_url="")
        if alike not in known:
            known[alike] = create_app(settings)
            known[alike].jinja_env.bytecode_cache = compiled_templates
        return known[alike]

    return build_once


@pytest.fixture
def app(
    settings: Settings,
    built: Callable[[Settings], Flask],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Flask]:
    """The application on this test's database, its clock a while after the stories begin."""
    with monkeypatch.context() as patched:
        # The same file as ever need not be proven again for every test.
        patched.setattr("workflow.check.prove", _proven)
        made = built(settings)
        house = furnish(settings)
    house.clock = lambda: START + timedelta(days=1)
    house.settle(made.extensions)
    # Hashes are slow on purpose; how slow is asked in tests/web/test_serving.py.
    monkeypatch.setattr("web.passwords._hasher", _QUICK)
    monkeypatch.setattr("web.login.NOBODY", _NOBODY)
    # What an application remembers of those who knocked before.
    made.extensions.pop("jianyan-throttle", None)
    for limiter in made.extensions["limiter"]:
        limiter.reset()
    before = dict(made.config)
    made.config.update(TESTING=True)
    yield made
    made.config.clear()
    made.config.update(before)
    house.database.dispose()


@pytest.fixture
def house(app: Flask) -> House:
    """What the application holds; a test may turn its clock."""
    found: House = app.extensions["jianyan"]
    return found


@pytest.fixture
def turn_clock(house: House) -> Callable[[datetime], None]:
    """Set the application's clock."""

    def turn(moment: datetime) -> None:
        house.clock = lambda: moment.astimezone(UTC)

    return turn
