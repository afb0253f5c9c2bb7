"""Projects of both kinds: their money, plan, dates; monthly reports with a second person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031b"
down_revision = "0031a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("appraisal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body", sa.Text(), nullable=False, server_default="deputies"))
        batch_op.create_check_constraint(
            batch_op.f("ck_appraisal_body"), "body IN ('deputies', 'members', 'beneficiaries')"
        )

    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.add_column(sa.Column("items", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("livelihood_project", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("project_kind", sa.Text(), nullable=False, server_default="government")
        )
        batch_op.add_column(sa.Column("call_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("town_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("budget_year", sa.Numeric(precision=14, scale=2), nullable=True)
        )
        batch_op.add_column(sa.Column("universality", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("public_benefit", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("feasibility", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("money_secured", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("examination_opinion", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("leader_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("leader_name", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("listed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("accepted_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("started_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("finished_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("missing_told", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("missing_raised", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("remaining_due", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("carried_to", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_livelihood_project_project_kind"),
            "project_kind IN ('government', 'own')",
        )
        batch_op.create_index(
            batch_op.f("ix_livelihood_project_call_id"), ["call_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_livelihood_project_leader_id"), ["leader_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_livelihood_project_town_id"), ["town_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_livelihood_project_leader_id_person"), "person", ["leader_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_livelihood_project_call_id_project_call"),
            "project_call",
            ["call_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_livelihood_project_town_id_liaison_group"),
            "liaison_group",
            ["town_id"],
            ["id"],
        )

    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("month", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("status", sa.Text(), nullable=False, server_default="sent"))
        batch_op.add_column(sa.Column("next_plan", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("started_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("done", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reporter_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reporter", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("checker", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("return_reason", sa.Text(), nullable=False, server_default="")
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_progress_report_status"),
            "status IN ('drafted', 'sent', 'refused', 'returned')",
        )
        batch_op.create_index(
            batch_op.f("ix_progress_report_reporter_id"), ["reporter_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_progress_report_reporter_id_person"), "person", ["reporter_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_progress_report_reporter_id_person"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_progress_report_reporter_id"))
        batch_op.drop_column("return_reason")
        batch_op.drop_column("checked_at")
        batch_op.drop_column("checker")
        batch_op.drop_column("reporter")
        batch_op.drop_column("reporter_id")
        batch_op.drop_column("done")
        batch_op.drop_column("started_on")
        batch_op.drop_column("next_plan")
        batch_op.drop_constraint(batch_op.f("ck_progress_report_status"), type_="check")
        batch_op.drop_column("status")
        batch_op.drop_column("month")

    with op.batch_alter_table("livelihood_project", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_livelihood_project_town_id_liaison_group"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_livelihood_project_call_id_project_call"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_livelihood_project_leader_id_person"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_livelihood_project_town_id"))
        batch_op.drop_index(batch_op.f("ix_livelihood_project_leader_id"))
        batch_op.drop_index(batch_op.f("ix_livelihood_project_call_id"))
        batch_op.drop_column("carried_to")
        batch_op.drop_column("remaining_due")
        batch_op.drop_column("missing_raised")
        batch_op.drop_column("missing_told")
        batch_op.drop_column("finished_on")
        batch_op.drop_column("started_on")
        batch_op.drop_column("accepted_on")
        batch_op.drop_column("listed_on")
        batch_op.drop_column("leader_name")
        batch_op.drop_column("leader_id")
        batch_op.drop_column("examination_opinion")
        batch_op.drop_column("money_secured")
        batch_op.drop_column("feasibility")
        batch_op.drop_column("public_benefit")
        batch_op.drop_column("universality")
        batch_op.drop_column("budget_year")
        batch_op.drop_column("town_id")
        batch_op.drop_column("source")
        batch_op.drop_column("call_id")
        batch_op.drop_constraint(batch_op.f("ck_livelihood_project_project_kind"), type_="check")
        batch_op.drop_column("project_kind")

    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_column("items")

    with op.batch_alter_table("appraisal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_appraisal_body"), type_="check")
        batch_op.drop_column("body")
