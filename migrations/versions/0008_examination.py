"""What the two examinations find, and where a proposal that is not filed goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposed_unit",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposed_unit_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_proposed_unit_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "unit_id", name=op.f("pk_proposed_unit")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proposed_result", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("proposed_category", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("proposed_ground", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("first_opinion", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("disposal_to", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("disposal_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_column("disposal_on")
        batch_op.drop_column("disposal_to")
        batch_op.drop_column("first_opinion")
        batch_op.drop_column("proposed_ground")
        batch_op.drop_column("proposed_category")
        batch_op.drop_column("proposed_result")

    op.drop_table("proposed_unit")
