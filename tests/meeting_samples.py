"""Sample forms of an examination meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.queries.meetings import cases_to_examine

if TYPE_CHECKING:
    from tests.stories import Story

MEETING = {
    "meeting_on": "2026-03-20",
    "meeting_place": "政协三楼会议室",
    "meeting_chair": "陶文远",
}


def _form(**data: Any) -> Callable[[Story, Any], dict[str, Any]]:
    return lambda _story, _subject: dict(data)


def _agenda(story: Story, _meeting: Any) -> dict[str, Any]:
    return {"agenda": [one.id for one in cases_to_examine(story.session)][:3]}


MEETING_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("examination_meeting", "set_agenda"): _agenda,
    ("examination_meeting", "reschedule"): _form(**MEETING),
    ("examination_meeting", "begin_meeting"): _form(present="陶文远、薛晓燕", absent="周立"),
    ("examination_meeting", "close_meeting"): _form(minutes="逐件议过。"),
    ("examination_meeting", "cancel_meeting"): _form(reason="件数不多，逐件复审"),
}
