"""Links: what one case has become in another, or serves in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLE = "subject_link"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_subject_link_apart")),
        sa.ForeignKeyConstraint(
            ["from_id"], ["subject.id"], name=op.f("fk_subject_link_from_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["subject.id"], name=op.f("fk_subject_link_to_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_subject_link_event_id_event")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_link")),
        sa.UniqueConstraint(
            "from_id", "to_id", "relation", name=op.f("uq_subject_link_from_id_to_id_relation")
        ),
    )
    for column in ("to_id", "event_id"):
        op.create_index(op.f(f"ix_subject_link_{column}"), TABLE, [column], unique=False)


def downgrade() -> None:
    op.drop_table(TABLE)
