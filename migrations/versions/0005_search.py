"""The searchable words of each case, and the index of their pairs of characters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# As models.search had them on that day: a migration never changes.
FTS = (
    "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='search_text', "
    "content_rowid='subject_id', detail='none', columnsize=0, "
    "tokenize='ascii tokenchars ''!\"#$%&''''()*+,-./:;<=>?@[\\]^_`{|}~''')"
)
GIN = "CREATE INDEX ix_search_text_grams ON search_text USING gin (grams)"


def upgrade() -> None:
    # The words of cases that are there already are read after the last migration
    # (web.migrating): how they are read belongs to the program of that day.
    op.create_table(
        "search_text",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "grams", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_search_text_subject_id_subject")
        ),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_search_text")),
    )
    light = op.get_bind().dialect.name == "sqlite"
    op.get_bind().exec_driver_sql(FTS if light else GIN)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.get_bind().exec_driver_sql("DROP TABLE search_index")
    op.drop_table("search_text")
