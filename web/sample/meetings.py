"""The examination meetings of the sample: one over, one cancelled, one sitting, one planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from models import Subject
from models.queries.meetings import cases_to_examine
from web.sample.timeline import SHANGHAI, TODAY, Deed
from web.sample.walk import Walk

_PLACE = "县政协二楼会议室"


def meeting_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """What happens to each of them, and when."""
    yield from _over(Meeting(walk))
    yield from _cancelled(Meeting(walk))
    yield from _sitting(Meeting(walk))
    yield from _planned(Meeting(walk))


class Meeting:
    """One meeting, arranged by the office."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.officer = walk, walk.county.office[0]
        self.head = walk.county.main["head"].name
        self._subject: Subject | None = None

    def arrange(self, held: date) -> Deed:
        """安排审查会."""

        def deed(now: datetime) -> None:
            form: dict[str, Any] = {
                "meeting_on": held,
                "meeting_place": _PLACE,
                "meeting_chair": self.head,
            }
            self._subject = self.walk.open("examination_meeting", self.officer, now, **form)

        return deed

    def set_agenda(self, now: datetime) -> None:
        """排定议程: everything that waits for its second examination."""
        waiting = [one.id for one in cases_to_examine(self.walk.session)]
        if waiting:
            self.do("set_agenda", agenda=waiting)(now)

    def do(self, action: str, **data: object) -> Deed:
        """Any other act of the office."""

        def deed(now: datetime) -> None:
            if self._subject is not None:
                self.walk.do(self._subject, action, self.officer, now, **data)

        return deed

    def begin(self) -> Deed:
        """开会."""
        names = "、".join([self.head, *(user.person.name for user in self.walk.county.office)])
        return self.do("begin_meeting", present=names, absent="")


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _over(meeting: Meeting) -> Iterator[tuple[datetime, Deed]]:
    yield _at(date(2026, 1, 21), 10), meeting.arrange(date(2026, 1, 27))
    moved = {
        "meeting_on": date(2026, 1, 28),
        "meeting_place": _PLACE,
        "meeting_chair": meeting.head,
    }
    yield _at(date(2026, 1, 23), 9), meeting.do("reschedule", **moved)
    yield _at(date(2026, 1, 28), 8, 30), meeting.set_agenda
    yield _at(date(2026, 1, 28), 8, 45), meeting.begin()
    words = "会议听取办公室关于初审情况的说明，逐件审议。没有议决的，会后由提案委主任逐件复审。"
    yield _at(date(2026, 1, 29), 18), meeting.do("close_meeting", minutes=words)


def _cancelled(meeting: Meeting) -> Iterator[tuple[datetime, Deed]]:
    yield _at(date(2026, 6, 8), 10), meeting.arrange(date(2026, 6, 16))
    reason = "平时提案件数不多，逐件复审。"
    yield _at(date(2026, 6, 12), 15), meeting.do("cancel_meeting", reason=reason)


def _sitting(meeting: Meeting) -> Iterator[tuple[datetime, Deed]]:
    yield _at(date(2026, 11, 19), 9), meeting.arrange(TODAY)
    yield _at(TODAY, 14, 30), meeting.set_agenda
    yield _at(TODAY, 15), meeting.begin()


def _planned(meeting: Meeting) -> Iterator[tuple[datetime, Deed]]:
    yield _at(date(2026, 11, 20), 16), meeting.arrange(date(2026, 12, 8))
