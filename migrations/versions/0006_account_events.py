"""The record of what was done to accounts, append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_account_event_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_account_event_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_event")),
    )
    op.create_index(op.f("ix_account_event_user_id"), "account_event", ["user_id"], unique=False)
    for statement in append_only(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def append_only(dialect: str) -> list[str]:
    """As models.triggers had it on that day; PostgreSQL has the function since 0004."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER account_event_no_{verb.lower()} BEFORE {verb} ON account_event "
            "BEGIN SELECT RAISE(ABORT, 'account_event is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        (
            "CREATE TRIGGER account_event_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON account_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    ]


def downgrade() -> None:
    op.drop_table("account_event")
