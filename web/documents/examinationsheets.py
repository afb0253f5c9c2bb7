"""What the sheets of the examination are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ExaminationNoticeSheet:
    """立案、不予立案、退回修改通知书: one letter to one proposer."""

    #: 流水号，提案立案前后不变
    case_number: str
    #: 提案立案通知书
    heading: str
    #: 提案委员会全称，印在函头和落款
    unit: str
    salutation: str
    #: 收悉一段
    opening: str
    lines: tuple[str, ...]
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class ProposerLine:
    """One proposer, as the form lists him."""

    #: 第一提案人、联名
    kind: str
    name: str
    member_no: str
    sector: str
    post: str
    #: 电话，第一提案人并有电子邮箱
    phone: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class ProposalFormSheet:
    """提案表: the proposal as submitted, with what was said to it."""

    committee: str
    #: 届次，会议提案 or 平时提案
    meeting: str
    #: 案号；尚未编号的用流水号
    case_number: str
    #: 第023号；尚未立案的为空
    number: str
    serial_no: str
    category: str
    title: str
    proposers: tuple[ProposerLine, ...]
    collective_body: str
    group: str
    group_opinion: str
    consent: str
    suggested_units: tuple[str, ...]
    background: str
    analysis: str
    suggestions: tuple[str, ...]
    #: 审查意见 and the decision
    examination: str
    #: 提交日期
    issued_on: date
    record_mark: str
    #: 集体提案单位的联系人和电话
    collective_contact: str = ""
    #: 附议人，附议不是联名
    seconders: tuple[str, ...] = ()
    #: 类别号，如经济建设第012号；没有另编的为空
    category_number: str = ""
    #: 提案来源：视察（农村饮水工程运行情况）
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One case before the meeting."""

    no: int
    serial_no: str
    title: str
    proposer: str
    #: the proposed decision, or the decision
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """审查会议程、纪要."""

    committee: str
    case_number: str
    heading: str
    held_on: date
    place: str
    chair: str
    present: str
    absent: str
    report: str
    #: 纪要 (True) or 议程
    minutes: bool
    lines: tuple[MeetingLine, ...]
    issued_on: date
    record_mark: str
