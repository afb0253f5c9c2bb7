"""What an import needs: a database, the rules, and quick passwords."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine as Database

from models import Base
from models.database import make_engine
from tests.people import todays_engine
from tests.web.intake import files
from web.intake.plan import Plan
from web.intake.run import Incoming, Wishes, run_import
from web.migrating import upgrade
from workflow.engine import Engine

Importer = Callable[..., Plan]
FILE, SLIPS = "imported.db", "slips.csv"
NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def take(engine: Database, door: Engine) -> Importer:
    """Import files: paths, or (name, bytes) pairs; keywords go into the wishes."""
    return _importer(engine, door)


def _importer(engine: Database, door: Engine) -> Importer:
    def take(*given: Path | tuple[str, bytes], apply: bool = True, **wishes: object) -> Plan:
        incoming = [
            Incoming(each.name, each.read_bytes()) if isinstance(each, Path) else Incoming(*each)
            for each in given
        ]
        asked = Wishes(**{"term_starts": date(2025, 1, 10), **wishes})  # type: ignore[arg-type]
        return run_import(
            engine, door, incoming, asked, now=NOW, apply=apply, hash_password=lambda p: f"hash {p}"
        )

    return take


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a SQLite database into which the three rosters were imported, and the slips."""
    folder = tmp_path_factory.mktemp("rosters")
    upgrade(f"sqlite:///{folder / FILE}")
    database = make_engine(f"sqlite:///{folder / FILE}")
    _take_rosters(_importer(database, todays_engine()), folder / SLIPS)
    database.dispose()
    return folder


def _take_rosters(take: Importer, slips: Path) -> None:
    assert take(files.MEMBERS, files.GROUPS, files.UNITS, slips=slips).applied


@pytest.fixture
def rosters(
    request: pytest.FixtureRequest, take: Importer, engine: Database, tmp_path: Path
) -> Path:
    """The county's three rosters are in, and everybody has an account; the slips' path."""
    slips = tmp_path / SLIPS
    if engine.dialect.name != "sqlite":
        _take_rosters(take, slips)
        return slips
    kept: Path = request.getfixturevalue("imported_once")
    with (
        closing(sqlite3.connect(kept / FILE)) as source,
        closing(sqlite3.connect(str(engine.url.database))) as target,
    ):
        source.backup(target)
    return Path(shutil.copy(kept / SLIPS, slips))


def everything(engine: Database) -> dict[str, list[Any]]:
    """Every row of every table, for comparing."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(table.select())))
            for table in Base.metadata.sorted_tables
        }


def outcomes(plan: Any) -> Counter[str]:
    return Counter(step.outcome for file in plan.files for step in file.steps)
