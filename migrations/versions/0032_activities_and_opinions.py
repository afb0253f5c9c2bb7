"""activities, opinions and the issues made of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_kind", sa.Text(), nullable=False),
        sa.Column("meeting_level", sa.Text(), nullable=True),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("plan_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("report_text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(activity_kind = 'meeting') = (meeting_level IS NOT NULL)",
            name=op.f("ck_activity_meeting_level"),
        ),
        sa.CheckConstraint(
            "activity_kind IN ('study', 'survey', 'inspection', 'consultation', 'collective', "
            "'research_report', 'meeting')",
            name=op.f("ck_activity_activity_kind"),
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_activity_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_plan_on"), ["plan_on"], unique=False)

    op.create_table(
        "opinion_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("main_to", sa.Text(), nullable=False),
        sa.Column("copies_to", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_opinion_issue_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_issue")),
    )
    op.create_table(
        "social_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opinion_kind", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("addressee_name", sa.Text(), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "addressee IN ('county', 'township', 'unit')", name=op.f("ck_social_opinion_addressee")
        ),
        sa.CheckConstraint(
            "opinion_kind IN ('information', 'suggestion')",
            name=op.f("ck_social_opinion_opinion_kind"),
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_social_opinion_id_subject")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["handling_unit.id"], name=op.f("fk_social_opinion_unit_id_handling_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_opinion")),
    )
    with op.batch_alter_table("social_opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_social_opinion_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "activity_participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("attendance", sa.Text(), nullable=True),
        sa.Column("speech", sa.Text(), nullable=False),
        sa.Column("wrote", sa.Boolean(), nullable=False),
        sa.Column("leave_reason", sa.Text(), nullable=False),
        sa.Column("leave_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "attendance IN ('present', 'leave', 'absent')",
            name=op.f("ck_activity_participant_attendance"),
        ),
        sa.CheckConstraint(
            "speech IN ('none', 'oral', 'written')", name=op.f("ck_activity_participant_speech")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_activity_participant_activity_id_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_activity_participant_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_participant")),
        sa.UniqueConstraint(
            "activity_id", "person_id", name=op.f("uq_activity_participant_activity_id_person_id")
        ),
    )
    with op.batch_alter_table("activity_participant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_participant_activity_id"), ["activity_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_participant_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "opinion_issue_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["opinion_issue.id"],
            name=op.f("fk_opinion_issue_item_issue_id_opinion_issue"),
        ),
        sa.ForeignKeyConstraint(
            ["opinion_id"],
            ["social_opinion.id"],
            name=op.f("fk_opinion_issue_item_opinion_id_social_opinion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_issue_item")),
        sa.UniqueConstraint(
            "issue_id", "opinion_id", name=op.f("uq_opinion_issue_item_issue_id_opinion_id")
        ),
    )
    with op.batch_alter_table("opinion_issue_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opinion_issue_item_issue_id"), ["issue_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_opinion_issue_item_opinion_id"), ["opinion_id"], unique=False
        )

    op.create_table(
        "opinion_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "level IN ('county', 'prefecture', 'region', 'nation')",
            name=op.f("ck_opinion_use_level"),
        ),
        sa.CheckConstraint(
            "use IN ('issue', 'merged', 'forwarded', 'adopted', 'instruction')",
            name=op.f("ck_opinion_use_use"),
        ),
        sa.ForeignKeyConstraint(
            ["opinion_id"],
            ["social_opinion.id"],
            name=op.f("fk_opinion_use_opinion_id_social_opinion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_use")),
    )
    with op.batch_alter_table("opinion_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_use_opinion_id"), ["opinion_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("opinion_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opinion_use_opinion_id"))

    op.drop_table("opinion_use")
    with op.batch_alter_table("opinion_issue_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opinion_issue_item_opinion_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_issue_item_issue_id"))

    op.drop_table("opinion_issue_item")
    with op.batch_alter_table("activity_participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_participant_person_id"))
        batch_op.drop_index(batch_op.f("ix_activity_participant_activity_id"))

    op.drop_table("activity_participant")
    with op.batch_alter_table("social_opinion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_social_opinion_unit_id"))

    op.drop_table("social_opinion")
    op.drop_table("opinion_issue")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_plan_on"))
        batch_op.drop_index(batch_op.f("ix_activity_held_on"))

    op.drop_table("activity")
