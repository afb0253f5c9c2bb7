"""The sheets of a volume: its cover, the list of its pieces, the log of its case."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import object_session

from models import (
    ArchiveVolume,
    Event,
    HandlingTask,
    Promise,
    Proposal,
    Subject,
    SupervisionCase,
)
from models.queries.history import events_of
from web.documents.archivesheets import (
    FlowLogSheet,
    LogLine,
    PieceLine,
    VolumeCoverSheet,
    VolumeListSheet,
)
from web.documents.orders import Order
from web.documents.replies import case_number
from web.documents.sheets import Sheet
from web.documents.wording import chinese_number
from workflow.checklist import CaseFile
from workflow.deadlines import local_date
from workflow.rules import Rules

_SHANGHAI = ZoneInfo("Asia/Shanghai")


def number_of(proposal: Proposal) -> str:
    """案号 as offices write it; the serial number of what was never filed."""
    return case_number(proposal) if proposal.number else f"流水号 {proposal.serial_no}"


def proposer_of(proposal: Proposal) -> str:
    """Who proposed, and how many joined."""
    if proposal.collective_body:
        return proposal.collective_body
    joined = sum(one.decision == "agreed" for one in proposal.signatures)
    return f"{proposal.author_name}（另有 {joined} 人联名）" if joined else proposal.author_name


def covers(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """Return the cover, once the pages have been counted."""
    if not volume.list_sha256 or volume.put_together_on is None:
        return []
    proposal = volume.proposal
    days = [one.made_on for one in volume.pieces if one.made_on]
    began = local_date(proposal.submitted_at or proposal.opened_at)
    supplement = f"第{chinese_number(volume.supplement_no)}次补充" if volume.supplement_no else ""
    return [
        VolumeCoverSheet(
            committee=order.office.committee,
            case_number=number_of(proposal),
            volume_no=volume.number or "",
            supplement=supplement,
            reason=volume.reason,
            fonds_no=volume.fonds_no,
            year=volume.year,
            title=volume.title,
            proposer=proposer_of(proposal),
            units=tuple(dict.fromkeys(t.unit_name for t in proposal.tasks if not t.released)),
            outcome=_outcome(order, proposal),
            begins=min(days, default=began),
            ends=max(days, default=None),
            pieces=len(volume.pieces),
            pages=_pages(volume),
            retention=order.words("retention", volume.retention),
            put_together_by=volume.put_together_by,
            checked_by=volume.checked_by,
            issued_on=volume.archived_on or volume.put_together_on,
            list_sha256=volume.list_sha256,
            record_mark=order.mark,
        )
    ]


def _outcome(order: Order, proposal: Proposal) -> str:
    if order.rules is None:
        return ""
    return order.rules.workflow(proposal.kind).state(proposal.state).label


def _pages(volume: ArchiveVolume) -> int:
    return sum(one.pages or 0 for one in volume.pieces)


def lists(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """Return the list of pieces, once the pages have been counted."""
    if not volume.list_sha256 or volume.put_together_on is None or order.rules is None:
        return []
    items = dict(order.rules.field("checklist_item").choices)
    said = {one.item: one for one in volume.explanations}
    held = {one.item for one in volume.pieces if one.added_id is not None}
    return [
        VolumeListSheet(
            committee=order.office.committee,
            case_number=number_of(volume.proposal),
            volume_no=volume.number or "",
            title=volume.title,
            fonds_no=volume.fonds_no,
            year=volume.year,
            retention=order.words("retention", volume.retention),
            lines=tuple(
                PieceLine(
                    no=one.no,
                    maker=one.maker,
                    doc_no=one.doc_no,
                    title=one.title,
                    made_on=one.made_on,
                    pages=page_range(one.first_page, one.last_page),
                )
                for one in volume.pieces
            ),
            pages=_pages(volume),
            explained=tuple(
                (items.get(name, name), one.reason, one.explained_by)
                for name, one in said.items()
                if name not in held
            ),
            issued_on=volume.archived_on or volume.put_together_on,
            list_sha256=volume.list_sha256,
            record_mark=order.mark,
        )
    ]


def page_range(first: int | None, last: int | None) -> str:
    """起止页号: 5 or 5—8; nothing for a file without pages."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}—{last}"


def flow_logs(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """Return the log: every event of the case, its tasks and its promises before this volume."""
    session = object_session(volume)
    if session is None or order.rules is None:
        return []
    proposal = volume.proposal
    known = {one.id: one for one in CaseFile(session, volume, order.rules).subjects}
    events = [
        event
        for event in events_of(session, list(known))
        if event.happened_at <= order.event.happened_at
    ]
    return [
        FlowLogSheet(
            committee=order.office.committee,
            case_number=number_of(proposal),
            title=volume.title,
            lines=tuple(_line(known[event.subject_id], event, order.rules) for event in events),
            issued_on=local_date(order.event.happened_at),
            record_mark=order.mark,
        )
    ]


def _line(subject: Subject, event: Event, rules: Rules) -> LogLine:
    moment = event.happened_at.astimezone(_SHANGHAI)
    return LogLine(
        when=f"{moment:%Y-%m-%d %H:%M}",
        about=_about(subject),
        what=action_label(rules, subject.kind, event.action),
        who=event.actor_name or party_label(rules, event.party),
        mark=event.hash[:12],
    )


def _about(subject: Subject) -> str:
    if isinstance(subject, HandlingTask):
        return subject.unit_name
    if isinstance(subject, SupervisionCase):
        return f"督办：{subject.unit_name}"
    return f"承诺：{subject.unit_name}" if isinstance(subject, Promise) else "提案"


def action_label(rules: Rules, kind: str, action: str) -> str:
    """What an action is called; its name where today's rules have it no more."""
    try:
        return rules.workflow(kind).label_of(action)
    except KeyError:
        return action


def party_label(rules: Rules, party: str) -> str:
    """What a relation is called."""
    return next((one.label for one in rules.parties if one.name == party), party)


def day_of(moment: date | None) -> str:
    """A day as tables write it."""
    return f"{moment.year}年{moment.month}月{moment.day}日" if moment else ""
