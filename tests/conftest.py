"""Fixtures for every test.

Tests that touch the database ask for one of these and then run twice, on SQLite and on
PostgreSQL (only one of them: `JIANYAN_TEST_DATABASES=sqlite`, or `-k sqlite`):

- `database_url`: address of a migrated, empty database of this test alone; commit freely
- `engine`: SQLAlchemy's engine on it
- `session`: a writing session on it
- `new_session()`: further writing sessions, as other requests would have
- `@pytest.mark.own_database`: for a test that changes the schema
- `empty_database_url`: (with that mark) a database without any table
- `yunling`: a session on the whole sample county (SQLite), see tests/yunling.py
- `browser_path`: the Chromium to drive, for tests marked `browser`
"""

from __future__ import annotations

import gc
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# Thousands of sessions come and go: looking for cycles at every 700 objects took a tenth of all.
gc.set_threshold(50_000, 20, 20)

pytest_plugins = [
    "tests.databases",
    "tests.english",
    "tests.people",
    "tests.stories",
    "tests.applications",
    "tests.pages",
    "tests.yunling",
]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Who needs what is dear to make meets in one process, where it is made once.

    A mark of a test would say so more directly, but does not reach the scheduler (xdist 3.8 with
    pytest 9.2), so whole files are told apart by what they say.
    """
    return _Together(config, log)


class _Together(LoadScopeScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        source = _source(file)
        for dear in ("yunling", "rosters: Path", "_ASKED"):
            if dear in source:
                return dear
        return nodeid if test and 'scope="module"' not in source else file


@cache
def _source(file: str) -> str:
    return (Path(__file__).parents[1] / file).read_text("utf-8")


@pytest.fixture(scope="session")
def browser_path() -> str | None:
    """Path of an installed Chromium; None means Playwright's own."""
    given = os.environ.get("JIANYAN_CHROMIUM")
    shell = shutil.which("chromium-headless-shell")
    return given or shell or shutil.which("google-chrome") or _own_chromium()


def _own_chromium() -> str | None:
    found = shutil.which("chromium")
    # Ubuntu's /usr/bin/chromium points to a snap, which cannot be driven.
    return None if found is None or "snap" in os.path.realpath(found) else found
