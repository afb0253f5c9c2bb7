"""The duty board counted twice: by the board, and from the rows of the record alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from workflow.deedbook import deeds_of_year
from workflow.dutyboard import board, six

#: 独立的计数：只读事件表和它所记的件，不用本程序的一行代码
_SQL = """
SELECT s.kind, s.id, s.group_id, e.action, e.from_state, e.to_state, e.happened_at, b.text
FROM event e JOIN event_body b ON b.event_id = e.id JOIN subject s ON s.id = e.subject_id
WHERE s.kind IN ('social_opinion', 'activity', 'livelihood_project') ORDER BY e.id
"""
_KINDS = {
    "collective": "集体活动", "study": "集体活动", "consultation": "集体活动",
    "inspection": "视察活动", "research_report": "调研报告",
    "information": "社情民意信息", "suggestion": "意见建议",
}  # fmt: skip
_MONTHS = {
    "社情民意信息": 1, "意见建议": 3, "集体活动": 3, "视察活动": 3, "调研报告": 6, "为民办实事": 12,
}  # fmt: skip
_CHINA = timedelta(hours=8)

#: how many periods of a duty a group has done, by (group, name of the duty)
Count = Counter[tuple[int, str]]


def counted_by_sql(session: Session, year: int) -> Count:
    """How many periods of each duty each group has done, from the event table alone."""
    kinds: dict[int, str] = {}
    held: dict[int, str] = {}
    #: by subject: whose it is, what it counts as, and its day
    deeds: dict[int, tuple[int, str | None, str]] = {}
    for kind, number, group, action, was, now, at, body in session.execute(text(_SQL)):
        told = json.loads(body)
        for name in ("activity_kind", "opinion_kind"):
            if name in told["changes"]:
                kinds[number] = told["changes"][name][1]
        if action == "record_activity":
            held[number] = told["data"]["held_on"]
        moved = was != now
        if kind == "activity" and action == "confirm_activity":
            name, day = _KINDS.get(kinds[number]), held[number]
        elif kind == "social_opinion" and moved and now == "sent" and action != "from_proposal":
            name, day = _KINDS[kinds[number]], _day(at)
        elif kind == "livelihood_project" and moved and now == "closed":
            name, day = "为民办实事", _day(at)
        else:
            if action == "revoke_confirmation":
                del deeds[number]
            continue
        deeds.setdefault(number, (group, name, day))
    done = {
        (group, name, (int(day[5:7]) - 1) // _MONTHS[name])
        for group, name, day in deeds.values()
        if group and name and day.startswith(str(year))
    }
    return Counter((group, name) for group, name, _period in done)


def _day(at: datetime | str) -> str:
    """The day of a row in China: SQLite gives the moment as text, PostgreSQL as a moment."""
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    return (moment.replace(tzinfo=None) + _CHINA).date().isoformat()


def counted_by_board(session: Session, groups: Sequence[int], year: int) -> Count:
    """The same from the board, which owes each group its twenty-seven."""
    boards = board(six(), "group", groups, deeds_of_year(session, year), year)
    assert {len(ticks) for ticks in boards.values()} == {27}
    return Counter(
        (group, tick.rule.name) for group, ticks in boards.items() for tick in ticks if tick.done
    )
