"""Which sheets have left the house, and what exactly they were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "issued_sheet"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("cause_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("template_version", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("copy >= 0", name=op.f("ck_issued_sheet_copy")),
        sa.CheckConstraint("(copy = 0) = (code IS NULL)", name=op.f("ck_issued_sheet_code")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_issued_sheet_subject_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["cause_id"], ["event.id"], name=op.f("fk_issued_sheet_cause_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_issued_sheet_event_id_event")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_sheet")),
        sa.UniqueConstraint(
            "cause_id", "name", "copy", name=op.f("uq_issued_sheet_cause_id_name_copy")
        ),
        sa.UniqueConstraint("code", name=op.f("uq_issued_sheet_code")),
    )
    for column in ("subject_id", "event_id", "sha256"):
        op.create_index(op.f(f"ix_issued_sheet_{column}"), TABLE, [column], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
            )
    else:
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
