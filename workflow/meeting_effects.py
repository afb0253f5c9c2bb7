"""Effects of the examination meeting: its agenda, and what it decides case by case."""

from __future__ import annotations

import json

from models import AgendaItem, ExaminationMeeting
from models.queries.meetings import sitting_item
from workflow.acts import Act
from workflow.history import canonical
from workflow.registry import effect


def _meeting(act: Act) -> ExaminationMeeting:
    if not isinstance(act.subject, ExaminationMeeting):
        raise TypeError(f"{act.subject.kind} is not an examination meeting")
    return act.subject


@effect
def plan_meeting(act: Act) -> None:
    """安排审查会: day, place and chair; it belongs to the committee, not to who entered it."""
    meeting, data = _meeting(act), act.data
    meeting.meeting_on = data["meeting_on"]
    meeting.place, meeting.chair = data["meeting_place"], data["meeting_chair"]
    day = meeting.meeting_on
    meeting.title = f"提案审查会（{day.year}年{day.month}月{day.day}日）"
    meeting.author_id = meeting.group_id = None


@effect
def set_agenda(act: Act) -> None:
    """排定议程: these cases in this order; what has been decided keeps its place in front."""
    meeting = _meeting(act)
    chosen: list[int] = act.data["agenda"]
    kept = [item for item in meeting.items if item.outcome is not None]
    standing = {item.proposal_id: item for item in meeting.items}
    decided = {item.proposal_id for item in kept}
    added = (number for number in chosen if number not in decided)
    order = [*kept, *(standing.get(one) or AgendaItem(proposal_id=one) for one in added)]
    for place, item in enumerate(order, 1):
        item.no = place
    meeting.items = order
    act.noted["agenda_size"] = len(order)


@effect
def open_meeting(act: Act) -> None:
    """开会: who is there and who is not."""
    meeting = _meeting(act)
    meeting.present, meeting.absent = act.data["present"], act.data.get("absent") or ""


@effect
def keep_minutes(act: Act) -> None:
    """结束会议: how it went; what was not decided stays with the office."""
    meeting = _meeting(act)
    meeting.minutes = act.data.get("minutes") or ""
    act.noted["undecided"] = [item.proposal_id for item in meeting.items if item.outcome is None]


@effect
def clear_agenda(act: Act) -> None:
    """取消会议: its cases are free for another one."""
    _meeting(act).items = []


@effect
def note_meeting(act: Act) -> None:
    """A decision while a meeting sits that has the case before it is the meeting's decision."""
    item = sitting_item(act.session, act.proposal.id)
    if item is None:
        return
    item.outcome, item.decided_at = act.action.name, act.now
    item.decision = json.loads(canonical(act.data))
    act.noted["meeting"] = item.meeting_id
