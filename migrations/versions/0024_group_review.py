"""Comments on the text, why a version was kept, and drafts bundled into a collective proposal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0026"
branch_labels = None
depends_on = None


_EVENT = """COALESCE((
    SELECT event.{name} FROM event
    WHERE event.subject_id = proposal_version.proposal_id
      AND event.happened_at = proposal_version.made_at
    ORDER BY event.seq LIMIT 1), '')"""
_TELL = (
    f"UPDATE proposal_version SET action = {_EVENT.format(name='action')}, "
    f"made_by = {_EVENT.format(name='actor_name')}"
)


def upgrade() -> None:
    op.create_table(
        "bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["proposal.id"], name=op.f("fk_bundle_collective_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["liaison_group.id"], name=op.f("fk_bundle_group_id_liaison_group")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_bundle_proposed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    with op.batch_alter_table("bundle", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bundle_collective_id"), ["collective_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_bundle_group_id"), ["group_id"], unique=False)

    op.create_table(
        "bundle_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('joined', 'declined', 'left')",
            name=op.f("ck_bundle_item_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["bundle.id"], name=op.f("fk_bundle_item_bundle_id_bundle")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_bundle_item_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_item")),
        sa.UniqueConstraint(
            "bundle_id", "proposal_id", name=op.f("uq_bundle_item_bundle_id_proposal_id")
        ),
    )
    with op.batch_alter_table("bundle_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bundle_item_bundle_id"), ["bundle_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bundle_item_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "text_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('taken', 'not_taken')",
            name=op.f("ck_text_comment_verdict"),
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (answered_at IS NULL)", name=op.f("ck_text_comment_answered")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_text_comment_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["proposal_version.id"],
            name=op.f("fk_text_comment_version_id_proposal_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_comment")),
    )
    with op.batch_alter_table("text_comment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_text_comment_proposal_id"), ["proposal_id"], unique=False
        )

    with op.batch_alter_table("proposal_version", schema=None) as batch_op:
        for column in (
            sa.Column("action", sa.Text(), nullable=False, server_default=""),
            sa.Column("made_by", sa.Text(), nullable=False, server_default=""),
            sa.Column("working", sa.Boolean(), nullable=False, server_default=sa.false()),
        ):
            batch_op.add_column(column)
    # What was kept before was kept by an act, and its event knows which and by whom.
    op.execute(_TELL)
    with op.batch_alter_table("proposal_version", schema=None) as batch_op:
        for name in ("action", "made_by", "working"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("proposal_version", schema=None) as batch_op:
        batch_op.drop_column("working")
        batch_op.drop_column("made_by")
        batch_op.drop_column("action")

    with op.batch_alter_table("text_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_comment_proposal_id"))

    op.drop_table("text_comment")
    with op.batch_alter_table("bundle_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bundle_item_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_bundle_item_bundle_id"))

    op.drop_table("bundle_item")
    with op.batch_alter_table("bundle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bundle_group_id"))
        batch_op.drop_index(batch_op.f("ix_bundle_collective_id"))

    op.drop_table("bundle")
