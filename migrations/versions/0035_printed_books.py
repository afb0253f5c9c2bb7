"""A print job makes sheets of many cases, or one book of a session: compendium or yearly report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0031b"
branch_labels = None
depends_on = None

_NAME = "ck_print_job_kind"


def upgrade() -> None:
    _turn("'sheets', 'book'", "UPDATE print_job SET kind='book', document='compendium' "
          "WHERE kind='compendium'")  # fmt: skip


def downgrade() -> None:
    # A report that was printed is forgotten: what came before did not know it.
    op.execute("DELETE FROM print_job WHERE kind='book' AND document<>'compendium'")
    _turn("'sheets', 'compendium'", "UPDATE print_job SET kind='compendium', document='' "
          "WHERE kind='book'")  # fmt: skip


def _turn(kinds: str, change: str) -> None:
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(_NAME), type_="check")
    op.execute(sa.text(change))
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f(_NAME), f"kind IN ({kinds})")
