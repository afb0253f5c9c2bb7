"""Days on which the time limits of a case stand still."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("planned_last", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("resumed_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ground IN ('policy', 'proceedings', 'proposer_away', 'other')",
            name=op.f("ck_pause_ground"),
        ),
        sa.CheckConstraint(
            "decision IS NULL OR decision IN ('granted', 'refused')", name=op.f("ck_pause_decision")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_pause_decided")
        ),
        sa.CheckConstraint(
            "(first IS NOT NULL AND last IS NOT NULL AND first <= last) = "
            "(decision IS NOT NULL AND decision = 'granted')",
            name=op.f("ck_pause_span"),
        ),
        sa.CheckConstraint(
            "last IS NULL OR last <= planned_last", name=op.f("ck_pause_not_beyond")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_pause_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["handling_task.id"], name=op.f("fk_pause_task_id_handling_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pause_task_id"), ["task_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pause_task_id"))
        batch_op.drop_index(batch_op.f("ix_pause_proposal_id"))

    op.drop_table("pause")
