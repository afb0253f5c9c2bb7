"""The sheets between office and units: receipt, return, extension, co-handling opinion."""

from __future__ import annotations

from datetime import date, datetime

from models import HandlingTask
from web.documents.orders import Order
from web.documents.replies import case_number
from web.documents.sheets import Sheet
from web.documents.unitsheets import (
    CoOpinionSheet,
    ExtensionFormSheet,
    ReceiptSheet,
    ReturnFormSheet,
)
from web.documents.wording import chinese_number
from workflow import history
from workflow.deadlines import local_date
from workflow.numbers import short_number

DUTIES = {"sole": "独办", "lead": "主办", "co": "会办", "separate": "分办"}
OUTCOMES = {
    "agreed": "同意退办，改交其他单位。",
    "refused": "不同意退办，继续办理，期限不重新计算。",
    "moved": "裁定改交其他单位，本案不再受理退办申请。",
    "kept": "裁定仍由该单位承办，本案不再受理退办申请。",
}


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None


def receipts(order: Order, task: HandlingTask) -> list[Sheet]:
    """签收单, once the unit has signed."""
    signed = _day(task.signed_at)
    if signed is None:
        return []
    proposal, said = task.proposal, history.body(order.event)["data"]
    return [
        ReceiptSheet(
            committee=order.office.committee,
            case_number=case_number(proposal),
            title=proposal.title,
            proposer=proposal.collective_body or (proposal.author.name if proposal.author else ""),
            unit=task.unit_name,
            duty=DUTIES[task.duty],
            requirements=proposal.requirements,
            opened_on=local_date(task.opened_at),
            due_on=proposal.due_on,
            issued_on=signed,
            signed_by=order.event.actor_name,
            # whom to call may have changed since
            contact_person=said["contact_person"],
            contact_phone=said["contact_phone"],
            wanted_units=tuple(unit.name for unit in task.wanted_units),
            wanted_reason=task.wanted_reason,
            record_mark=order.mark,
        )
    ]


def return_forms(order: Order, task: HandlingTask) -> list[Sheet]:
    """退办申请表: the request, with the decision once there is one."""
    asked = _day(task.return_asked_at)
    if asked is None:
        return []
    return [
        ReturnFormSheet(
            committee=order.office.committee,
            case_number=case_number(task.proposal),
            title=task.proposal.title,
            unit=task.unit_name,
            duty=DUTIES[task.duty],
            issued_on=asked,
            asked_by=order.event.actor_name,
            reason=task.return_reason,
            duty_basis=task.duty_basis,
            suggested_unit=task.suggested_unit.name if task.suggested_unit else "",
            outcome=OUTCOMES.get(task.return_outcome or "", ""),
            opinion=task.return_opinion,
            decided_by=task.return_decided_by,
            decided_on=_day(task.return_decided_at),
            new_unit=task.moved_to.name if task.moved_to else "",
            record_mark=order.mark,
        )
    ]


def extension_forms(order: Order, task: HandlingTask) -> list[Sheet]:
    """延期申请审批表: one for each request of the unit."""
    return [
        ExtensionFormSheet(
            committee=order.office.committee,
            case_number=case_number(task.proposal),
            title=task.proposal.title,
            unit=task.unit_name,
            old_due=one.old_due,
            asked_until=one.asked_until,
            reason=one.reason,
            work_so_far=one.work_so_far,
            told_proposer=one.told_proposer,
            issued_on=local_date(one.asked_at),
            asked_by=one.asked_by,
            granted=one.decision == "granted",
            decided=one.decision is not None,
            until=one.until,
            opinion=one.opinion,
            decided_by=one.decided_by,
            decided_on=_day(one.decided_at),
            record_mark=order.mark,
        )
        for one in task.extensions
    ]


def co_opinions(order: Order, task: HandlingTask) -> list[Sheet]:
    """会办意见函, from the co-handling unit to the one that leads."""
    given = _day(task.opinion_at)
    proposal = task.proposal
    leads = [
        one.unit_name
        for one in proposal.tasks
        if one.answers_proposer and not one.released and one.round == task.round
    ]
    if given is None or not leads:
        return []
    session = proposal.session
    meeting = (
        f"第{chinese_number(session.term.no)}届第{chinese_number(session.no)}次会议"
        if session
        else ""
    )
    number = short_number(proposal)
    return [
        CoOpinionSheet(
            case_number=case_number(proposal),
            title=f"关于{order.office.short_name}{meeting}第{number}号提案的会办意见",
            unit=task.unit_name,
            doc_no=task.opinion_no,
            addressee="、".join(leads),
            opening=f"《{proposal.title}》（第{number}号）由我单位会办。现提出会办意见如下：",
            body=task.opinion,
            issued_on=given,
            contact_person=task.contact_person,
            contact_phone=task.contact_phone,
            copies=order.office.copies[:1],
            record_mark=order.mark,
        )
    ]
