"""What sample forms are filled with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from workflow.deadlines import local_date

if TYPE_CHECKING:
    from tests.stories import Story

CONTACT = {"contact_person": "王经办", "contact_phone": "0900-6600000"}
#: in a sample form: a file that whoever acts has just uploaded
SCAN = "a file just uploaded"


def form(**data: Any) -> Callable[[Story, Any], dict[str, Any]]:
    """The same form always."""
    return lambda _story, _subject: dict(data)


def later(story: Story, days: int) -> str:
    """So many days after the story's today."""
    return (local_date(story.now) + timedelta(days=days)).isoformat()
