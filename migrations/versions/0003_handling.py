"""Handling tasks and livelihood projects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "livelihood_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("beneficiaries", sa.Integer(), nullable=True),
        sa.Column("budget", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("fund_source", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("group_outcome", sa.Text(), nullable=True),
        sa.Column("group_opinion", sa.Text(), nullable=False),
        sa.Column("ballot", sa.Text(), nullable=False),
        sa.Column("lead_unit_id", sa.Integer(), nullable=True),
        sa.Column("start_plan", sa.Date(), nullable=True),
        sa.Column("finish_plan", sa.Date(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "progress BETWEEN 0 AND 100", name=op.f("ck_livelihood_project_progress")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["subject.id"], name=op.f("fk_livelihood_project_id_subject")
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit_id"],
            ["handling_unit.id"],
            name=op.f("fk_livelihood_project_lead_unit_id_handling_unit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livelihood_project")),
    )
    op.create_index(
        op.f("ix_livelihood_project_lead_unit_id"),
        "livelihood_project",
        ["lead_unit_id"],
        unique=False,
    )
    op.create_table(
        "appraisal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("turnout", sa.Integer(), nullable=False),
        sa.Column("satisfied", sa.Integer(), nullable=False),
        sa.Column("basic", sa.Integer(), nullable=False),
        sa.Column("dissatisfied", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('satisfied', 'basic', 'dissatisfied')", name=op.f("ck_appraisal_outcome")
        ),
        sa.CheckConstraint(
            "satisfied + basic + dissatisfied <= turnout", name=op.f("ck_appraisal_turnout")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_appraisal_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
    )
    op.create_index(op.f("ix_appraisal_project_id"), "appraisal", ["project_id"], unique=False)
    op.create_table(
        "handling_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("suggested_unit_id", sa.Integer(), nullable=True),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("opinion_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "duty IN ('sole', 'lead', 'co', 'separate')", name=op.f("ck_handling_task_duty")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_handling_task_id_subject")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_handling_task_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["suggested_unit_id"],
            ["handling_unit.id"],
            name=op.f("fk_handling_task_suggested_unit_id_handling_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_handling_task_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling_task")),
    )
    op.create_index(
        op.f("ix_handling_task_proposal_id"), "handling_task", ["proposal_id"], unique=False
    )
    op.create_index(op.f("ix_handling_task_unit_id"), "handling_task", ["unit_id"], unique=False)
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("inspectors", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("remaining", sa.Text(), nullable=False),
        sa.Column("rectify_by", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_inspection_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index(op.f("ix_inspection_project_id"), "inspection", ["project_id"], unique=False)
    op.create_table(
        "partner_unit",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_partner_unit_project_id_livelihood_project"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_partner_unit_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("project_id", "unit_id", name=op.f("pk_partner_unit")),
    )
    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_progress_report_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
    )
    op.create_index(
        op.f("ix_progress_report_project_id"), "progress_report", ["project_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_view", sa.Text(), nullable=True),
        sa.CheckConstraint("stage IN ('before', 'during', 'after')", name=op.f("ck_contact_stage")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["handling_task.id"], name=op.f("fk_contact_task_id_handling_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_task_id"), "contact", ["task_id"], unique=False)
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=False),
        sa.Column("class_scheme", sa.Text(), nullable=False),
        sa.Column("reply_class", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("publicity", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(status = 'issued') = (issued_on IS NOT NULL)", name=op.f("ck_reply_issued")
        ),
        sa.CheckConstraint("reply_class IN ('A', 'B', 'C')", name=op.f("ck_reply_reply_class")),
        sa.CheckConstraint(
            "status IN ('sent', 'returned', 'issued')", name=op.f("ck_reply_status")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["handling_task.id"], name=op.f("fk_reply_task_id_handling_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    op.create_index(op.f("ix_reply_task_id"), "reply", ["task_id"], unique=False)
    op.create_table(
        "reply_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('adopted', 'partly', 'planned', 'not')",
            name=op.f("ck_reply_answer_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_reply_answer_reply_id_reply")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_answer")),
        sa.UniqueConstraint("reply_id", "no", name=op.f("uq_reply_answer_reply_id_no")),
    )
    op.create_index(op.f("ix_reply_answer_reply_id"), "reply_answer", ["reply_id"], unique=False)


def downgrade() -> None:
    for table in (
        "reply_answer",
        "reply",
        "contact",
        "progress_report",
        "partner_unit",
        "inspection",
        "handling_task",
        "appraisal",
        "livelihood_project",
    ):
        op.drop_table(table)
