"""Names as they were: of authors, groups and units; a category number beside the case number.

Columns are added in place: a table that others point to cannot be made anew on SQLite.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_WORDS = (
    ("subject", "author_name"),
    ("subject", "author_sector"),
    ("subject", "group_name"),
    ("livelihood_project", "lead_unit_name"),
)
_NAMES = (
    ("livelihood_project", "partner_unit_names", "partner_unit", "project_id"),
    ("proposal", "suggested_unit_names", "suggested_unit", "proposal_id"),
)


def upgrade() -> None:
    for table, column in _WORDS:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    for table, column, _through, _key in _NAMES:
        op.add_column(table, sa.Column(column, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("proposal", sa.Column("category_number", sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_proposal_category_number"), "proposal", ["category_number"], unique=True
    )
    _write_names()


def _write_names() -> None:
    op.execute(
        "UPDATE subject SET author_name = coalesce("
        "(SELECT name FROM person WHERE person.id = subject.author_id), ''), "
        "author_sector = coalesce((SELECT sector FROM member "
        "WHERE member.person_id = subject.author_id ORDER BY member.id DESC LIMIT 1), ''), "
        "group_name = coalesce("
        "(SELECT name FROM liaison_group WHERE liaison_group.id = subject.group_id), '')"
    )
    op.execute(
        "UPDATE livelihood_project SET lead_unit_name = coalesce((SELECT name FROM handling_unit "
        "WHERE handling_unit.id = livelihood_project.lead_unit_id), '')"
    )
    for table, column, through, key in _NAMES:
        rows = op.get_bind().execute(
            sa.text(
                f"SELECT {key}, name FROM {through} "
                "JOIN handling_unit ON handling_unit.id = unit_id ORDER BY unit_id"
            )
        )
        named: dict[int, list[str]] = {}
        for number, name in rows:
            named.setdefault(number, []).append(name)
        target = sa.table(table, sa.column("id", sa.Integer()), sa.column(column, sa.JSON()))
        for number, names in named.items():
            op.execute(target.update().where(target.c.id == number).values({column: names}))


def downgrade() -> None:
    op.drop_index(op.f("ix_proposal_category_number"), table_name="proposal")
    op.drop_column("proposal", "category_number")
    for table, column, _through, _key in _NAMES:
        op.drop_column(table, column)
    for table, column in _WORDS:
        op.drop_column(table, column)
