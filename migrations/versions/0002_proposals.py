"""The subject and the proposal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rules_digest", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("serial_no", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("waits_for", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_provisional", sa.Boolean(), nullable=False),
        sa.Column("due_detail", sa.JSON(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("round >= 1", name=op.f("ck_subject_round")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_subject_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["liaison_group.id"], name=op.f("fk_subject_group_id_liaison_group")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["subject.id"], name=op.f("fk_subject_parent_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["rules_digest"], ["rules_text.digest"], name=op.f("fk_subject_rules_digest_rules_text")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["plenary_session.id"],
            name=op.f("fk_subject_session_id_plenary_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_subject_kind_number")),
        sa.UniqueConstraint("kind", "serial_no", name=op.f("uq_subject_kind_serial_no")),
    )
    op.create_index(op.f("ix_subject_author_id"), "subject", ["author_id"], unique=False)
    op.create_index("ix_subject_closed_at_id", "subject", ["closed_at", "id"], unique=False)
    op.create_index(op.f("ix_subject_group_id"), "subject", ["group_id"], unique=False)
    op.create_index(
        "ix_subject_kind_state_due_on", "subject", ["kind", "state", "due_on"], unique=False
    )
    op.create_index(op.f("ix_subject_parent_id"), "subject", ["parent_id"], unique=False)
    op.create_index(op.f("ix_subject_session_id"), "subject", ["session_id"], unique=False)
    op.create_index("ix_subject_waits_for_due_on", "subject", ["waits_for", "due_on"], unique=False)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("collective_body", sa.Text(), nullable=False),
        sa.Column("publish_consent", sa.Text(), nullable=True),
        sa.Column("publish_reason", sa.Text(), nullable=False),
        sa.Column("in_session", sa.Boolean(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("group_outcome", sa.Text(), nullable=True),
        sa.Column("group_opinion", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("examination_opinion", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("disposal", sa.Text(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handling_mode", sa.Text(), nullable=True),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "group_outcome IS NULL OR group_outcome IN ('endorsed', 'changes', 'unreviewed')",
            name=op.f("ck_proposal_group_outcome"),
        ),
        sa.CheckConstraint(
            "publish_consent IS NULL OR publish_consent IN ('full', 'summary', 'none')",
            name=op.f("ck_proposal_publish_consent"),
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_proposal_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("met_how", sa.Text(), nullable=False),
        sa.Column("attitude", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("targeted", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(attitude <> 'dissatisfied' AND result <> 'dissatisfied') OR comment <> ''",
            name=op.f("ck_evaluation_reason_if_dissatisfied"),
        ),
        sa.CheckConstraint(
            "attitude IN ('satisfied', 'basic', 'dissatisfied')",
            name=op.f("ck_evaluation_attitude"),
        ),
        sa.CheckConstraint(
            "result IN ('satisfied', 'basic', 'dissatisfied')", name=op.f("ck_evaluation_result")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evaluation_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_evaluation_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint(
            "proposal_id",
            "round",
            "person_id",
            name=op.f("uq_evaluation_proposal_id_round_person_id"),
        ),
    )
    op.create_index(op.f("ix_evaluation_person_id"), "evaluation", ["person_id"], unique=False)
    op.create_index(op.f("ix_evaluation_proposal_id"), "evaluation", ["proposal_id"], unique=False)
    op.create_table(
        "proposal_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_version_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_version")),
        sa.UniqueConstraint("proposal_id", "no", name=op.f("uq_proposal_version_proposal_id_no")),
    )
    op.create_index(
        op.f("ix_proposal_version_proposal_id"), "proposal_version", ["proposal_id"], unique=False
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(decision IN ('agreed', 'declined')) <= (decided_at IS NOT NULL)",
            name=op.f("ck_signature_decided"),
        ),
        sa.CheckConstraint(
            "decision IN ('pending', 'agreed', 'declined', 'lapsed', 'void')",
            name=op.f("ck_signature_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signature_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_signature_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "proposal_id", "person_id", name=op.f("uq_signature_proposal_id_person_id")
        ),
    )
    op.create_index(op.f("ix_signature_person_id"), "signature", ["person_id"], unique=False)
    op.create_index(op.f("ix_signature_proposal_id"), "signature", ["proposal_id"], unique=False)
    op.create_table(
        "suggested_unit",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_suggested_unit_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_suggested_unit_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "unit_id", name=op.f("pk_suggested_unit")),
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_suggestion_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("proposal_id", "no", name=op.f("uq_suggestion_proposal_id_no")),
    )
    op.create_index(op.f("ix_suggestion_proposal_id"), "suggestion", ["proposal_id"], unique=False)


def downgrade() -> None:
    for table in (
        "suggestion",
        "suggested_unit",
        "signature",
        "proposal_version",
        "evaluation",
        "proposal",
        "subject",
    ):
        op.drop_table(table)
