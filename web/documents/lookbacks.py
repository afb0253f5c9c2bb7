"""The yearly register of one unit: what became of every item of its B and C letters."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from models import HandlingTask, Promise, Reply
from web.documents.orders import MARK_LENGTH, Office
from web.documents.promises import FINDINGS
from web.documents.replies import case_number
from web.documents.supervisionsheets import LookBackLine, LookBackRegisterSheet
from web.documents.wording import chinese_date
from workflow.deadlines import local_date
from workflow.promise_effects import class_now

_OUTCOMES = {"kept": "已完成", "broken": "不能完成"}


def look_back_register(
    office: Office,
    letters: Sequence[tuple[HandlingTask, Reply]],
    promises: Mapping[int, list[Promise]],
    *,
    year: int,
    issued_on: date,
) -> LookBackRegisterSheet:
    """The sheet: a line for each promise, one for a letter that promised nothing."""
    lines = [
        line
        for task, reply in letters
        for line in _lines(task, reply, promises.get(reply.id, []), year)
    ]
    unit = letters[0][0].unit_name
    # It is no event's sheet: the mark is of what it says.
    mark = hashlib.sha256(repr((unit, year, lines)).encode()).hexdigest()[:MARK_LENGTH]
    return LookBackRegisterSheet(
        committee=office.committee,
        case_number=f"{unit}{year}年",
        unit=unit,
        year=year,
        letters=len(letters),
        lines=tuple(lines),
        issued_on=issued_on,
        record_mark=mark,
    )


def _lines(
    task: HandlingTask, reply: Reply, promises: list[Promise], year: int
) -> list[LookBackLine]:
    number, title = case_number(task.proposal), task.proposal.title
    now = class_now(reply, promises)
    now = now if now != reply.reply_class else reply.confirmed_class or reply.reply_class
    if not promises:
        return [LookBackLine(number, now, title, "（没有列入计划的事项）", "", None, "", "", "")]
    return [
        LookBackLine(
            number, now, title, one.measure, task.handler, one.promised_on,
            _progress(one, year), _OUTCOMES.get(one.outcome or "", "正在办理"), _why(one),
        )
        for one in promises
    ]  # fmt: skip


def _progress(promise: Promise, year: int) -> str:
    """What was found last in that year."""
    looks = [
        (note.held_on or local_date(note.at), note)
        for note in promise.notes
        if note.kind == "look_back"
    ]
    seen = [(day, note) for day, note in looks if day.year == year]
    if not seen:
        return "本年还没有回头看"
    day, note = max(seen, key=lambda one: one[0])
    words = "：".join(filter(None, [FINDINGS.get(note.finding or "", ""), note.text]))
    return f"{chinese_date(day)}{words}"


def _why(promise: Promise) -> str:
    return "时限已调整" if promise.moved and promise.outcome is None else ""
