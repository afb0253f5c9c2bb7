"""Marks of the texts of submitted proposals, by which similar ones are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The marks of cases that are there already are written after the last migration.
    op.create_table(
        "fingerprint",
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_fingerprint_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("mark", "proposal_id", name=op.f("pk_fingerprint")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_fingerprint_proposal_id"), "fingerprint", ["proposal_id"])


def downgrade() -> None:
    op.drop_table("fingerprint")
