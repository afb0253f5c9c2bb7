"""Contacts are numbered in the case and answered by the proposers who took part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_FILL = (
    (
        "UPDATE contact SET recorded_by = '', correction_reason = '', unit_persons = persons, "
        "proposal_id = (SELECT proposal_id FROM handling_task WHERE id = contact.task_id)"
    ),
    (
        "UPDATE contact SET no = (SELECT count(*) FROM contact AS one "
        "WHERE one.proposal_id = contact.proposal_id AND one.id <= contact.id)"
    ),
)


def upgrade() -> None:
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("proposal_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("no", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("unit_persons", sa.Text(), nullable=True))
        batch.add_column(sa.Column("leader_level", sa.Text(), nullable=True))
        batch.add_column(sa.Column("recorded_by", sa.Text(), nullable=True))
        batch.add_column(sa.Column("corrects_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("correction_reason", sa.Text(), nullable=True))
    for statement in _FILL:
        op.execute(statement)
    with op.batch_alter_table("contact") as batch:
        for name, kind in (
            ("proposal_id", sa.Integer()),
            ("no", sa.Integer()),
            ("unit_persons", sa.Text()),
            ("recorded_by", sa.Text()),
            ("correction_reason", sa.Text()),
        ):
            batch.alter_column(name, existing_type=kind, nullable=False)
        batch.create_index(batch.f("ix_contact_corrects_id"), ["corrects_id"], unique=False)
        batch.create_index(batch.f("ix_contact_proposal_id"), ["proposal_id"], unique=False)
        batch.create_unique_constraint(batch.f("uq_contact_proposal_id_no"), ["proposal_id", "no"])
        batch.create_foreign_key(
            batch.f("fk_contact_proposal_id_proposal"), "proposal", ["proposal_id"], ["id"]
        )
        batch.create_foreign_key(
            batch.f("fk_contact_corrects_id_contact"), "contact", ["corrects_id"], ["id"]
        )
        batch.drop_column("member_view")
        batch.drop_column("persons")
    op.create_table(
        "contact_evidence",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_contact_evidence_attachment_id_attachment"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_evidence_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("contact_id", "attachment_id", name=op.f("pk_contact_evidence")),
    )
    op.create_table(
        "contact_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('confirmed', 'differs', 'not_held')",
            name=op.f("ck_contact_voice_answer"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_contact_voice_answered")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_voice_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_voice_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_voice")),
        sa.UniqueConstraint(
            "contact_id", "person_id", name=op.f("uq_contact_voice_contact_id_person_id")
        ),
    )
    op.create_index(op.f("ix_contact_voice_contact_id"), "contact_voice", ["contact_id"])
    op.create_index(op.f("ix_contact_voice_person_id"), "contact_voice", ["person_id"])
    with op.batch_alter_table("proposal") as batch:
        batch.add_column(sa.Column("meeting_waived_round", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("proposal") as batch:
        batch.drop_column("meeting_waived_round")
    op.drop_table("contact_voice")
    op.drop_table("contact_evidence")
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("persons", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("member_view", sa.Text(), nullable=True))
    op.execute("UPDATE contact SET persons = unit_persons")
    with op.batch_alter_table("contact") as batch:
        batch.alter_column("persons", existing_type=sa.Text(), server_default=None)
        batch.drop_constraint(batch.f("fk_contact_corrects_id_contact"), type_="foreignkey")
        batch.drop_constraint(batch.f("fk_contact_proposal_id_proposal"), type_="foreignkey")
        batch.drop_constraint(batch.f("uq_contact_proposal_id_no"), type_="unique")
        batch.drop_index(batch.f("ix_contact_proposal_id"))
        batch.drop_index(batch.f("ix_contact_corrects_id"))
        for name in (
            "correction_reason",
            "corrects_id",
            "recorded_by",
            "leader_level",
            "unit_persons",
            "no",
            "proposal_id",
        ):
            batch.drop_column(name)
