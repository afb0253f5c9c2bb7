"""The sheets that follow a judgement: the notice to handle again, the record of the meeting."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import object_session

from models import Proposal
from models.queries.evaluations import all_evaluations, counting, mediations
from web.documents.orders import Order
from web.documents.replies import case_number
from web.documents.sheets import MediationSheet, RehandlingSheet, Sheet
from workflow.deadlines import local_date
from workflow.evaluators import proposers_of
from workflow.history import body


def rehandling_notices(order: Order, proposal: Proposal) -> list[Sheet]:
    """One notice, for the round that the event began."""
    session = object_session(proposal)
    if session is None:
        return []
    noted = body(order.event).get("noted", {})
    before = int(noted.get("round", proposal.round)) - 1
    judged = counting(all_evaluations(session, proposal.id))
    tasks = [
        one
        for one in proposal.tasks
        if one.round == before and one.answers_proposer and not one.released
    ]
    due = noted.get("due_on")
    return [
        RehandlingSheet(
            unit=order.office.proposals,
            case_number=case_number(proposal),
            title=proposal.title,
            proposers=tuple(one.name for one in proposers_of(proposal)),
            units=tuple(one.unit_name for one in tasks),
            doc_nos=tuple(
                reply.doc_no
                for one in tasks
                for reply in one.replies
                if reply.status == "issued" and reply.doc_no
            ),
            round_no=before + 1,
            reasons=tuple(
                (one.name, one.comment)
                for one in judged
                if one.round == before and one.result == "dissatisfied"
            ),
            due_on=date.fromisoformat(due) if due else None,
            issued_on=local_date(order.event.happened_at),
            phone=order.office.phone,
            # it is the Committee on Proposals that writes
            copies=tuple(one for one in order.office.copies if "提案" not in one),
            record_mark=order.mark,
        )
    ]


def mediation_minutes(order: Order, proposal: Proposal) -> list[Sheet]:
    """The meeting that was held."""
    session = object_session(proposal)
    held = [one for one in mediations(session, proposal.id) if one.record] if session else []
    return [
        MediationSheet(
            committee=order.office.committee,
            case_number=case_number(proposal),
            title=proposal.title,
            proposers=tuple(one.name for one in proposers_of(proposal)),
            units=tuple(
                task.unit_name
                for task in proposal.tasks
                if task.round == one.round and not task.released
            ),
            convened_by=one.convened_by,
            convened_on=local_date(one.convened_at),
            place=one.place,
            invited=one.invited,
            held_on=one.held_on or one.meets_on,
            attended=one.attended,
            record=one.record,
            recorded_by=one.recorded_by,
            issued_on=local_date(one.recorded_at or one.convened_at),
            record_mark=order.mark,
        )
        for one in held[-1:]
    ]
