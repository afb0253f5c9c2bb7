"""What stands beside a version of a reply: what proposers and partners said, and likeness."""

from __future__ import annotations

from flask_babel import gettext as _

from models import HandlingTask, Reply
from web import db, gate
from web.house import house, today
from web.wording import say
from workflow.numbers import short_number
from workflow.parties import parties_of
from workflow.sealing import reads_internal

VIEWS = {
    "pending": "待回复", "agree": "没有意见", "changes": "希望修改", "silent": "未回复",
}  # fmt: skip
COUNTERSIGNS = {
    "pending": "待会签", "agree": "同意会签", "reserve": "有保留意见", "silent": "逾期未会签",
}  # fmt: skip
_UNIT = {"unit", "unit_leader"}


def said_of(reply: Reply) -> tuple[str, ...]:
    """The proposers' word on a draft they were shown: name, view and comment."""
    return tuple(_line(one.name, VIEWS[one.view], one.comment) for one in reply.comments)


def countersigned_by(reply: Reply) -> tuple[str, ...]:
    """The co-handling units' word on a draft."""
    return tuple(
        _line(one.unit_name, COUNTERSIGNS[one.view], one.reservation)
        for one in reply.countersignatures
    )


def _line(who: str, view: str, words: str) -> str:
    told = f"{who}：{say(view)}"
    return f"{told}。{words}" if words else told


def likeness_of(task: HandlingTask, reply: Reply) -> str:
    """That the letter repeats another one of the unit: for the unit's own eyes, and no obstacle."""
    other = db.session().get(Reply, reply.like_id) if reply.like_id else None
    standing = set(parties_of(gate.visitor().standing, task, today()))
    if other is None or not standing & _UNIT or reply.status in ("issued", "returned"):
        return ""
    about = db.session().get_one(HandlingTask, other.task_id).proposal
    return _(
        "提醒：这一稿与本单位对%(number)s号提案的答复有 %(percent)s%% 相同，"
        "请看看是不是针对本案写的。",
        number=short_number(about), percent=reply.likeness,
    )  # fmt: skip


def notes_of(task: HandlingTask, reply: Reply) -> tuple[str, ...]:
    """Everything that stands beside a version, for this reader."""
    notes = list(said_of(reply))
    if reads_internal(house().engine, gate.visitor().standing, task.proposal, today()):
        notes += countersigned_by(reply)
        if reply.returned_by:
            notes.append(_("%(who)s退回：%(why)s", who=reply.returned_by, why=reply.return_reason))
        notes.append(likeness_of(task, reply))
    return tuple(note for note in notes if note)
