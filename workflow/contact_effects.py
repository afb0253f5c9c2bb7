"""Effects of consultation: contacts are recorded, answered and put right, never edited."""

from __future__ import annotations

from models import Contact, ContactVoice, HandlingTask
from models.queries.contacts import contacts_of, next_contact_no
from models.queries.files import own_new_attachments
from workflow.acts import Act
from workflow.contacts import own_tasks
from workflow.evaluators import proposers_of
from workflow.merging import main_of
from workflow.registry import effect


@effect
def record_contact(act: Act) -> None:
    """沟通记录: one side's word until a proposer who took part confirms it."""
    if isinstance(act.subject, HandlingTask):
        _write(act, act.subject)
    else:
        _write(act, own_tasks(act.proposal, act.user, act.today)[0])


@effect
def correct_contact(act: Act) -> None:
    """更正: a new record beside the old one; who took part is asked again."""
    old = act.session.get_one(Contact, act.data["contact"])
    new = _write(act, act.session.get_one(HandlingTask, old.task_id))
    new.corrects_id, new.correction_reason = old.id, act.data["reason"]
    act.noted["corrects"] = old.no


def _write(act: Act, task: HandlingTask) -> Contact:
    data = act.data
    names = {one.person_id: one.name for one in proposers_of(act.proposal)}
    contact = Contact(
        proposal_id=act.proposal.id,
        no=next_contact_no(act.session, act.proposal.id),
        stage=data["contact_stage"],
        mode=data["contact_mode"],
        held_on=data["contact_on"],
        place=data.get("contact_place") or "",
        unit_persons=data["contact_persons"],
        leader_level=data.get("contact_leader"),
        summary=data["contact_summary"],
        recorded_by=act.actor_name,
        recorded_at=act.now,
        voices=[
            ContactVoice(person_id=person_id, name=names[person_id])
            for person_id in data["contact_members"]
        ],
    )
    if data.get("contact_evidence") and act.user:
        contact.evidence = own_new_attachments(act.session, data["contact_evidence"], act.user.id)
    task.contacts.append(contact)
    act.session.flush()
    act.noted["contact"] = {"id": contact.id, "no": contact.no}
    return contact


@effect
def answer_contact(act: Act) -> None:
    """The proposer's own word on a record in which he is named."""
    voice = _voice(act)
    voice.answer = act.data.get("dispute_kind") or "confirmed"
    voice.words = act.data.get("member_words") or ""
    voice.answered_at = act.now


def _voice(act: Act) -> ContactVoice:
    everything = contacts_of(act.session, act.proposal.id)
    contact = next(one for one in everything if one.id == act.data["contact"])
    act.noted["contact"] = {"id": contact.id, "no": contact.no}
    person_id = act.user.person_id if act.user else None
    return next(voice for voice in contact.voices if voice.person_id == person_id)


@effect
def waive_meeting(act: Act) -> None:
    """不需要当面沟通: for the present round."""
    act.proposal.meeting_waived_round = main_of(act.proposal).round
