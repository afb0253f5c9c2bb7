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

import os
import shutil

import pytest

pytest_plugins = [
    "tests.databases",
    "tests.english",
    "tests.people",
    "tests.stories",
    "tests.pages",
    "tests.yunling",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever needs the sample county meets in one process, where it is loaded once."""
    for item in items:
        if "yunling_template" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("yunling"))


@pytest.fixture(scope="session")
def browser_path() -> str | None:
    """Path of an installed Chromium; None means Playwright's own."""
    given = os.environ.get("JIANYAN_CHROMIUM")
    return given or shutil.which("google-chrome") or _own_chromium()


def _own_chromium() -> str | None:
    found = shutil.which("chromium")
    # Ubuntu's /usr/bin/chromium points to a snap, which cannot be driven.
    return None if found is None or "snap" in os.path.realpath(found) else found
