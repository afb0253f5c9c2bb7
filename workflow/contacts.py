"""What contacts amount to: which stand, which count, which are only the unit's word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from models import Contact, HandlingTask, Proposal, User
from models.queries.contacts import contacts_of
from workflow.parties import co_unit, current_tasks, lead_unit

Standing = Literal["corrected", "disputed", "confirmed", "unilateral"]

FACE_TO_FACE = frozenset({"visit", "meeting", "site"})
_DISPUTES = frozenset({"differs", "not_held"})


def standing_of(contact: Contact, all_contacts: Iterable[Contact]) -> Standing:
    """Whether both sides stand behind the record: the unit's word alone is 单位单方记录."""
    if any(other.corrects_id == contact.id for other in all_contacts):
        return "corrected"
    answers = {voice.answer for voice in contact.voices}
    if answers & _DISPUTES:
        return "disputed"
    return "confirmed" if "confirmed" in answers else "unilateral"


def counted(contacts: Iterable[Contact]) -> list[Contact]:
    """The contacts that count towards the number a reply needs.

    A record that was put right counts once. One of which a proposer says that it never took
    place counts only with evidence: then the office judges when it checks the reply.
    """
    everything = list(contacts)
    corrected = {one.corrects_id for one in everything}
    return [
        one
        for one in everything
        if one.id not in corrected
        and (one.evidence or all(voice.answer != "not_held" for voice in one.voices))
    ]


def awaits(contact: Contact, person_id: int, all_contacts: Iterable[Contact]) -> bool:
    """Whether the person is said to have taken part and has not answered."""
    return standing_of(contact, all_contacts) != "corrected" and any(
        voice.person_id == person_id and voice.answer is None for voice in contact.voices
    )


def awaiting(session: Session, proposal: Proposal, user: User | None) -> list[Contact]:
    """The records that wait for this person's word."""
    everything = contacts_of(session, proposal.id)
    return [one for one in everything if user and awaits(one, user.person_id, everything)]


def own_tasks(proposal: Proposal, user: User | None, today: date) -> list[HandlingTask]:
    """The tasks of this round on which the user's unit works."""
    tasks = current_tasks(proposal)
    return [
        task
        for task in tasks
        if user and (lead_unit(user, task, today) or co_unit(user, task, today))
    ]


def correctable(proposal: Proposal, user: User | None, today: date) -> list[Contact]:
    """The records of the user's unit in this round that have not been put right."""
    found: list[Contact] = []
    for task in own_tasks(proposal, user, today):
        corrected = {one.corrects_id for one in task.contacts}
        found += [one for one in task.contacts if one.id not in corrected]
    return found
