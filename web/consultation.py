"""沟通记录 as the case page shows them: the unit's word, and beside it the proposers' own."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import Contact, Event, HandlingTask, Proposal, Subject
from models.queries.contacts import contacts_of
from web import db, gate
from web.caseview import Due, TextSection
from web.contactview import ContactView, VoiceView
from web.fileview import AttachmentView
from web.house import house, now
from web.wording import paragraphs, say, show_day, show_deadline, show_size, show_value
from workflow.contacts import Standing, awaits, standing_of
from workflow.first_contact import first_contact_deadline
from workflow.history import body
from workflow.rules import Rules

STANDINGS: dict[Standing, str] = {
    "confirmed": "提案人已确认",
    "disputed": "提案人有不同说法",
    "unilateral": "单位单方记录",
    "corrected": "已更正",
}
_RECORDED = frozenset({"record_contact", "correct_contact"})
ANSWERS = {"confirmed": "确认属实", "differs": "有过沟通，但记录有出入", "not_held": "没有这次沟通"}


def contacts_view(
    session: Session, subject: Subject, tasks: Sequence[HandlingTask], rules: Rules
) -> tuple[ContactView, ...]:
    """The contacts of the tasks that the user may see, newest first."""
    if not isinstance(subject, Proposal):
        return ()
    everything = contacts_of(session, subject.id)
    seen = {task.id: task for task in tasks}
    return tuple(
        _view(one, seen[one.task_id], everything, rules)
        for one in reversed(everything)
        if one.task_id in seen
    )


def _view(
    contact: Contact, task: HandlingTask, everything: Sequence[Contact], rules: Rules
) -> ContactView:
    standing = standing_of(contact, everything)
    by_id = {one.id: one for one in everything}
    corrects = by_id.get(contact.corrects_id or 0)
    mine = awaits(contact, gate.visitor().standing.person_id, everything)
    mine = mine and "confirm_contact" in _offered(task.proposal)

    def link(action: str) -> str:
        address = url_for("casework.act", number=contact.proposal_id, action=action)
        return f"{address}?contact={contact.id}" if mine else ""

    return ContactView(
        no=contact.no,
        heading="　".join(
            (
                show_value(rules.field("contact_stage"), contact.stage),
                show_value(rules.field("contact_mode"), contact.mode),
                show_day(contact.held_on),
            )
        ),
        unit=task.unit_name,
        standing=standing,
        standing_label=say(STANDINGS[standing]),
        facts=tuple(
            line
            for line in (
                (_("地点"), contact.place),
                (_("单位参加人"), contact.unit_persons),
                (_("职务最高的"), show_value(rules.field("contact_leader"), contact.leader_level)),
                (_("提案人"), "、".join(voice.name for voice in contact.voices)),
                (_("更正理由"), contact.correction_reason),
            )
            if line[1]
        ),
        paragraphs=paragraphs(contact.summary),
        voices=tuple(
            VoiceView(voice.name, say(ANSWERS[voice.answer]), paragraphs(voice.words))
            for voice in contact.voices
            if voice.answer
        ),
        evidence=tuple(
            AttachmentView(
                file.name, url_for("casework.attachment", number=file.id), show_size(file.size)
            )
            for file in contact.evidence
        ),
        corrects=corrects.no if corrects else None,
        confirm_url=link("confirm_contact"),
        dispute_url=link("dispute_contact"),
    )


def _offered(proposal: Proposal) -> set[str]:
    user = gate.visitor().standing
    offers = house().engine.available(db.session(), proposal, user, now())
    return {offer.action.name for offer in offers}


def contact_mark(session: Session, event: Event) -> tuple[str, ...]:
    """Beside the unit's word in the record of events: whether it is only the unit's word."""
    if event.action not in _RECORDED:
        return ()
    contact = session.get(Contact, body(event).get("noted", {}).get("contact", {}).get("id", 0))
    if contact is None:
        return ()
    standing = standing_of(contact, contacts_of(session, contact.proposal_id))
    return (say(STANDINGS[standing]),)


def first_contact_due(session: Session, task: HandlingTask) -> Due | None:
    """By when the unit has to have talked with the proposers once; nothing once it has."""
    deadline = first_contact_deadline(house().engine, session, task, now())
    return show_deadline(session, deadline) if deadline else None


def contact_label(contact: Contact, rules: Rules) -> str:
    """One contact as a choice of a form."""
    mode = show_value(rules.field("contact_mode"), contact.mode)
    return _(
        "第 %(no)s 次：%(day)s，%(mode)s，%(unit)s",
        no=contact.no, day=show_day(contact.held_on), mode=mode, unit=contact.unit_persons,
    )  # fmt: skip


def contacts_beside(session: Session, subject: Subject, rules: Rules) -> tuple[TextSection, ...]:
    """The records a form about a contact is about."""
    proposal = subject if isinstance(subject, Proposal) else None
    if proposal is None:
        return ()
    everything = contacts_of(session, proposal.id)
    return tuple(
        TextSection(contact_label(one, rules), paragraphs(one.summary))
        for one in everything
        if standing_of(one, everything) != "corrected"
    )
