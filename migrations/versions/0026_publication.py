"""Publication: the public text of a case, and the pages everybody reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("public_title", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("public_reply", sa.Text(), nullable=False),
        sa.Column("drafter", sa.Text(), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("refused_by", sa.Text(), nullable=False),
        sa.CheckConstraint("scope IN ('full', 'summary')", name=op.f("ck_publication_scope")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_publication_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_table(
        "public_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("term_no", sa.Integer(), nullable=False),
        sa.Column("session_no", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("summary", sa.Boolean(), nullable=False),
        sa.Column("proposer", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_public_page_publication_id_publication"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_page")),
        sa.UniqueConstraint("number", name=op.f("uq_public_page_number")),
        sa.UniqueConstraint("publication_id", name=op.f("uq_public_page_publication_id")),
    )
    with op.batch_alter_table("public_page", schema=None) as batch_op:
        batch_op.create_index(
            "ix_public_page_published_on_number", ["published_on", "number"], unique=False
        )

    op.create_table(
        "publication_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_publication_agreement_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_publication_agreement_publication_id_publication"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_agreement")),
        sa.UniqueConstraint(
            "publication_id",
            "person_id",
            name=op.f("uq_publication_agreement_publication_id_person_id"),
        ),
    )
    with op.batch_alter_table("publication_agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_publication_agreement_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publication_agreement_publication_id"), ["publication_id"], unique=False
        )

    op.create_table(
        "public_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reply_class", sa.Text(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["public_page.id"], name=op.f("fk_public_unit_page_id_public_page")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_unit")),
    )
    with op.batch_alter_table("public_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_unit_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_public_unit_page_id"), ["page_id"], unique=False)

    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.add_column(sa.Column("publish_consent", sa.Text(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_signature_publish_consent"),
            "publish_consent IS NULL OR publish_consent IN ('full', 'summary', 'none')",
        )


def downgrade() -> None:
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_signature_publish_consent"), type_="check")
        batch_op.drop_column("publish_consent")

    with op.batch_alter_table("public_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_unit_page_id"))
        batch_op.drop_index(batch_op.f("ix_public_unit_name"))

    op.drop_table("public_unit")
    with op.batch_alter_table("publication_agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_agreement_publication_id"))
        batch_op.drop_index(batch_op.f("ix_publication_agreement_person_id"))

    op.drop_table("publication_agreement")
    with op.batch_alter_table("public_page", schema=None) as batch_op:
        batch_op.drop_index("ix_public_page_published_on_number")

    op.drop_table("public_page")
    op.drop_table("publication")
