"""The migrated schema is the one the models describe, on both databases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models import Base, RulesText
from models.database import BrokenReferences, altering, make_engine, write_session
from models.search import is_compared
from tests.databases import emptied
from tests.people import build_county
from tests.stories import ONCE
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


#: a small county at work, as version 0006 kept it
AT_WORK = """
INSERT INTO rules_text VALUES ('d', '1', '{}', 'x', '2026-03-01 00:00:00.000000');
INSERT INTO person (id, name, name_sort, mobile, email) VALUES (1, '段环莺', '', '', '');
INSERT INTO person (id, name, name_sort, mobile, email) VALUES (2, '和志强', '', '', '');
INSERT INTO user_account (id, person_id, login, password_hash, must_change, failed_logins,
  large_type, locale, active) VALUES (1, 1, 'a', '', false, 0, false, 'zh', true);
INSERT INTO role_grant (id, user_id, role) VALUES (1, 1, 'member');
INSERT INTO handling_unit (id, name, short_name, kind, letter_prefix, leader, contact, phone,
  active) VALUES (1, '云岭县水利局', '水利局', '', '', '', '', '', true);
INSERT INTO subject (id, kind, state, rules_digest, version, round, title, author_id, private,
  due_provisional, opened_at, entered_at) VALUES (1, 'proposal', 'handling', 'd', 1, 1, '修路', 1,
  false, false, '2026-03-01 00:00:00.000000', '2026-03-01 00:00:00.000000');
INSERT INTO proposal (id, background, analysis, collective_body, publish_reason, group_opinion,
  examination_opinion, requirements) VALUES (1, '', '', '', '', '', '', '');
INSERT INTO suggestion (id, proposal_id, no, text) VALUES (1, 1, 1, '铺沥青');
INSERT INTO signature (id, proposal_id, person_id, name, sector, decision, opinion, invited_at)
  VALUES (1, 1, 2, '和志强', '', 'lapsed', '', '2026-03-01 00:00:00.000000');
INSERT INTO subject (id, kind, state, rules_digest, version, round, title, parent_id, private,
  due_provisional, opened_at, entered_at) VALUES (2, 'handling_task', 'to_sign', 'd', 1, 1, '修路',
  1, false, false, '2026-03-01 00:00:00.000000', '2026-03-01 00:00:00.000000');
INSERT INTO handling_task (id, proposal_id, unit_id, duty, unit_name, contact_person,
  contact_phone, returns, return_reason, released, opinion)
  VALUES (2, 1, 1, 'sole', '云岭县水利局', '', '', 0, '', false, '');
"""


def test_a_county_at_work_keeps_every_row_when_its_tables_change(empty_database_url: str) -> None:
    from alembic import command

    from web.migrating import _config

    database = make_engine(empty_database_url)
    config = _config()
    with altering(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        for statement in AT_WORK.split(";")[:-1]:
            connection.execute(text(statement))
    before = counts(database, inspect(database).get_table_names())
    assert sum(before.values()) == 12
    assert upgrade_database(database) is True
    assert counts(database, before) == before
    with pytest.raises(DatabaseError), database.begin() as connection:  # the keys hold again
        connection.execute(text("DELETE FROM subject"))
    database.dispose()


@ONCE
def test_a_change_that_leaves_rows_behind_is_rolled_back(engine: Engine) -> None:
    with write_session(engine) as session:
        build_county(session)
        session.commit()
    before = counts(engine, Base.metadata.tables)
    with pytest.raises(BrokenReferences), altering(engine) as connection:
        connection.execute(text("DELETE FROM person"))
    assert counts(engine, Base.metadata.tables) == before


def counts(engine: Engine, tables: Iterable[str]) -> dict[str, int]:
    """How many rows each table has; the search index is made anew."""
    with engine.connect() as connection:
        return {
            name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0
            for name in tables
            if not name.startswith(("search", "alembic"))
        }
