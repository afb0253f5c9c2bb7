"""The sheets of the consultation: one for each contact of a unit with the proposers."""

from __future__ import annotations

from models import Contact, HandlingTask
from web.documents.orders import Order
from web.documents.replies import case_number
from web.documents.sheets import ContactRecordSheet, Sheet, VoiceLine
from workflow.contacts import Standing, standing_of
from workflow.deadlines import local_date

STAGES = {"before": "办前", "during": "办中", "after": "办后"}
MODES = {
    "visit": "上门走访", "meeting": "请进来座谈", "site": "现场办理", "phone": "电话",
    "video": "视频", "written": "书面",
}  # fmt: skip
LEVELS = {"head": "主要负责人", "deputy": "分管领导", "section": "科室负责人", "clerk": "承办人"}
ANSWERS = {"confirmed": "确认属实", "differs": "记录有出入", "not_held": "没有这次沟通"}
STANDINGS: dict[Standing, str] = {
    "confirmed": "提案人已确认",
    "disputed": "提案人有不同说法，两边的话并列",
    "unilateral": "单位单方记录，提案人没有确认",
    "corrected": "已由另一次记录更正",
}


def contact_records(order: Order, task: HandlingTask) -> list[Sheet]:
    """One sheet for each contact, in order."""
    by_id = {one.id: one for one in task.contacts}
    return [_sheet(order, task, one, by_id) for one in task.contacts]


def _sheet(
    order: Order, task: HandlingTask, contact: Contact, by_id: dict[int, Contact]
) -> ContactRecordSheet:
    corrects = by_id.get(contact.corrects_id or 0)
    return ContactRecordSheet(
        case_number=case_number(task.proposal),
        title=task.proposal.title,
        no=contact.no,
        corrects=corrects.no if corrects else 0,
        correction_reason=contact.correction_reason,
        unit=task.unit_name,
        stage=STAGES[contact.stage],
        mode=MODES[contact.mode],
        held_on=contact.held_on,
        place=contact.place,
        unit_persons=contact.unit_persons,
        leader_level=LEVELS.get(contact.leader_level or "", ""),
        member_persons=tuple(voice.name for voice in contact.voices),
        summary=contact.summary,
        voices=tuple(
            VoiceLine(voice.name, ANSWERS[voice.answer], voice.words, local_date(voice.answered_at))
            for voice in contact.voices
            if voice.answer and voice.answered_at
        ),
        evidence=tuple(file.name for file in contact.evidence),
        standing=STANDINGS[standing_of(contact, by_id.values())],
        recorded_by=contact.recorded_by,
        issued_on=local_date(contact.recorded_at),
        record_mark=order.mark,
    )
