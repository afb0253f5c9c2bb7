"""What the sheets between office and units are given: receipt, return, extension, opinion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """签收单: a unit has received a proposal."""

    committee: str
    case_number: str
    title: str
    proposer: str
    unit: str
    #: 独办、主办、会办、分办
    duty: str
    requirements: str
    #: 交办日期、答复期限
    opened_on: date
    due_on: date | None
    #: 签收日期
    issued_on: date
    signed_by: str
    contact_person: str
    contact_phone: str
    #: 签收时建议增加的单位
    wanted_units: tuple[str, ...]
    wanted_reason: str
    record_mark: str


@dataclass(frozen=True, slots=True)
class ReturnFormSheet:
    """退办申请表: a request to return a task, and what was decided."""

    committee: str
    case_number: str
    title: str
    unit: str
    duty: str
    #: 申请日期
    issued_on: date
    asked_by: str
    reason: str
    duty_basis: str
    suggested_unit: str
    #: 裁定；尚未裁定的为空
    outcome: str
    opinion: str
    decided_by: str
    decided_on: date | None
    new_unit: str
    record_mark: str


@dataclass(frozen=True, slots=True)
class ExtensionFormSheet:
    """延期申请审批表: one request for more time."""

    committee: str
    case_number: str
    title: str
    unit: str
    old_due: date
    asked_until: date
    reason: str
    work_so_far: str
    told_proposer: str
    #: 申请日期
    issued_on: date
    asked_by: str
    decided: bool
    granted: bool
    until: date | None
    opinion: str
    decided_by: str
    decided_on: date | None
    record_mark: str


@dataclass(frozen=True, slots=True)
class CoOpinionSheet:
    """会办意见函: from a co-handling unit to the one that leads."""

    case_number: str
    title: str
    unit: str
    #: 发文字号；没有编号的为空
    doc_no: str
    #: 主办单位
    addressee: str
    opening: str
    body: str
    #: 成文日期
    issued_on: date
    contact_person: str
    contact_phone: str
    copies: tuple[str, ...]
    record_mark: str


UnitSheet = ReceiptSheet | ReturnFormSheet | ExtensionFormSheet | CoOpinionSheet
