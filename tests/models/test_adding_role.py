"""The role that can only add to the record, as docs/running.md grants it (PostgreSQL)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from models import Base
from models.triggers import APPEND_ONLY

ROOT = Path(__file__).parents[2]


@pytest.mark.own_database
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_granted_role_adds_and_cannot_change(engine: Engine) -> None:
    told = (ROOT / "docs" / "running.md").read_text("utf-8")
    found = re.search(r"```sql\n(CREATE ROLE jianyan_app.*?)```", told, re.DOTALL)
    assert found is not None
    role = "jianyan_app_in_test"
    with engine.connect() as connection:
        for statement in found[1].replace("jianyan_app", role).split(";"):
            if statement.strip():
                connection.execute(text(statement))
        for table in APPEND_ONLY:
            column = next(iter(Base.metadata.tables[table].columns)).name
            for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
                with connection.begin_nested() as inner:
                    connection.execute(text(f"SET LOCAL ROLE {role}"))
                    with pytest.raises(ProgrammingError, match="permission denied"):
                        connection.execute(text(change))
                    inner.rollback()
        connection.execute(text(f"SET LOCAL ROLE {role}"))
        connection.execute(text("UPDATE subject SET title = title"))
        connection.execute(text("INSERT INTO tile VALUES (9, 0, '', '')"))
        connection.rollback()
