"""The sheets of a promise: the second letter, and the register of what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models import HandlingTask, Promise, PromiseNote, Proposal
from web.documents.orders import Order
from web.documents.replies import case_number, reply_letters
from web.documents.sheets import LookBackSheet, NoteLine, ReplyLetterSheet, Sheet
from workflow.deadlines import local_date

FINDINGS = {
    "done": "已经做到",
    "on_time": "正在按期推进",
    "behind": "进展落后",
    "not_begun": "尚未动手",
}
_STATES = {"kept": "已经兑现", "broken": "未能兑现"}


def _case(promise: Promise) -> Proposal:
    case = promise.parent
    if not isinstance(case, Proposal):
        raise TypeError(f"promise {promise.id} belongs to no proposal")
    return case


def _task(promise: Promise) -> HandlingTask:
    return next(task for task in _case(promise).tasks if task.id == promise.reply.task_id)


def second_letters(order: Order, promise: Promise) -> list[Sheet]:
    """Return the second letter to each proposer: the case is now of class A."""
    letter = promise.second_letter
    if letter is None or letter.issued_on is None:
        return []
    first = replace(order, attachments=())
    return [
        replace(
            sheet,
            title=_again(sheet.title),
            doc_no=letter.doc_no,
            reply_class="A",
            signer=letter.signer,
            opening=f"{sheet.opening.partition('收悉。')[0]}，我单位曾以{promise.reply.doc_no}文答复，"
            "答复所列计划事项现已办理完毕，再次答复如下：",
            body=letter.body,
            answers=(),
            issued_on=letter.issued_on,
            draft="",
            contact_person=letter.contact_person,
            contact_phone=letter.contact_phone,
            attachments=(),
            record_mark=order.mark,
        )
        for sheet in reply_letters(first, _task(promise))
        if isinstance(sheet, ReplyLetterSheet)
    ]


def _again(title: str) -> str:
    return title if title.endswith("再次答复") else f"{title.removesuffix('答复')}再次答复"


def look_back_sheets(order: Order, promise: Promise) -> list[Sheet]:
    """Return the register sheet as it stands."""
    letter = promise.second_letter
    return [
        LookBackSheet(
            case_number=case_number(_case(promise)),
            title=promise.title,
            unit=promise.unit_name,
            doc_no=promise.reply.doc_no,
            reply_class="A" if letter and letter.issued_on else promise.reply.reply_class,
            suggestion=promise.suggestion,
            measure=promise.measure,
            promised_on=promise.promised_on,
            moved=promise.moved > 0,
            outcome=_STATES.get(promise.outcome or "", "正在兑现"),
            kept_on=promise.kept_on,
            notes=tuple(_lines(promise.notes)),
            issued_on=local_date(order.event.happened_at),
            record_mark=order.mark,
        )
    ]


def _lines(notes: Sequence[PromiseNote]) -> list[NoteLine]:
    kinds = {"progress": "单位报告", "view": "提案人看法", "look_back": "回头看"}
    return [
        NoteLine(
            day=note.held_on or local_date(note.at),
            kind=kinds[note.kind],
            name=note.name,
            text="：".join(filter(None, [FINDINGS.get(note.finding or "", ""), note.text])),
        )
        for note in notes
    ]
