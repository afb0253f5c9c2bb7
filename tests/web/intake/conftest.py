"""What an import needs: a database, the rules, and quick passwords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine as Database

from models import Base
from tests.web.intake import files
from web.intake.plan import Plan
from web.intake.run import Incoming, Wishes, run_import
from workflow.engine import Engine

Importer = Callable[..., Plan]
NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def take(engine: Database, door: Engine) -> Importer:
    """Import files: paths, or (name, bytes) pairs; keywords go into the wishes."""

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


@pytest.fixture
def rosters(take: Importer, tmp_path: Path) -> Path:
    """The county's three rosters are in, and everybody has an account; the slips' path."""
    slips = tmp_path / "slips.csv"
    assert take(files.MEMBERS, files.GROUPS, files.UNITS, slips=slips).applied
    return slips


def everything(engine: Database) -> dict[str, list[Any]]:
    """Every row of every table, for comparing."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(table.select())))
            for table in Base.metadata.sorted_tables
        }


def outcomes(plan: Any) -> Counter[str]:
    return Counter(step.outcome for file in plan.files for step in file.steps)
