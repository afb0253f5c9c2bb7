"""Evaluations in versions, on paper, watched; mediations, ratings and traces of sign-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login_trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_login_trace_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_trace")),
        sa.UniqueConstraint(
            "user_id",
            "address",
            "browser",
            "device",
            name=op.f("uq_login_trace_user_id_address_browser_device"),
        ),
    )
    with op.batch_alter_table("login_trace") as batch:
        batch.create_index(batch.f("ix_login_trace_address"), ["address"], unique=False)
        batch.create_index(batch.f("ix_login_trace_device"), ["device"], unique=False)
        batch.create_index(batch.f("ix_login_trace_seen_at"), ["seen_at"], unique=False)
        batch.create_index(batch.f("ix_login_trace_user_id"), ["user_id"], unique=False)

    op.create_table(
        "mediation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("invited", sa.Text(), nullable=False),
        sa.Column("convened_by", sa.Text(), nullable=False),
        sa.Column("convened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("attended", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(record = '') = (recorded_at IS NULL)", name=op.f("ck_mediation_recorded")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_mediation_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation")),
    )
    with op.batch_alter_table("mediation") as batch:
        batch.create_index(batch.f("ix_mediation_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "paper_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(status = 'entered') = (decided_at IS NULL)", name=op.f("ck_paper_form_decided")
        ),
        sa.CheckConstraint(
            "status IN ('entered', 'confirmed', 'rejected', 'disputed')",
            name=op.f("ck_paper_form_status"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_paper_form_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_paper_form_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_form")),
    )
    with op.batch_alter_table("paper_form") as batch:
        batch.create_index(batch.f("ix_paper_form_person_id"), ["person_id"], unique=False)
        batch.create_index(batch.f("ix_paper_form_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "proposal_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "quality IN ('good', 'fair', 'poor')", name=op.f("ck_proposal_rating_quality")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_rating_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_proposal_rating_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_rating")),
        sa.UniqueConstraint(
            "proposal_id",
            "round",
            "unit_id",
            name=op.f("uq_proposal_rating_proposal_id_round_unit_id"),
        ),
    )
    with op.batch_alter_table("proposal_rating") as batch:
        batch.create_index(batch.f("ix_proposal_rating_proposal_id"), ["proposal_id"], unique=False)
        batch.create_index(batch.f("ix_proposal_rating_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "paper_scan",
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_paper_scan_attachment_id_attachment"),
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["paper_form.id"], name=op.f("fk_paper_scan_form_id_paper_form")
        ),
        sa.PrimaryKeyConstraint("form_id", "attachment_id", name=op.f("pk_paper_scan")),
    )
    op.create_table(
        "evaluation_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_user_id", sa.Integer(), nullable=False),
        sa.Column("unit_user_name", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('device', 'browser', 'address')", name=op.f("ck_evaluation_alert_kind")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluation.id"],
            name=op.f("fk_evaluation_alert_evaluation_id_evaluation"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_evaluation_alert_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["unit_user_id"],
            ["user_account.id"],
            name=op.f("fk_evaluation_alert_unit_user_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_alert")),
    )
    with op.batch_alter_table("evaluation_alert") as batch:
        batch.create_index(
            batch.f("ix_evaluation_alert_evaluation_id"), ["evaluation_id"], unique=False
        )
        batch.create_index(
            batch.f("ix_evaluation_alert_proposal_id"), ["proposal_id"], unique=False
        )

    filled = {
        "version": (sa.Integer(), "1"),
        "adoption": (sa.JSON(), "{}"),
        "change_reason": (sa.Text(), ""),
        "channel": (sa.Text(), "online"),
    }
    with op.batch_alter_table("evaluation") as batch:
        for name, (kind, value) in filled.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=value))
        batch.add_column(sa.Column("promises_clear", sa.Text(), nullable=True))
        batch.add_column(sa.Column("urged", sa.Text(), nullable=True))
        batch.add_column(sa.Column("paper_form_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("evaluation") as batch:
        for name, (kind, _value) in filled.items():
            batch.alter_column(name, existing_type=kind, server_default=None)
        batch.drop_constraint(batch.f("uq_evaluation_proposal_id_round_person_id"), type_="unique")
        batch.create_index(batch.f("ix_evaluation_paper_form_id"), ["paper_form_id"], unique=False)
        batch.create_unique_constraint(
            batch.f("uq_evaluation_proposal_id_round_person_id_version"),
            ["proposal_id", "round", "person_id", "version"],
        )
        batch.create_foreign_key(
            batch.f("fk_evaluation_paper_form_id_paper_form"),
            "paper_form",
            ["paper_form_id"],
            ["id"],
        )
        batch.create_check_constraint(
            batch.f("ck_evaluation_channel"), "(channel = 'paper') = (paper_form_id IS NOT NULL)"
        )
    for statement in append_only(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def append_only(dialect: str) -> list[str]:
    """As models.triggers had it on that day; PostgreSQL has the function since 0004."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER evaluation_no_{verb.lower()} BEFORE {verb} ON evaluation "
            "BEGIN SELECT RAISE(ABORT, 'evaluation is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        (
            "CREATE TRIGGER evaluation_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON evaluation "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    ]


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    names = ["no_update", "no_delete"] if dialect == "sqlite" else ["append_only"]
    where = "" if dialect == "sqlite" else " ON evaluation"
    for name in names:
        op.execute(f"DROP TRIGGER evaluation_{name}{where}")
    with op.batch_alter_table("evaluation") as batch:
        batch.drop_constraint(batch.f("ck_evaluation_channel"), type_="check")
        batch.drop_constraint(batch.f("fk_evaluation_paper_form_id_paper_form"), type_="foreignkey")
        batch.drop_constraint(
            batch.f("uq_evaluation_proposal_id_round_person_id_version"), type_="unique"
        )
        batch.drop_index(batch.f("ix_evaluation_paper_form_id"))
        batch.create_unique_constraint(
            batch.f("uq_evaluation_proposal_id_round_person_id"),
            ["proposal_id", "round", "person_id"],
        )
        batch.drop_column("paper_form_id")
        batch.drop_column("channel")
        batch.drop_column("urged")
        batch.drop_column("change_reason")
        batch.drop_column("adoption")
        batch.drop_column("promises_clear")
        batch.drop_column("version")

    with op.batch_alter_table("evaluation_alert") as batch:
        batch.drop_index(batch.f("ix_evaluation_alert_proposal_id"))
        batch.drop_index(batch.f("ix_evaluation_alert_evaluation_id"))

    op.drop_table("evaluation_alert")
    op.drop_table("paper_scan")
    with op.batch_alter_table("proposal_rating") as batch:
        batch.drop_index(batch.f("ix_proposal_rating_unit_id"))
        batch.drop_index(batch.f("ix_proposal_rating_proposal_id"))

    op.drop_table("proposal_rating")
    with op.batch_alter_table("paper_form") as batch:
        batch.drop_index(batch.f("ix_paper_form_proposal_id"))
        batch.drop_index(batch.f("ix_paper_form_person_id"))

    op.drop_table("paper_form")
    with op.batch_alter_table("mediation") as batch:
        batch.drop_index(batch.f("ix_mediation_proposal_id"))

    op.drop_table("mediation")
    with op.batch_alter_table("login_trace") as batch:
        batch.drop_index(batch.f("ix_login_trace_user_id"))
        batch.drop_index(batch.f("ix_login_trace_seen_at"))
        batch.drop_index(batch.f("ix_login_trace_device"))
        batch.drop_index(batch.f("ix_login_trace_address"))

    op.drop_table("login_trace")
