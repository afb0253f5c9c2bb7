"""The promise ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("drafter", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_second_letter_reply_id_reply")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_letter")),
    )
    with op.batch_alter_table("second_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_second_letter_reply_id"), ["reply_id"], unique=False)

    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("suggestion_no", sa.Integer(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("second_letter_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('kept', 'broken')", name=op.f("ck_promise_outcome")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_promise_id_subject")),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name=op.f("fk_promise_reply_id_reply")),
        sa.ForeignKeyConstraint(
            ["second_letter_id"],
            ["second_letter.id"],
            name=op.f("fk_promise_second_letter_id_second_letter"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_promise_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_reply_id"), ["reply_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "promise_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "finding IS NULL OR finding IN ('done', 'on_time', 'behind', 'not_begun')",
            name=op.f("ck_promise_note_finding"),
        ),
        sa.CheckConstraint(
            "kind IN ('progress', 'view', 'look_back')", name=op.f("ck_promise_note_kind")
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"], ["promise.id"], name=op.f("fk_promise_note_promise_id_promise")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_note")),
    )
    with op.batch_alter_table("promise_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_promise_note_promise_id"), ["promise_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("promise_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_note_promise_id"))

    op.drop_table("promise_note")
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_unit_id"))
        batch_op.drop_index(batch_op.f("ix_promise_reply_id"))

    op.drop_table("promise")
    with op.batch_alter_table("second_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_second_letter_reply_id"))

    op.drop_table("second_letter")
