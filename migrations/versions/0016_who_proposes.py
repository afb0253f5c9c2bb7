"""Who proposes: collective bodies, seconding, the order of names, paper entry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KINDS = (
    "collective_kind IS NULL OR collective_kind IN ('party', 'organisation', "
    "'special_committee', 'sector', 'members_group', 'liaison_group')"
)
_DECISIONS = "'pending', 'agreed', 'declined', 'lapsed'"


def upgrade() -> None:
    op.create_table(
        "seconding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('given', 'withdrawn', 'void')", name=op.f("ck_seconding_status")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_seconding_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_seconding_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seconding")),
        sa.UniqueConstraint(
            "proposal_id", "person_id", name=op.f("uq_seconding_proposal_id_person_id")
        ),
    )
    op.create_index(op.f("ix_seconding_person_id"), "seconding", ["person_id"])
    op.create_index(op.f("ix_seconding_proposal_id"), "seconding", ["proposal_id"])
    with op.batch_alter_table("proposal") as table:
        table.add_column(sa.Column("collective_kind", sa.Text(), nullable=True))
        table.add_column(_words("collective_contact"))
        table.add_column(sa.Column("convenor_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(_flag("open_to_seconding"))
        table.add_column(_flag("seconding_now"))
        table.add_column(sa.Column("provenance", sa.Text(), nullable=True))
        table.add_column(sa.Column("contact_wish", sa.Text(), nullable=True))
        table.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        table.add_column(_words("entered_by_name"))
        table.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        table.add_column(_words("dispute_reason"))
        table.create_foreign_key(
            op.f("fk_proposal_convenor_id_person"), "person", ["convenor_id"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_proposal_entered_by_id_user_account"),
            "user_account",
            ["entered_by_id"],
            ["id"],
        )
        table.create_check_constraint(op.f("ck_proposal_collective_kind"), _KINDS)
    with op.batch_alter_table("signature") as table:
        table.add_column(sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(
            sa.Column("place", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        table.drop_constraint(op.f("ck_signature_decision"), type_="check")
        table.create_check_constraint(
            op.f("ck_signature_decision"), f"decision IN ({_DECISIONS}, 'withdrawn', 'void')"
        )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def downgrade() -> None:
    op.execute("UPDATE signature SET decision = 'void' WHERE decision = 'withdrawn'")
    with op.batch_alter_table("signature") as table:
        table.drop_constraint(op.f("ck_signature_decision"), type_="check")
        table.create_check_constraint(
            op.f("ck_signature_decision"), f"decision IN ({_DECISIONS}, 'void')"
        )
        table.drop_column("place")
        table.drop_column("lapsed_at")
    with op.batch_alter_table("proposal") as table:
        table.drop_constraint(op.f("ck_proposal_collective_kind"), type_="check")
        table.drop_constraint(op.f("fk_proposal_entered_by_id_user_account"), type_="foreignkey")
        table.drop_constraint(op.f("fk_proposal_convenor_id_person"), type_="foreignkey")
        for name in (
            "dispute_reason", "received_on", "entered_by_name", "entered_by_id", "contact_wish",
            "provenance", "seconding_now", "open_to_seconding", "sealed_at", "convenor_id",
            "collective_contact", "collective_kind",
        ):  # fmt: skip
            table.drop_column(name)
    op.drop_table("seconding")
