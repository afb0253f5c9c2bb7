"""What Alembic runs: on the connection it is given by `web.migrating`, never on its own."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from models import Base
from models.base import UtcInstant
from models.search import is_compared


def plain_type(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own types into migrations as the plain ones: a migration must not change later."""
    if kind == "type" and isinstance(item, UtcInstant):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=plain_type,
    include_name=is_compared,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
