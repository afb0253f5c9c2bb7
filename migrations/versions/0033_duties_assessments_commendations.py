"""Duties in each period, scoring schemes, yearly assessments and commendations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

AWARDS = "award IN ('excellent_proposal', 'advanced_unit', 'excellent_member', 'excellent_group')"


def upgrade() -> None:
    op.add_column("public_page", sa.Column("excellent_year", sa.Integer(), nullable=True))
    op.create_table(
        "award_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("collective_percent", sa.Integer(), nullable=False),
        sa.Column("excludes", sa.JSON(), nullable=False),
        sa.Column("excluded_people", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            AWARDS,
            name=op.f("ck_award_rule_award"),
        ),
        sa.CheckConstraint(
            "collective_percent BETWEEN 0 AND 100", name=op.f("ck_award_rule_collective_percent")
        ),
        sa.CheckConstraint(
            "percent IS NULL OR percent BETWEEN 1 AND 100", name=op.f("ck_award_rule_percent")
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_award_rule_span")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_rule")),
        sa.UniqueConstraint("award", "valid_from", name=op.f("uq_award_rule_award_valid_from")),
    )
    op.create_table(
        "duty_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("holder IN ('group', 'member')", name=op.f("ck_duty_rule_holder")),
        sa.CheckConstraint(
            "period IN ('month', 'quarter', 'half_year', 'year')", name=op.f("ck_duty_rule_period")
        ),
        sa.CheckConstraint("minimum >= 1", name=op.f("ck_duty_rule_minimum")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_duty_rule_span")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rule")),
        sa.UniqueConstraint(
            "name", "holder", "valid_from", name=op.f("uq_duty_rule_name_holder_valid_from")
        ),
    )
    op.create_table(
        "score_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "holder IN ('member', 'group', 'unit')", name=op.f("ck_score_scheme_holder")
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_score_scheme_span")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_scheme")),
        sa.UniqueConstraint("holder", "valid_from", name=op.f("uq_score_scheme_holder_valid_from")),
    )
    op.create_table(
        "area_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_area_contact_span")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["liaison_group.id"], name=op.f("fk_area_contact_group_id_liaison_group")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_area_contact_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_contact")),
        sa.UniqueConstraint(
            "person_id", "group_id", "since", name=op.f("uq_area_contact_person_id_group_id_since")
        ),
    )
    for column in ("group_id", "person_id"):
        op.create_index(op.f(f"ix_area_contact_{column}"), "area_contact", [column], unique=False)

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("assessed_group_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("self_report", sa.Text(), nullable=False),
        sa.Column("ledger", sa.JSON(), nullable=True),
        sa.Column("score", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("examined_by", sa.Text(), nullable=False),
        sa.Column("examination", sa.Text(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "holder IN ('member', 'group', 'unit')", name=op.f("ck_assessment_holder")
        ),
        sa.ForeignKeyConstraint(
            ["assessed_group_id"],
            ["liaison_group.id"],
            name=op.f("fk_assessment_assessed_group_id_liaison_group"),
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_assessment_id_subject")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assessment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["score_scheme.id"], name=op.f("fk_assessment_scheme_id_score_scheme")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_assessment_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint(
            "year", "assessed_group_id", name=op.f("uq_assessment_year_assessed_group_id")
        ),
        sa.UniqueConstraint("year", "person_id", name=op.f("uq_assessment_year_person_id")),
        sa.UniqueConstraint("year", "unit_id", name=op.f("uq_assessment_year_unit_id")),
    )
    for column in ("assessed_group_id", "person_id", "unit_id"):
        op.create_index(op.f(f"ix_assessment_{column}"), "assessment", [column], unique=False)

    op.create_table(
        "assessment_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("before_score", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("before_grade", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "agreed IS NULL OR decided_by <> ''", name=op.f("ck_assessment_correction_decided")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_correction_assessment_id_assessment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_correction")),
        sa.UniqueConstraint(
            "assessment_id", "no", name=op.f("uq_assessment_correction_assessment_id_no")
        ),
    )
    op.create_index(
        op.f("ix_assessment_correction_assessment_id"),
        "assessment_correction",
        ["assessment_id"],
        unique=False,
    )

    op.create_table(
        "commendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("commended_group_id", sa.Integer(), nullable=True),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("merits", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("recommended_by", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("commended_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            AWARDS,
            name=op.f("ck_commendation_award"),
        ),
        sa.ForeignKeyConstraint(
            ["commended_group_id"],
            ["liaison_group.id"],
            name=op.f("fk_commendation_commended_group_id_liaison_group"),
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_commendation_id_subject")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_commendation_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_commendation_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_commendation_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commendation")),
    )
    for column in ("commended_group_id", "person_id", "proposal_id", "unit_id"):
        op.create_index(op.f(f"ix_commendation_{column}"), "commendation", [column], unique=False)

    op.create_table(
        "reported_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('accepted', 'declined')",
            name=op.f("ck_reported_item_verdict"),
        ),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_reported_item_quantity")),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_reported_item_assessment_id_assessment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_item")),
        sa.UniqueConstraint("assessment_id", "no", name=op.f("uq_reported_item_assessment_id_no")),
    )
    op.create_index(
        op.f("ix_reported_item_assessment_id"), "reported_item", ["assessment_id"], unique=False
    )


def downgrade() -> None:
    with op.batch_alter_table("public_page") as batch:
        batch.drop_column("excellent_year")
    for table in (
        "reported_item",
        "commendation",
        "assessment_correction",
        "assessment",
        "area_contact",
        "score_scheme",
        "duty_rule",
        "award_rule",
    ):
        op.drop_table(table)
