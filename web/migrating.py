"""The schema: brought up to date by Alembic, without an alembic.ini."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, make_url
from sqlalchemy.orm import Session

from models.database import altering, make_engine
from models.queries import alike, search

_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def bring_up(url: str) -> bool:
    """Make or update everything the program keeps in the database; whether anything changed."""
    changed = upgrade(url)
    database = make_engine(url)
    schema = "dbos" if database.dialect.name == "postgresql" else None
    missing = not inspect(database).has_table("workflow_status", schema=schema)
    database.dispose()
    if changed or missing:
        # Only then: the import alone takes half a second, and the worker looks after its tables.
        from web.jobs import prepare

        prepare(url)
    return changed or missing


def upgrade(url: str) -> bool:
    """Bring our own tables up to date, making a new SQLite file if needed; whether they changed."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    database = make_engine(url)
    try:
        return upgrade_database(database)
    finally:
        database.dispose()


def upgrade_database(database: Engine) -> bool:
    """Bring an open database up to date; whether anything had to be done."""
    config = _config()
    with altering(database) as connection:
        # Under the write lock: of two that start at once, the second finds the work done.
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20261123)")
        present = MigrationContext.configure(connection).get_current_heads()
        if set(present) == set(ScriptDirectory.from_config(config).get_heads()):
            return False
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _read_words(connection)
    return True


def standing(url: str) -> Literal["current", "older", "newer"]:
    """How the tables stand to this version of the program; none at all are older."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and not Path(place.database or "").is_file():
        return "older"  # to ask would make an empty file
    database = make_engine(url)
    try:
        with database.connect() as connection:
            present = set(MigrationContext.configure(connection).get_current_heads())
    finally:
        database.dispose()
    known = ScriptDirectory.from_config(_config())
    if present == set(known.get_heads()):
        return "current"
    return "older" if present <= {one.revision for one in known.walk_revisions()} else "newer"


def _read_words(connection: Connection) -> None:
    """Read every case anew, for the search and for those that are alike.

    A database may be older than either, or than the way in which texts are read.
    """
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        search.rebuild(session)
        alike.rebuild_marks(session)
        session.commit()


def revise(message: str, number: str) -> None:
    """Write the next migration from what the models have and the migrations do not."""
    with TemporaryDirectory() as folder:
        database = make_engine(f"sqlite:///{folder}/empty.db")
        upgrade_database(database)
        config = _config()
        with database.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=number)
        database.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
