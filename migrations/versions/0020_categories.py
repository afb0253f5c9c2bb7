"""The finer categories, which the office keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "local_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_local_category_span")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_category")),
        sa.UniqueConstraint(
            "category",
            "name",
            "valid_from",
            name=op.f("uq_local_category_category_name_valid_from"),
        ),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local_category_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("local_category", sa.Text(), nullable=False, server_default="")
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_proposal_local_category_id_local_category"),
            "local_category",
            ["local_category_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_proposal_local_category_id_local_category"), type_="foreignkey"
        )
        batch_op.drop_column("local_category")
        batch_op.drop_column("local_category_id")

    op.drop_table("local_category")
