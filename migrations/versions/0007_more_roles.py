"""A unit's signing leader is given for one unit, as its clerks are."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NAME = "ck_role_grant_unit_for_handling_unit"


def upgrade() -> None:
    _say("role IN ('handling_unit', 'unit_leader')")


def downgrade() -> None:
    _say("role = 'handling_unit'")


def _say(roles: str) -> None:
    with op.batch_alter_table("role_grant") as table:
        table.drop_constraint(op.f(_NAME), type_="check")
        table.create_check_constraint(op.f(_NAME), f"({roles}) = (unit_id IS NOT NULL)")
