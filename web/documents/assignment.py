"""The sheets of an assignment: the transfer slip of each unit."""

from __future__ import annotations

from models import HandlingTask, Proposal
from web.documents.assignment_sheets import TransferSlipSheet
from web.documents.orders import Order
from web.documents.replies import case_number
from web.documents.sheets import Sheet
from web.documents.wording import chinese_date
from workflow.deadlines import local_date
from workflow.evaluators import proposers_in
from workflow.merging import name_of

AUTHORITIES = {"party_office": "县委办", "government_office": "县政府办"}
DUTIES = {"sole": "独办", "lead": "主办", "co": "会办", "separate": "分办"}


def transfer_slips(order: Order, task: HandlingTask) -> list[Sheet]:
    """The slip with which the case was handed to this unit."""
    proposal, given = task.proposal, task.proposal.assignment
    named = AUTHORITIES.get(given.authority) if given else None
    meeting = given.handover if given else None
    signed = [one.name for one in proposal.signatures if one.decision == "agreed"]
    author = proposal.author.name if proposal.author else ""
    own = proposal.collective_body or "、".join(name for name in (author, *signed))
    key = proposal.key
    siblings = [one for one in proposal.tasks if one.round == task.round and not one.released]
    return [
        TransferSlipSheet(
            authority=named or order.office.proposals,
            letter_no=given.letter_no if given else "",
            case_number=case_number(proposal),
            title=proposal.title,
            key_leader=key.leader_name if key else "",
            proposers=own,
            merged=tuple(_merged(proposal)),
            unit=task.unit_name,
            duty=DUTIES[task.duty],
            units=tuple(f"{DUTIES[one.duty]}　{one.unit_name}" for one in siblings),
            examination=proposal.examination_opinion,
            instructions=tuple(
                f"{one.text}（{one.leader}，{chinese_date(one.given_on)}）"
                for one in proposal.instructions
            ),
            requirements=proposal.requirements,
            issued_on=local_date(order.event.happened_at),
            limits=order.limits,
            meeting=f"{chinese_date(meeting.held_on)}" if meeting else "",
            clerk=given.assigned_by if given else "",
            phone=order.office.phone,
            supervision_phone=order.office.supervision_phone,
            attachments=(
                "提案原文",
                *(f"并入的{name_of(one)}原文" for one in proposal.merged),
            ),
            record_mark=order.mark,
        )
    ]


def _merged(proposal: Proposal) -> list[str]:
    """Whose proposals were merged into this one: the unit talks with them too."""
    return [
        f"{name_of(one)}，提案者："
        + (one.collective_body or "、".join(who.name for who in proposers_in(one)))
        for one in proposal.merged
    ]
