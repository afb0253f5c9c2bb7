"""Replies: who drafted, checked and signed; comments, countersignatures, deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "countersignature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("reservation", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "view IN ('pending', 'agree', 'reserve', 'silent')",
            name=op.f("ck_countersignature_view"),
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_countersignature_reply_id_reply")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["handling_unit.id"],
            name=op.f("fk_countersignature_unit_id_handling_unit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countersignature")),
        sa.UniqueConstraint(
            "reply_id", "unit_id", name=op.f("uq_countersignature_reply_id_unit_id")
        ),
    )
    with op.batch_alter_table("countersignature", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_countersignature_reply_id"), ["reply_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_countersignature_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('online', 'in_person', 'post', 'passed_on')", name=op.f("ck_delivery_mode")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_delivery_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_delivery_reply_id_reply")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_reply_id"), ["reply_id"], unique=False)

    op.create_table(
        "draft_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "view IN ('pending', 'agree', 'changes', 'silent')", name=op.f("ck_draft_comment_view")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_comment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_draft_comment_reply_id_reply")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
        sa.UniqueConstraint(
            "reply_id", "person_id", name=op.f("uq_draft_comment_reply_id_person_id")
        ),
    )
    with op.batch_alter_table("draft_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_comment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_comment_reply_id"), ["reply_id"], unique=False)

    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_class", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("drafter_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("checker_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("signer_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("on_paper", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        for name in ("class_reason", "drafter", "checker", "returned_by", "return_reason"):
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("likeness", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("like_id", sa.Integer(), nullable=True))
        batch_op.alter_column("sent_at", new_column_name="drafted_at")
        for name in ("drafter_id", "checker_id", "signer_id"):
            batch_op.create_foreign_key(
                batch_op.f(f"fk_reply_{name}_user_account"), "user_account", [name], ["id"]
            )
        batch_op.create_foreign_key(
            batch_op.f("fk_reply_like_id_reply"), "reply", ["like_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_reply_confirmed_class"),
            "confirmed_class IS NULL OR confirmed_class IN ('A', 'B', 'C')",
        )
        batch_op.drop_constraint(batch_op.f("ck_reply_status"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_reply_status"),
            "status IN ('shown', 'drafted', 'checked', 'sent', 'returned', 'issued')",
        )


def downgrade() -> None:
    # What the older program had no word for lay before the office, or was sent back.
    op.execute(
        "DELETE FROM reply_answer WHERE reply_id IN (SELECT id FROM reply WHERE status = 'shown')"
    )
    op.execute("UPDATE reply SET like_id = NULL")
    for name in ("draft_comment", "countersignature", "delivery"):
        op.drop_table(name)
    op.execute("DELETE FROM reply WHERE status = 'shown'")
    op.execute("UPDATE reply SET status = 'sent' WHERE status IN ('drafted', 'checked')")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_reply_status"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_reply_status"), "status IN ('sent', 'returned', 'issued')"
        )
        batch_op.drop_constraint(batch_op.f("ck_reply_confirmed_class"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_reply_like_id_reply"), type_="foreignkey")
        for name in ("drafter_id", "checker_id", "signer_id"):
            batch_op.drop_constraint(
                batch_op.f(f"fk_reply_{name}_user_account"), type_="foreignkey"
            )
        batch_op.alter_column("drafted_at", new_column_name="sent_at")
        for name in (
            "confirmed_class", "class_reason", "drafter_id", "drafter", "checker_id", "checker",
            "checked_at", "signer_id", "signed_on", "on_paper", "returned_by", "return_reason",
            "likeness", "like_id",
        ):  # fmt: skip
            batch_op.drop_column(name)
