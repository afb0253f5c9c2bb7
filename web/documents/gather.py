"""From committed rows to sheets. No request, no clock: the same rows give the same sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models import (
    ArchiveVolume,
    Assessment,
    Commendation,
    ExaminationMeeting,
    HandlingTask,
    LivelihoodProject,
    OpinionIssue,
    Promise,
    Proposal,
    Publication,
    Subject,
    SupervisionCase,
)
from web.documents.archive import covers, flow_logs, lists
from web.documents.assessments import certificates, group_sheets, member_sheets, unit_sheets
from web.documents.assignment import transfer_slips
from web.documents.consultation import contact_records
from web.documents.examination import filing_notices, not_filing_notices, return_notices
from web.documents.extracts import (
    delivery_sheets,
    evaluation_sheets,
    examination_sheets,
    instruction_sheets,
    publication_records,
    supervision_sheets,
    withdrawal_sheets,
)
from web.documents.handling import co_opinions, extension_forms, receipts, return_forms
from web.documents.judgements import mediation_minutes, rehandling_notices
from web.documents.meetings import agendas, minutes
from web.documents.merging import merging_notices, parting_notices
from web.documents.opinions import opinion_issues
from web.documents.orders import Office, Order
from web.documents.projects import acceptances, applications, months
from web.documents.promises import look_back_sheets, second_letters
from web.documents.proposalform import proposal_forms
from web.documents.replies import (
    case_number,
    comment_drafts,
    feedback_forms,
    reply_drafts,
    reply_letters,
)
from web.documents.sheets import Sheet
from web.documents.supervision import supervision_orders, urge_notices

__all__ = ["Office", "Order", "case_number", "gather"]

_OF_TASK: dict[str, Callable[[Order, HandlingTask], list[Sheet]]] = {
    "comment_draft": comment_drafts,
    "transfer_slip": transfer_slips,
    "reply_draft": reply_drafts,
    "reply_letter": reply_letters,
    "feedback_form": feedback_forms,
    "contact_record": contact_records,
    "receipt": receipts,
    "return_form": return_forms,
    "extension_form": extension_forms,
    "co_opinion": co_opinions,
}
_OF_PROPOSAL: dict[str, Callable[[Order, Proposal], list[Sheet]]] = {
    "rehandling_notice": rehandling_notices,
    "merging_notice": merging_notices,
    "parting_notice": parting_notices,
    "mediation_minutes": mediation_minutes,
    "proposal_form": proposal_forms,
    "filing_notice": filing_notices,
    "not_filing_notice": not_filing_notices,
    "return_notice": return_notices,
}
_OF_MEETING: dict[str, Callable[[Order, ExaminationMeeting], list[Sheet]]] = {
    "meeting_agenda": agendas,
    "meeting_minutes": minutes,
}
_OF_PROJECT: dict[str, Callable[[Order, LivelihoodProject], list[Sheet]]] = {
    "project_application": applications,
    "project_acceptance": acceptances,
    "project_month": months,
}
_OF_PROMISE: dict[str, Callable[[Order, Promise], list[Sheet]]] = {
    "second_letter": second_letters,
    "look_back_sheet": look_back_sheets,
}
_OF_SUPERVISION: dict[str, Callable[[Order, SupervisionCase], list[Sheet]]] = {
    "supervision_order": supervision_orders,
}
_OF_ISSUE: dict[str, Callable[[Order, OpinionIssue], list[Sheet]]] = {
    "opinion_issue": opinion_issues,
}
_OF_PUBLICATION: dict[str, Callable[[Order, Publication], list[Sheet]]] = {
    "publication_record": publication_records,
}
#: whatever it is that somebody was urged on about
_OF_ANYTHING: dict[str, Callable[[Order, Subject], list[Sheet]]] = {"urge_notice": urge_notices}
_OF_VOLUME: dict[str, Callable[[Order, ArchiveVolume], list[Sheet]]] = {
    "volume_cover": covers,
    "volume_list": lists,
    "examination_sheet": examination_sheets,
    "withdrawal_sheet": withdrawal_sheets,
    "instruction_sheet": instruction_sheets,
    "delivery_sheet": delivery_sheets,
    "evaluation_sheet": evaluation_sheets,
    "supervision_sheet": supervision_sheets,
    "flow_log": flow_logs,
}

_OF_ASSESSMENT: dict[str, Callable[[Order, Assessment], list[Sheet]]] = {
    "member_assessment": member_sheets,
    "group_assessment": group_sheets,
    "unit_assessment": unit_sheets,
}
_OF_COMMENDATION: dict[str, Callable[[Order, Commendation], list[Sheet]]] = {
    "certificate": certificates
}

_BY_KIND: dict[type[Subject], Mapping[str, Callable[[Order, Any], list[Sheet]]]] = {
    SupervisionCase: _OF_SUPERVISION,
    OpinionIssue: _OF_ISSUE,
    HandlingTask: _OF_TASK,
    Proposal: _OF_PROPOSAL,
    LivelihoodProject: _OF_PROJECT,
    Promise: _OF_PROMISE,
    Publication: _OF_PUBLICATION,
    ExaminationMeeting: _OF_MEETING,
    ArchiveVolume: _OF_VOLUME,
    Assessment: _OF_ASSESSMENT,
    Commendation: _OF_COMMENDATION,
}


def gather(name: str, order: Order) -> list[Sheet]:
    """Return the sheets of that name, one for each proposer; none if there is nothing yet."""
    subject = order.subject
    if name in _OF_ANYTHING:
        return _OF_ANYTHING[name](order, subject)
    found = _BY_KIND.get(type(subject), {}).get(name)
    return found(order, subject) if found else []
