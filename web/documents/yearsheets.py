"""What the sheets of a year are given: the assessment of a member, group or unit, a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CountLine:
    """What the record says, counted: 提案 3 件, with the numbers of its events."""

    name: str
    #: 指标, where there is one: 每季度 1 次，4 期
    wanted: str
    counted: str
    #: 存证的事件号
    events: str


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section of the ledger."""

    name: str
    counted: str
    cap: str
    #: the lines that it is made of
    words: str


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """委员履职考核表、联络组考核表、承办单位考核表."""

    committee: str
    case_number: str
    heading: str
    year: int
    name_label: str
    holder: str
    #: 界别和单位职务；组长和委员数；没有的为空
    about_label: str
    about: str
    group_label: str
    group: str
    scheme: str
    counts: tuple[CountLine, ...]
    sections: tuple[SectionLine, ...]
    score: str
    grade: str
    self_report: str
    examination: str
    corrections: tuple[str, ...]
    #: who signs, in this order
    signers: tuple[str, ...]
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """荣誉证书、奖状."""

    committee: str
    case_number: str
    heading: str
    recipient: str
    text: str
    closing: str
    issued_on: date
    record_mark: str


YearSheet = AssessmentSheet | CertificateSheet
