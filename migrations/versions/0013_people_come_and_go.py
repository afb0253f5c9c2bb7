"""Members move and leave with dates and reasons; units have successors; a trace of it all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_SUCCESSOR = "fk_handling_unit_successor_id_handling_unit"
_REPLACES = "fk_member_replaces_id_member"


def upgrade() -> None:
    op.create_table(
        "group_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["liaison_group.id"], name=op.f("fk_group_stay_group_id_liaison_group")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_group_stay_member_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_stay")),
    )
    op.create_index(op.f("ix_group_stay_member_id"), "group_stay", ["member_id"], unique=False)
    op.create_table(
        "order_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_order_event_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_event")),
    )
    with op.batch_alter_table("handling_unit") as table:
        table.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(_SUCCESSOR), "handling_unit", ["successor_id"], ["id"])
    with op.batch_alter_table("member") as table:
        table.add_column(sa.Column("left_reason", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(_REPLACES), "member", ["replaces_id"], ["id"])
    for statement in append_only(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def append_only(dialect: str) -> list[str]:
    """As models.triggers had it on that day; PostgreSQL has the function since 0004."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER order_event_no_{verb.lower()} BEFORE {verb} ON order_event "
            "BEGIN SELECT RAISE(ABORT, 'order_event is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        (
            "CREATE TRIGGER order_event_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    ]


def downgrade() -> None:
    with op.batch_alter_table("member") as table:
        table.drop_constraint(op.f(_REPLACES), type_="foreignkey")
        table.drop_column("replaces_id")
        table.drop_column("left_reason")
    with op.batch_alter_table("handling_unit") as table:
        table.drop_constraint(op.f(_SUCCESSOR), type_="foreignkey")
        table.drop_column("successor_id")
    op.drop_table("order_event")
    op.drop_index(op.f("ix_group_stay_member_id"), table_name="group_stay")
    op.drop_table("group_stay")
