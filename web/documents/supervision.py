"""The sheets of 催办 and 督办: the notice that urges a unit on, the order of a supervision case."""

from __future__ import annotations

from datetime import date

from models import LivelihoodProject, Promise, Proposal, Subject, SupervisionCase
from web.documents.orders import Order
from web.documents.replies import case_number
from web.documents.sheets import Sheet
from web.documents.supervisionsheets import (
    SupervisionLine,
    SupervisionOrderSheet,
    UrgeNoticeSheet,
)
from web.documents.wording import chinese_date, chinese_number
from workflow import history
from workflow.acts import case_of
from workflow.deadlines import local_date
from workflow.numbers import short_number

GROUNDS = {
    "key": "重点提案",
    "dissatisfied": "提案人不满意",
    "late": "逾期未办",
    "promise": "承诺未兑现",
}
NOTES = {
    "report": "单位反馈",
    "return": "退回再办",
    "instruction": "领导批示",
    "view": "提案人看法",
}


def urge_notices(order: Order, subject: Subject) -> list[Sheet]:
    """Return the notice of the last reminder or urge, as it was recorded."""
    body = history.body(order.event)
    data, noted = body["data"], body["noted"]
    urged = data["urge_level"] == "urge"
    what = "民生实事项目" if isinstance(subject, LivelihoodProject) else "提案"
    day = local_date(order.event.happened_at)
    due = noted.get("urge_due_on")
    step = "催办" if urged else "提醒"
    opening = (
        f"{_matter(subject)}，{_standing(date.fromisoformat(due) if due else None, day)}"
        f"现予{step}（第{chinese_number(noted['urge_no'])}次）。"
    )
    by = data.get("feedback_by")
    closing = f"请于{chinese_date(date.fromisoformat(by))}前反馈办理情况。" if by else ""
    return [
        UrgeNoticeSheet(
            case_number=_number(subject),
            heading=f"{what}办理{step}通知",
            unit=order.office.proposals,
            units=tuple(noted["urge_units"]),
            opening=opening,
            text=data.get("urge_text") or "",
            closing=closing or "请抓紧办理，按期办结。",
            contact=order.event.actor_name,
            phone=order.office.phone,
            issued_on=day,
            record_mark=order.mark,
        )
    ]


def _number(subject: Subject) -> str:
    case = case_of(subject)
    return case_number(case) if case else short_number(subject)


def _matter(subject: Subject) -> str:
    case = case_of(subject)
    if case is None:
        return f"贵单位承办的民生实事项目“{subject.title}”（{short_number(subject)}）"
    named = f"《{subject.title}》（{case_number(case)}）"
    if isinstance(subject, Promise):
        return f"贵单位答复{named}时承诺：{subject.measure.rstrip('。')}。这一承诺"
    if isinstance(subject, SupervisionCase):
        return f"贵单位承办的{named}已立督办件（{subject.number}）"
    return f"贵单位承办的{named}"


def _standing(due: date | None, day: date) -> str:
    if due is None:
        return ""
    if due < day:
        return f"期限为{chinese_date(due)}，至今已逾期{(day - due).days}天。"
    left = (due - day).days
    return f"期限为{chinese_date(due)}，" + (f"距到期还有{left}天。" if left else "今天到期。")


def supervision_orders(order: Order, supervision: SupervisionCase) -> list[Sheet]:
    """Return the order as it stands, with what has been reported since."""
    case = supervision.proposal
    opened = local_date(supervision.opened_at)
    due = supervision.was_due_on
    closed = supervision.closed_at
    return [
        SupervisionOrderSheet(
            committee=order.office.committee,
            number=supervision.number or "",
            case_number=case_number(case),
            title=case.title,
            proposers=_proposers(case),
            unit=supervision.unit_name,
            ground=GROUNDS[supervision.ground],
            was_due_on=due,
            days_late=max((opened - due).days, 0) if due else 0,
            demands=supervision.demands,
            feedback_by=_first_date(order),
            leader=supervision.leader_name,
            raised_by=supervision.raised_by,
            issued_on=opened,
            lines=tuple(
                SupervisionLine(
                    day=local_date(note.at),
                    kind=NOTES[note.kind],
                    name=note.name,
                    text="\n".join(filter(None, (note.text, note.result))),
                )
                for note in supervision.notes
                if note.kind in NOTES  # what is put before a leader is not the unit's to read
            ),
            closing=supervision.closing,
            closed_on=local_date(closed) if closed and supervision.closing else None,
            record_mark=order.mark,
        )
    ]


def _proposers(case: Proposal) -> tuple[str, ...]:
    if case.collective_body:
        return (case.collective_body,)
    signed = [one.name for one in case.signatures if one.decision == "agreed"]
    return (case.author_name, *signed)


def _first_date(order: Order) -> date | None:
    """The date the order was given, whatever was set later: as the event of the opening has it."""
    set_ = history.body(order.event)["changes"].get("due_on")
    return date.fromisoformat(set_[1]) if set_ and set_[1] else None
