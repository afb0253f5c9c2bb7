"""Conditions of consultation: 不沟通不答复, and who may answer which record."""

from __future__ import annotations

from models import Proposal
from models.queries.history import last_moment
from workflow.acts import Act
from workflow.contacts import FACE_TO_FACE, awaiting, correctable, counted
from workflow.first_contact import first_contact_deadline
from workflow.limits import setting
from workflow.merging import main_of, together
from workflow.registry import condition, detail

#: whose duty it is to meet the proposer, by the session's parameter
_MEETING = {
    "none": (),
    "lead": ("sole", "lead", "separate"),
    "all": ("sole", "lead", "separate", "co"),
}


def _needed(act: Act) -> int:
    found: int = setting(act.rules, act.subject, "min_contacts")
    return found


@condition
def enough_contacts(act: Act) -> bool:
    """The unit has talked with the proposers as often as the session demands."""
    return len(counted(act.task.contacts)) >= _needed(act)


@detail("enough_contacts")
def _(act: Act) -> str:
    return f"{len(counted(act.task.contacts))} / {_needed(act)}"


@condition
def met_face_to_face(act: Act) -> bool:
    """At least one meeting in person, unless the first proposer of each case wants none."""
    wanted = setting(act.rules, act.subject, "face_to_face")
    if act.task.duty not in _MEETING[wanted] or _waived(act.proposal):
        return True
    return any(one.mode in FACE_TO_FACE for one in counted(act.task.contacts))


@condition
def meeting_not_waived(act: Act) -> bool:
    """The proposer has not said 不需要当面沟通 in this round."""
    return act.proposal.meeting_waived_round != main_of(act.proposal).round


def _waived(proposal: Proposal) -> bool:
    # One proposer does not give up a meeting in the name of those of a merged case.
    return all(one.meeting_waived_round == proposal.round for one in together(proposal))


@condition
def first_contact_missed(act: Act) -> bool:
    """The day has passed, nobody has been talked with, and it was not yet said."""
    due = first_contact_deadline(act.engine, act.session, act.task, act.now)
    if due is None or act.today <= due.on:
        return False
    return last_moment(act.session, act.task.id, act.action.name) is None


@condition
def contact_to_answer(act: Act) -> bool:
    """There is a record that waits for this proposer's word."""
    return bool(awaiting(act.session, act.proposal, act.user))


@condition
def contact_awaits_you(act: Act) -> bool:
    """The chosen record is one of them."""
    return act.data["contact"] in {one.id for one in awaiting(act.session, act.proposal, act.user)}


@condition
def contact_to_correct(act: Act) -> bool:
    """The unit has a record in this round that could be put right."""
    return bool(correctable(act.proposal, act.user, act.today))


@condition
def contact_is_yours(act: Act) -> bool:
    """A unit corrects its own records, each once."""
    return act.data["contact"] in {one.id for one in correctable(act.proposal, act.user, act.today)}
