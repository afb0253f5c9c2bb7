"""The sample county 云岭县 for tests: loaded once per process, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models.database import make_engine, write_session
from web.migrating import upgrade
from web.sample.county import load
from web.sample.walk import sample_engine
from workflow.check import prove
from workflow.names import KNOWN

STATES = Path(__file__).parents[1] / "states.yaml"


@pytest.fixture(scope="session")
def yunling_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the whole county; read only, copy it to change it."""
    path = tmp_path_factory.mktemp("county") / "county.db"
    url = f"sqlite:///{path}"
    upgrade(url)
    database = make_engine(url)
    source = STATES.read_text("utf-8")
    with write_session(database) as session:
        load(session, sample_engine(prove(source, KNOWN), source))
        session.commit()
    with database.connect() as connection:  # one file, without a log beside it
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    database.dispose()
    return path


@pytest.fixture
def yunling_database(yunling_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of this test alone that holds the whole county."""
    path = tmp_path / "county.db"
    shutil.copyfile(yunling_template, path)
    database = make_engine(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def yunling(yunling_database: Database) -> Iterator[Session]:
    """A session on the whole county."""
    with write_session(yunling_database) as session:
        yield session
