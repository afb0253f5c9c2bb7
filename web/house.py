"""What one running program holds: settings, database, engine and clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import Engine as Database

from web.config import Settings
from workflow.engine import Engine
from workflow.rules import Rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
_NAME = "jianyan"


@dataclass(slots=True)
class House:
    """Kept once per application; a test or the demonstration may turn the clock."""

    settings: Settings
    database: Database
    rules: Rules
    engine: Engine
    clock: Callable[[], datetime]

    def settle(self, extensions: dict[str, object]) -> None:
        """Put the house where `house()` finds it."""
        extensions[_NAME] = self


def house() -> House:
    """The house of the current application."""
    return cast(House, current_app.extensions[_NAME])


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return house().clock().astimezone(UTC)


def today() -> date:
    """Today's date in the county."""
    return now().astimezone(SHANGHAI).date()
