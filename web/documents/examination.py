"""What the proposer is told of the examination, in writing: 立案、不予立案、退回修改 通知书."""

from __future__ import annotations

from typing import Any

from models import Proposal
from web.documents.addressees import addressees
from web.documents.examinationsheets import ExaminationNoticeSheet
from web.documents.orders import Order
from web.documents.sheets import Sheet
from workflow import history
from workflow.deadlines import local_date
from workflow.examination_conditions import PASSED_ON
from workflow.numbers import short_number

#: the heading of each notice, and how its first sentence ends
_HEADINGS = {
    "filing_notice": ("提案立案通知书", "经审查，符合立案条件，予以立案。现将有关事项通知如下："),
    "not_filing_notice": ("提案不予立案通知书", "经审查，不予立案。现将理由和去向通知如下："),
    "return_notice": ("提案退回修改通知书", "经审查，需要修改后再提交。现将理由通知如下："),
}


def filing_notices(order: Order, proposal: Proposal) -> list[Sheet]:
    """Return the notice of filing to each proposer."""
    data = _data(order)
    kinds = [order.words("category", data.get("category")), proposal.local_category]
    units = "、".join(unit.name for unit in proposal.proposed_units)
    lines = [
        f"一、案号：第{short_number(proposal)}号。今后来信来电请注明案号，案号永久不变。",
        f"二、类别：{'，'.join(kind for kind in kinds if kind)}。",
    ]
    if units:
        lines.append(f"三、拟交办单位：{units}。以交办通知为准。")
    if data.get("opinion"):
        lines.append(f"审查意见：{data['opinion']}")
    lines.append(
        "提案交办以后，承办单位会在办理前与您联系，听取意见，并在规定期限内书面答复。"
        "办理到哪一步、期限是哪一天，登录建言系统随时可以看到。"
    )
    return _notices("filing_notice", order, proposal, lines)


def not_filing_notices(order: Order, proposal: Proposal) -> list[Sheet]:
    """Return the notice of not filing, with ground, reason, disposal and what can be done."""
    data = _data(order)
    ground, disposal = data.get("ground"), data.get("disposal")
    complaint = (
        "四、对本决定有不同意见的，可以补充材料后重新提出，"
        f"也可以向{order.office.proposals}反映{_by_phone(order)}。"
    )
    lines = [
        f"一、理由（第{order.place('ground', ground)}项）：{order.words('ground', ground)}。",
        f"二、说明：{data.get('reason', '')}",
        f"三、去向：{order.words('disposal', disposal)}。{_what_follows(disposal)}",
        complaint,
    ]
    return _notices("not_filing_notice", order, proposal, lines)


def return_notices(order: Order, proposal: Proposal) -> list[Sheet]:
    """Return the notice that the proposal comes back, with the reason."""
    rewriting = (
        "二、请在建言系统中修改原文后再次提交，流水号不变，已经写好的内容都保留着；"
        "改动正文以后，联名人须重新同意。"
    )
    lines = [
        f"一、理由：{_data(order).get('reason', '')}",
        rewriting,
        f"三、不准备修改的，可以撤案。有疑问的，请向{order.office.proposals}询问{_by_phone(order)}。",
    ]
    return _notices("return_notice", order, proposal, lines)


def _what_follows(disposal: str | None) -> str:
    if disposal in PASSED_ON:
        return "送往何处、何时送出，登记以后您可以在建言系统中看到。"
    if disposal == "revise":
        return "您可以按上述说明修改，作为新的提案另行提交。"
    return ""


def _by_phone(order: Order) -> str:
    return f"，电话：{order.office.phone}" if order.office.phone else ""


def _data(order: Order) -> dict[str, Any]:
    # From the record of the decision, not from the row: a notice says what was decided that day.
    found: dict[str, Any] = history.body(order.event).get("data", {})
    return found


def _notices(name: str, order: Order, proposal: Proposal, lines: list[str]) -> list[Sheet]:
    heading, closing = _HEADINGS[name]
    serial = f"流水号{proposal.serial_no}"
    return [
        ExaminationNoticeSheet(
            case_number=proposal.serial_no or "",
            heading=heading,
            unit=order.office.proposals,
            salutation=addressee.salutation,
            opening=f"{addressee.opening}《{proposal.title}》（{serial}）收悉。{closing}",
            lines=tuple(lines),
            issued_on=local_date(order.event.happened_at),
            record_mark=order.mark,
        )
        for addressee in addressees(proposal, order.person_id)
    ]
