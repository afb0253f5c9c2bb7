"""The migrated schema is the one the models describe, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models import Base, RulesText
from models.database import make_engine
from models.search import is_compared
from tests.databases import emptied
from web.migrating import upgrade, upgrade_database

pytestmark = pytest.mark.own_database


def test_the_migrations_make_what_the_models_describe(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_compared}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_triggers_and_checks_are_those_of_the_models(engine: Engine, database_url: str) -> None:
    migrated = sketch(engine)
    assert len(migrated["triggers"]) >= 4
    engine.dispose()
    described = make_engine(emptied(database_url))
    Base.metadata.create_all(described)
    assert sketch(described) == migrated
    described.dispose()


def test_upgrading_twice_changes_nothing(empty_database_url: str) -> None:
    assert upgrade(empty_database_url) is True
    assert upgrade(empty_database_url) is False


def test_every_migration_can_be_taken_back(engine: Engine) -> None:
    from alembic import command

    from web.migrating import _config

    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert sketch(engine) == {"triggers": {}, "checks": {}}
    assert upgrade_database(engine) is True


@pytest.mark.parametrize("change", ["UPDATE rules_text SET source = ''", "DELETE FROM rules_text"])
def test_the_record_refuses_to_be_changed(session: Session, change: str) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    session.add(RulesText(digest="d", version="1", canonical="{}", source="x", first_used_at=now))
    session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(change))


def sketch(engine: Engine) -> dict[str, dict[str, Any]]:
    """The triggers and check constraints, which Alembic does not compare."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT tgname, pg_get_triggerdef(t.oid) || prosrc FROM pg_trigger t "
        "JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal"
    )
    with engine.connect() as connection:
        triggers = dict(connection.execute(text(query)).all())
    look = inspect(engine)
    checks = {
        check["name"]: check["sqltext"]
        for table in look.get_table_names()
        for check in look.get_check_constraints(table)
    }
    return {"triggers": triggers, "checks": checks}
