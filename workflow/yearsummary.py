"""What stands on the sheet of a year beside its points: the deeds counted, and who is assessed.

It is kept with the ledger when the assessment is examined, so that the sheet never changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import Assessment, DutyRule, GroupPost, LiaisonGroup, Member
from models.queries.duties import seated
from models.queries.people import sitting_member
from workflow.assessing import year_of
from workflow.deeds import Deed
from workflow.dutyboard import PERIODS, Tick, board, rules_in_force

_MEETING = "meeting"


def summary_of(session: Session, assessment: Assessment, now: datetime) -> dict[str, Any]:
    """`about` and `counts`, in plain values."""
    deeds = year_of(session, assessment.year, now)
    of_holder = {"member": _member, "group": _group, "unit": _unit}[assessment.holder]
    return of_holder(session, assessment, deeds)


def _line(name: str, deeds: Iterable[Deed], unit: str, wanted: str = "") -> dict[str, Any]:
    found = list(deeds)
    events = list(dict.fromkeys(one.event_id for one in found))
    return {"name": name, "wanted": wanted, "counted": f"{len(events)} {unit}", "events": events}


def _member(session: Session, one: Assessment, deeds: list[Deed]) -> dict[str, Any]:
    person = one.person_id or 0
    mine = [deed for deed in deeds if person in deed.people]
    came = [deed for deed in mine if deed.what == "attendance"]
    meetings = [deed for deed in came if deed.marks["activity_kind"] == _MEETING]
    others = [deed for deed in came if deed.marks["activity_kind"] != _MEETING]
    by_what = {what: [deed for deed in mine if deed.what == what] for what in _WHATS}
    told = [
        f"{word} {sum(deed.marks['attendance'] == name for deed in meetings)} 次"
        for name, word in (("present", "出席"), ("leave", "请假"), ("absent", "缺席"))
    ]
    seat = sitting_member(session, person)
    lines = [
        _line("提案", by_what["proposal_submitted"], "件"),
        _line("其中立案", by_what["proposal_filed"], "件"),
        _line("社情民意、意见建议", by_what["opinion_sent"], "件"),
        _line("其中采用", by_what["opinion_used"], "件"),
        _line("发言", (deed for deed in came if deed.marks["speech"] != "none"), "次"),
        _line("会议", meetings, "次") | {"counted": "，".join(told)},
        _line("活动", (deed for deed in others if deed.marks["attendance"] == "present"), "次"),
        _line(
            "调研报告（执笔）", (deed for deed in came if deed.marks.get("wrote") == "yes"), "篇"
        ),
        _line("为民办实事", by_what["project_done"], "件"),
    ]
    about = {
        "label": "界别、单位职务",
        "text": "，".join(word for word in (one.author_sector, _post(seat)) if word),
        "group_label": "联络组",
        "group": one.group_name,
    }
    return {"about": about, "counts": lines}


_WHATS = (
    "proposal_submitted", "proposal_filed", "opinion_sent", "opinion_used", "project_done",
)  # fmt: skip


def _post(seat: Member | None) -> str:
    return seat.employer_post if seat else ""


def _group(session: Session, one: Assessment, deeds: list[Deed]) -> dict[str, Any]:
    number = one.assessed_group_id or 0
    ticks = board(rules_in_force(session), "group", [number], deeds, one.year)[number]
    names = dict.fromkeys(tick.rule.name for tick in ticks)
    lines = [_duty([tick for tick in ticks if tick.rule.name == name]) for name in names]
    mine = [deed for deed in deeds if deed.group_id == number]
    collective = [
        deed for deed in mine
        if deed.what == "proposal_submitted" and deed.marks["form"] == "collective"
    ]  # fmt: skip
    lines.append(_line("集体提案", collective, "件"))
    group = session.get_one(LiaisonGroup, number)
    leaders = [post for post in group.posts if post.post == "leader"]
    about = {
        "label": "组　　长",
        "text": "、".join(_names(session, leaders)),
        "group_label": "委员数",
        "group": f"{len(seated(session, group_id=number))} 人",
    }
    return {"about": about, "counts": lines}


def _names(session: Session, posts: list[GroupPost]) -> list[str]:
    from models import Person

    return [session.get_one(Person, post.person_id).name for post in posts]


def _duty(ticks: list[Tick]) -> dict[str, Any]:
    rule: DutyRule = ticks[0].rule
    events = list(dict.fromkeys(deed.event_id for tick in ticks for deed in tick.deeds))
    return {
        "name": rule.name,
        "wanted": f"{PERIODS[rule.period]} {rule.minimum} 次",
        "counted": f"{len(ticks)} 期，完成 {sum(tick.done for tick in ticks)} 期",
        "events": events,
    }


def _unit(_session: Session, one: Assessment, deeds: list[Deed]) -> dict[str, Any]:
    mine = [deed for deed in deeds if deed.unit_id == one.unit_id]
    replies = [deed for deed in mine if deed.what == "reply" and deed.marks["part"] != "co"]
    judged = [deed for deed in mine if deed.what == "evaluation"]
    promises = [deed for deed in mine if deed.what == "promise"]

    def share(name: str, whole: list[Deed], mark: str, *good: str) -> dict[str, Any]:
        part = [deed for deed in whole if deed.marks[mark] in good]
        return _line(name, part, "") | {"counted": f"{len(part)}/{len(whole)}"}

    lines = [
        share("按期答复", replies, "late", "no"),
        share("当面沟通", replies, "met", "yes"),
        share("对办理结果满意、基本满意", judged, "result", "satisfied", "basic"),
        share("承诺兑现", promises, "outcome", "kept"),
    ]
    return {"about": {}, "counts": lines}
