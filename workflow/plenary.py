"""Plenary sessions (次会议): which dates and which lengths of time can be meant.

Whoever enters one, by page or by command, is told the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from models import PlenarySession
from workflow.deadlines import local_date

#: a term is five years; the last of its sessions may be late
_LONGEST_TERM = timedelta(days=6 * 366)
_LONGEST_SESSION = timedelta(days=31)
_LONGEST_COLLECTION = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Planned:
    """A session as somebody wants it."""

    term_no: int
    no: int
    #: the first day of its term
    term_starts: date
    opens: date
    closes: date
    collection_from: date
    cutoff_at: datetime
    #: parameters that are dates, by name
    days: Mapping[str, date] = field(default_factory=dict)
    #: of the session that is being changed
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be meant: the field, and a sentence with its places."""

    field: str
    msgid: str
    #: term and number of the session it is about, for `%(term)s` and `%(no)s`
    params: Mapping[str, int]

    @property
    def sentence(self) -> str:
        """The sentence, filled in."""
        return self.msgid % self.params


def faults(planned: Planned, others: Iterable[PlenarySession]) -> list[Fault]:
    """Everything that is wrong with it, by itself and beside the sessions there are."""
    found = [Fault(field, msgid, {}) for field, msgid in _faults_of_one(planned)]
    last = planned.closes + _LONGEST_COLLECTION
    wrong = [name for name, day in planned.days.items() if not planned.closes < day <= last]
    found += [Fault(name, "要在闭幕以后、一年以内。", {}) for name in wrong]
    for other in others:
        if other.id != planned.id:
            params = {"term": other.term.no, "no": other.no}
            found += [Fault(f, msgid, params) for f, msgid in _faults_beside(planned, other)]
    return found


def _faults_of_one(planned: Planned) -> Iterable[tuple[str, str]]:
    if not 1 <= planned.term_no <= 99:
        yield "term", "第几届，写 1 到 99。"
    if not 1 <= planned.no <= 20:
        yield "no", "第几次会议，写 1 到 20。"
    if not 1949 <= planned.term_starts.year <= 2199:
        yield "term_starts", "请核对本届开始的年份。"
    if planned.opens < planned.term_starts:
        yield "opens", "开幕不能早于本届开始的日期。"
    elif planned.opens - planned.term_starts > _LONGEST_TERM:
        yield "opens", "开幕离本届开始的日期超过六年，请核对年份。"
    if planned.closes < planned.opens:
        yield "closes", "闭幕不能早于开幕。"
    elif planned.closes - planned.opens > _LONGEST_SESSION:
        yield "closes", "会期超过一个月，请核对日期。"
    if planned.collection_from > planned.opens:
        yield "collection_from", "提案征集不能在开幕以后才开始。"
    elif planned.opens - planned.collection_from > _LONGEST_COLLECTION:
        yield "collection_from", "提案征集早于开幕一年以上，请核对日期。"
    cutoff = local_date(planned.cutoff_at)
    if cutoff < planned.collection_from:
        yield "cutoff_at", "征集截止不能早于征集开始。"
    elif cutoff > planned.closes:
        yield "cutoff_at", "征集截止不能晚于闭幕。"


def _faults_beside(planned: Planned, other: PlenarySession) -> Iterable[tuple[str, str]]:
    if (planned.term_no, planned.no) == (other.term.no, other.no):
        yield "no", "第 %(term)s 届第 %(no)s 次会议已经有了。"
        return
    # What is submitted belongs to the session whose collection began last: they must not cross.
    if planned.collection_from <= other.closes and other.collection_from <= planned.closes:
        late = planned.opens >= other.opens
        yield (
            "collection_from" if late else "closes",
            "征集和会期与第 %(term)s 届第 %(no)s 次会议重叠。",
        )
    elif (planned.opens < other.opens) != ((planned.term_no, planned.no) < _place(other)):
        yield "opens", "先后与第 %(term)s 届第 %(no)s 次会议对不上，请核对次数和日期。"


def _place(other: PlenarySession) -> tuple[int, int]:
    return other.term.no, other.no
