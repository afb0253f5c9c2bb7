"""What the sheets of an assignment are given: the slip of one unit, the list of one meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TransferSlipSheet:
    """交办单: what one unit is given, by whom, and until when."""

    #: 交办机关全称
    authority: str
    letter_no: str
    case_number: str
    #: 案由
    title: str
    #: the leader who supervises it, for a key proposal
    key_leader: str
    proposers: str
    unit: str
    #: 独办、主办、会办、分办
    duty: str
    #: everybody with a part in the case, each with his duty
    units: tuple[str, ...]
    examination: str
    instructions: tuple[str, ...]
    requirements: str
    #: 交办日期
    issued_on: date
    #: 签收、申请退办、会办意见、答复的期限, each with what it rests on
    limits: tuple[tuple[str, date, str], ...]
    meeting: str
    #: 经办人
    clerk: str
    #: 提案委办公室
    phone: str
    attachments: tuple[str, ...]
    record_mark: str
    #: 并入本案的提案，各一行
    merged: tuple[str, ...] = ()
    #: 督查室
    supervision_phone: str = ""


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One case in the list of one unit."""

    no: int
    case_number: str
    title: str
    duty: str
    #: 答复期限; of a co-handling unit that of its opinion
    due_on: date | None
    #: 重点提案
    key: bool


@dataclass(frozen=True, slots=True)
class HandoverUnit:
    """What one unit signs for."""

    name: str
    lines: tuple[HandoverLine, ...]


@dataclass(frozen=True, slots=True)
class HandoverListSheet:
    """交接清单: everything handed over at one meeting, unit by unit."""

    committee: str
    #: how many cases, in the place of a case number
    case_number: str
    held_on: date
    place: str
    total: int
    units: tuple[HandoverUnit, ...]
    issued_on: date
    record_mark: str
