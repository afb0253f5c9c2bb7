"""The triggers that make the record append-only, for both databases.

They stop mistakes and careless scripts; an administrator of the database is stopped by the
hash chain, which shows what he did.
"""

from __future__ import annotations

from sqlalchemy import Connection, event

from models.base import Base

APPEND_ONLY = (
    "event",
    "event_body",
    "refused_attempt",
    "rules_text",
    "account_event",
    "evaluation",
    "order_event",
    "leaf",
    "tile",
    "record_key",
    "checkpoint",
    "witnessing",
    "issued_sheet",
    "audit_trace",
)


def create_statements(dialect: str) -> list[str]:
    """The DDL that makes the tables of the record refuse UPDATE and DELETE."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ]
    function = (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]


def install(connection: Connection) -> None:
    """Create the triggers on a database that has the tables."""
    for statement in create_statements(connection.dialect.name):
        connection.exec_driver_sql(statement.replace("%", "%%"))


@event.listens_for(Base.metadata, "after_create")
def _after_create(_target: object, connection: Connection, **_: object) -> None:
    install(connection)
