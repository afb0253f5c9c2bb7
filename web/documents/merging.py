"""并案通知、撤销并案通知: every proposer of every case that is concerned is told in writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models import Proposal
from web.documents.addressees import addressees
from web.documents.examinationsheets import ExaminationNoticeSheet
from web.documents.orders import Order
from web.documents.sheets import Sheet
from workflow import history
from workflow.deadlines import local_date

_RIGHTS = (
    "原提案全文和编号照旧保留，各提案人的权利不变：承办单位与每位提案人沟通，答复以前征求每位提案人的"
    "意见，答复函每位提案人一份，每位提案人各自评价；各件提案的每条建议都逐条答复。附议人不另行征询。"
)


def merging_notices(order: Order, proposal: Proposal) -> list[Sheet]:
    """Return the notice that cases were put together, as the record tells it."""
    told, reason = _told(order)
    if not told:
        return []
    main, *others = told
    lines = [
        f"一、主案：{_line(main)}",
        "二、并入的提案：" + "；".join(_line(one).rstrip("。") for one in others) + "。",
        f"三、并案理由：{_sentence(reason)}",
        f"四、{_RIGHTS}",
        f"五、主案答复以前可以撤销并案，撤销的另行通知。{_objections(order)}",
    ]
    says = "经研究，与反映同一问题的提案合并办理。现将有关事项通知如下："
    return _notices("提案并案通知", order, proposal, says, lines)


def parting_notices(order: Order, proposal: Proposal) -> list[Sheet]:
    """Return the notice that the case is handled by itself again."""
    noted = _noted(order)
    main = next(iter(noted.get("together", [])), None)
    if main is None:
        return []
    lines = [
        f"一、原主案：{_line(main)}",
        f"二、理由：{_sentence(noted.get('parted', ''))}",
        "三、本件恢复单独办理，期限自今日起重新计算；办理到哪一步，登录建言系统随时可以看到。",
    ]
    says = "经研究，不再并案，恢复单独办理。现将有关事项通知如下："
    return _notices("提案撤销并案通知", order, proposal, says, lines)


def _noted(order: Order) -> dict[str, Any]:
    # From the record: the notice says what was decided that day, whatever came later.
    found: dict[str, Any] = history.body(order.event).get("noted", {})
    return found


def _told(order: Order) -> tuple[Sequence[dict[str, Any]], str]:
    body = history.body(order.event)
    noted = _noted(order)
    reason: str = body.get("data", {}).get("reason") or noted.get("reason", "")
    return noted.get("together", []), reason


def _line(case: dict[str, Any]) -> str:
    number = f"第{case['number']}号" if case["filed"] else f"流水号{case['number']}，未立案"
    return f"《{case['title']}》（{number}），提案人{'、'.join(case['proposers'])}。"


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def _objections(order: Order) -> str:
    phone = f"，电话：{order.office.phone}" if order.office.phone else ""
    return f"对并案有不同意见的，请向{order.office.proposals}反映{phone}。"


def _notices(
    heading: str, order: Order, proposal: Proposal, says: str, lines: list[str]
) -> list[Sheet]:
    return [
        ExaminationNoticeSheet(
            case_number=addressee.case.serial_no or "",
            heading=heading,
            unit=order.office.proposals,
            salutation=addressee.salutation,
            opening=f"{addressee.opening}《{addressee.case.title}》"
            f"（流水号{addressee.case.serial_no}），{says}",
            lines=tuple(lines),
            issued_on=local_date(order.event.happened_at),
            record_mark=order.mark,
        )
        for addressee in addressees(proposal, order.person_id)
    ]
