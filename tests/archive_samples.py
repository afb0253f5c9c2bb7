"""Sample forms of filing, and how a volume comes to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.queries.archive import volumes_of
from tests.fillings import SCAN, form
from workflow.page_count import record_pages

if TYPE_CHECKING:
    from models import ArchiveVolume
    from tests.stories import Story

ADDED = {
    "checklist_item": "publication",
    "piece_title": "门户网站公开页",
    "piece_maker": "县政府办",
    "piece_on": "2026-03-02",
    "piece_pages": 2,
    "piece_scan": SCAN,
}


def _added(_story: Story, volume: Any) -> dict[str, Any]:
    standing = [one.id for one in getattr(volume, "added", []) if not one.removed]
    return {"added_no": standing[-1] if standing else 1, "reason": "传错了"}


ARCHIVE_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("archive_volume", "put_together"): form(retention="years_10", fonds_no="0123"),
    ("archive_volume", "add_piece"): form(**ADDED),
    ("archive_volume", "remove_piece"): _added,
    ("archive_volume", "explain_gap"): form(checklist_item="deliveries", reason="回执已经遗失"),
    ("archive_volume", "return_volume"): form(reason="缺送达回证"),
}


def volume_of(story: Story, proposal: Any) -> ArchiveVolume:
    """The newest volume of a case."""
    return volumes_of(story.session, proposal.id)[-1]


def begin_volume(story: Story, _state: str) -> Any:
    """The volume of a case that nobody evaluated: no proof that the letter came to anybody."""
    case = story.reach("proposal", "replied")
    story.pass_days(40)
    story.session.refresh(case)
    return volume_of(story, case)


def count_pages(story: Story, volume: Any) -> None:
    """What the worker does, without printing: every piece has one page."""
    counted = {one.id: (1, "0" * 64) for one in volume.pieces}
    record_pages(story.session, story.engine, volume, counted, story.now)
