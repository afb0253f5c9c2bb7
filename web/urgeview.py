"""How the case page shows who was urged on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReadBy:
    """One person who was told: `read_at` None as long as he has not read it."""

    name: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class UrgeView:
    """One reminder or urge; words and readers only for those who may read them."""

    level: str
    channel: str
    when: datetime
    by: str
    units: str
    due: str
    feedback_by: str
    paragraphs: tuple[str, ...] = ()
    readers: tuple[ReadBy, ...] = ()
