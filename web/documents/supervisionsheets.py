"""What the sheets of 催办 and 督办 are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UrgeNoticeSheet:
    """催办通知、提醒通知: one letter to the units that are urged on."""

    case_number: str
    #: 提案办理催办通知
    heading: str
    #: 提案委员会全称，印在函头和落款
    unit: str
    units: tuple[str, ...]
    #: 哪一件、期限、逾期几天、第几次
    opening: str
    text: str
    #: 请于何日前反馈
    closing: str
    contact: str
    phone: str
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """One entry of what has happened in a supervision case."""

    day: date
    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SupervisionOrderSheet:
    """督办单: what one unit is to do, by when, and what it reported."""

    committee: str
    #: 督办〔2026〕3号
    number: str
    case_number: str
    title: str
    proposers: tuple[str, ...]
    unit: str
    ground: str
    was_due_on: date | None
    #: 立督办件时逾期几天；没有逾期的为 0
    days_late: int
    demands: str
    feedback_by: date | None
    leader: str
    raised_by: str
    issued_on: date
    lines: tuple[SupervisionLine, ...]
    closing: str
    closed_on: date | None
    record_mark: str


@dataclass(frozen=True, slots=True)
class LookBackLine:
    """One promise of one letter, as it stands in the year of the register."""

    case_number: str
    class_now: str
    title: str
    measure: str
    #: 承办人
    handler: str
    promised_on: date | None
    progress: str
    done: str
    why: str


@dataclass(frozen=True, slots=True)
class LookBackRegisterSheet:
    """B 类答复件办理落实情况登记表 of one unit for one year."""

    committee: str
    #: the unit and the year, in the place of a case number
    case_number: str
    unit: str
    year: int
    letters: int
    lines: tuple[LookBackLine, ...]
    issued_on: date
    record_mark: str


OfSupervision = UrgeNoticeSheet | SupervisionOrderSheet | LookBackRegisterSheet
