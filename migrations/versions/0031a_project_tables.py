"""Calls, ballots, milestones, funds, site visits, remaining items, what is public of projects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031a"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_on", sa.Date(), nullable=False),
        sa.Column("ballot_body", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("entitled", sa.Integer(), nullable=True),
        sa.Column("cast", sa.Integer(), nullable=True),
        sa.Column("valid", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_ballot_session_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_session")),
    )
    op.create_table(
        "project_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_from", sa.Date(), nullable=False),
        sa.Column("call_until", sa.Date(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_project_call_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_call")),
    )
    op.create_table(
        "ballot_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("won", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"],
            ["ballot_session.id"],
            name=op.f("fk_ballot_line_ballot_id_ballot_session"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_ballot_line_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_line")),
        sa.UniqueConstraint(
            "ballot_id", "project_id", name=op.f("uq_ballot_line_ballot_id_project_id")
        ),
    )
    with op.batch_alter_table("ballot_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_line_ballot_id"), ["ballot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_line_project_id"), ["project_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_milestone_weight")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_milestone_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("project_id", "no", name=op.f("uq_milestone_project_id_no")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_fund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_project_fund_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_fund")),
    )
    with op.batch_alter_table("project_fund", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_fund_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "public_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("project_kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("lead_unit", sa.Text(), nullable=False),
        sa.Column("partner_units", sa.JSON(), nullable=False),
        sa.Column("budget", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("funds", sa.JSON(), nullable=False),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("start_plan", sa.Date(), nullable=True),
        sa.Column("finish_plan", sa.Date(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("turnout", sa.Integer(), nullable=True),
        sa.Column("satisfied", sa.Integer(), nullable=True),
        sa.Column("basic", sa.Integer(), nullable=True),
        sa.Column("dissatisfied", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("carried_to", sa.Integer(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_public_project_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_project")),
        sa.UniqueConstraint("number", name=op.f("uq_public_project_number")),
        sa.UniqueConstraint("project_id", name=op.f("uq_public_project_project_id")),
    )
    with op.batch_alter_table("public_project", schema=None) as batch_op:
        batch_op.create_index("ix_public_project_year_number", ["year", "number"], unique=False)

    op.create_table(
        "site_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("rectification", sa.Text(), nullable=False),
        sa.Column("rectify_by", sa.Date(), nullable=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('inspection', 'supervision')", name=op.f("ck_site_visit_kind")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_site_visit_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_visit")),
        sa.UniqueConstraint("project_id", "no", name=op.f("uq_site_visit_project_id_no")),
    )
    with op.batch_alter_table("site_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_visit_project_id"), ["project_id"], unique=False)

    op.create_table(
        "remaining_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_remaining_item_inspection_id_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.id"],
            name=op.f("fk_remaining_item_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remaining_item")),
    )
    with op.batch_alter_table("remaining_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_remaining_item_inspection_id"), ["inspection_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_remaining_item_project_id"), ["project_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("remaining_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remaining_item_project_id"))
        batch_op.drop_index(batch_op.f("ix_remaining_item_inspection_id"))

    op.drop_table("remaining_item")
    with op.batch_alter_table("site_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_visit_project_id"))

    op.drop_table("site_visit")
    with op.batch_alter_table("public_project", schema=None) as batch_op:
        batch_op.drop_index("ix_public_project_year_number")

    op.drop_table("public_project")
    with op.batch_alter_table("project_fund", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_fund_project_id"))

    op.drop_table("project_fund")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_project_id"))

    op.drop_table("milestone")
    with op.batch_alter_table("ballot_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_line_project_id"))
        batch_op.drop_index(batch_op.f("ix_ballot_line_ballot_id"))

    op.drop_table("ballot_line")
    op.drop_table("project_call")
    op.drop_table("ballot_session")
