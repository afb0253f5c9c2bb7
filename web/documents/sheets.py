"""What a printed sheet is given: plain frozen values, every text ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.documents.archivesheets import ArchiveSheet
from web.documents.assignment_sheets import HandoverListSheet, TransferSlipSheet
from web.documents.booksheets import BookSheet
from web.documents.examinationsheets import (
    ExaminationNoticeSheet,
    MeetingSheet,
    ProposalFormSheet,
)
from web.documents.listsheets import ListSheet
from web.documents.projectsheets import OfProjects
from web.documents.supervisionsheets import OfSupervision
from web.documents.unitsheets import UnitSheet


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """The answer to one numbered suggestion of the proposal."""

    no: int
    suggestion: str
    #: 采纳、部分采纳、列入计划、未采纳
    verdict: str
    measure: str
    #: 列入计划的完成时限
    due_on: date | None = None
    #: 并案的，写明是哪一件提案的第几条：第031号提案第1条建议
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReplyLetterSheet:
    """答复函: one letter of one handling unit to one proposer."""

    case_number: str
    title: str
    #: 发文机关全称，印在函头和落款
    unit: str
    doc_no: str
    #: A、B、C
    reply_class: str
    signer: str
    #: 某某委员 or the collective body, without the colon
    salutation: str
    #: 收悉一段
    opening: str
    body: str
    answers: tuple[AnswerLine, ...]
    closing: str
    #: 成文日期；尚未发出的为报送日期，不印出
    issued_on: date
    contact_person: str
    contact_phone: str
    #: 主动公开、公开摘要、不予公开
    publicity: str
    attachments: tuple[str, ...]
    copies: tuple[str, ...]
    #: 存证号：this record's event hash, shortened
    record_mark: str
    #: 送审稿, 征求意见稿: not issued yet, without a date; empty for a letter that is
    draft: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackFormSheet:
    """征询意见表: one blank form for one proposer and one round."""

    case_number: str
    title: str
    proposer: str
    #: 主办、独办、分办单位
    lead_units: tuple[str, ...]
    co_units: tuple[str, ...]
    doc_nos: tuple[str, ...]
    round_no: int
    #: how many suggestions the proposal makes
    suggestions: int
    #: 答复日期
    issued_on: date
    #: 回收期限
    return_by: date | None
    #: 收件单位、地址、邮编、电话
    return_to: str
    address: str
    postcode: str
    phone: str
    record_mark: str
    #: 并案的，每条建议是哪一件的第几条
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one proposer says himself of a contact."""

    name: str
    answer: str
    words: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class ContactRecordSheet:
    """沟通记录单: one contact of one unit with the proposers."""

    case_number: str
    title: str
    #: 本案第几次，更正的是第几次（不是更正的为 0）
    no: int
    corrects: int
    correction_reason: str
    unit: str
    stage: str
    mode: str
    held_on: date
    place: str
    unit_persons: str
    leader_level: str
    member_persons: tuple[str, ...]
    summary: str
    voices: tuple[VoiceLine, ...]
    evidence: tuple[str, ...]
    #: 提案人已确认、单位单方记录 …
    standing: str
    recorded_by: str
    #: 记录日期
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One entry of the register: a report, a proposer's view, a look back."""

    day: date
    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LookBackSheet:
    """承诺落实情况登记表 (B 类答复件办理落实情况登记表): one promise, to be signed by its unit."""

    case_number: str
    title: str
    unit: str
    doc_no: str
    #: 现办复类别
    reply_class: str
    suggestion: str
    measure: str
    promised_on: date
    #: the first date, when it was moved
    moved: bool
    outcome: str
    kept_on: date | None
    notes: tuple[NoteLine, ...]
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class RehandlingSheet:
    """重新办理通知书: why the units are to handle the case again, and by when."""

    #: 提案委员会全称，印在版头和落款
    unit: str
    case_number: str
    title: str
    proposers: tuple[str, ...]
    units: tuple[str, ...]
    #: 原答复文号
    doc_nos: tuple[str, ...]
    round_no: int
    #: 哪位提案人，为什么不满意
    reasons: tuple[tuple[str, str], ...]
    due_on: date | None
    issued_on: date
    phone: str
    copies: tuple[str, ...]
    record_mark: str


@dataclass(frozen=True, slots=True)
class MediationSheet:
    """当面协商记录: one meeting of the proposers with the units."""

    committee: str
    case_number: str
    title: str
    proposers: tuple[str, ...]
    units: tuple[str, ...]
    convened_by: str
    convened_on: date
    place: str
    invited: str
    held_on: date
    attended: str
    record: str
    recorded_by: str
    issued_on: date
    record_mark: str


Sheet = (
    ReplyLetterSheet
    | FeedbackFormSheet
    | ContactRecordSheet
    | LookBackSheet
    | RehandlingSheet
    | MediationSheet
    | TransferSlipSheet
    | HandoverListSheet
    | OfProjects
    | UnitSheet
    | ExaminationNoticeSheet
    | ProposalFormSheet
    | MeetingSheet
    | OfSupervision
    | ArchiveSheet
    | BookSheet
    | ListSheet
)
