"""What a unit does beside handling: how it signs, returns a task, asks for more time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("old_due", sa.Date(), nullable=False),
        sa.Column("asked_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("work_so_far", sa.Text(), nullable=False),
        sa.Column("told_proposer", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(until IS NOT NULL) <= (decision = 'granted')", name=op.f("ck_extension_until")
        ),
        sa.CheckConstraint(
            "decision IS NULL OR decision IN ('granted', 'refused')",
            name=op.f("ck_extension_decision"),
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_extension_decided")
        ),
        sa.CheckConstraint(
            "until IS NULL OR until <= asked_until", name=op.f("ck_extension_not_beyond")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_extension_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["handling_task.id"], name=op.f("fk_extension_task_id_handling_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_task_id"), ["task_id"], unique=False)

    op.create_table(
        "wanted_unit",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["handling_task.id"], name=op.f("fk_wanted_unit_task_id_handling_task")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_wanted_unit_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("task_id", "unit_id", name=op.f("pk_wanted_unit")),
    )
    with op.batch_alter_table("handling_task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("duty_basis", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("return_asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("return_outcome", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("return_opinion", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("return_decided_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("return_decided_by", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("moved_to_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("wanted_reason", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("handler", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("section", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("plan_leader", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("plan_text", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("opinion_no", sa.Text(), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_handling_task_moved_to_id_handling_unit"),
            "handling_unit",
            ["moved_to_id"],
            ["id"],
        )

        batch_op.create_check_constraint(
            batch_op.f("ck_handling_task_return_outcome"),
            "return_outcome IS NULL OR return_outcome IN ('agreed', 'refused', 'moved', 'kept')",
        )


def downgrade() -> None:
    with op.batch_alter_table("handling_task", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_handling_task_return_outcome"), type_="check")
        batch_op.drop_constraint(
            batch_op.f("fk_handling_task_moved_to_id_handling_unit"), type_="foreignkey"
        )
        batch_op.drop_column("opinion_no")
        batch_op.drop_column("plan_text")
        batch_op.drop_column("plan_leader")
        batch_op.drop_column("section")
        batch_op.drop_column("handler")
        batch_op.drop_column("wanted_reason")
        batch_op.drop_column("moved_to_id")
        batch_op.drop_column("return_decided_by")
        batch_op.drop_column("return_decided_at")
        batch_op.drop_column("return_opinion")
        batch_op.drop_column("return_outcome")
        batch_op.drop_column("return_asked_at")
        batch_op.drop_column("duty_basis")

    op.drop_table("wanted_unit")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_task_id"))
        batch_op.drop_index(batch_op.f("ix_extension_proposal_id"))

    op.drop_table("extension")
