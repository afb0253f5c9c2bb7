"""What a form begins with: what the case already says. A judgement is never filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import request

from models import (
    ArchiveVolume,
    BallotSession,
    ExaminationMeeting,
    HandlingTask,
    LivelihoodProject,
    Person,
    ProjectCall,
    Proposal,
    Publication,
    Reply,
    Subject,
)
from web import activityforms, projectfill, publications
from web.house import house
from web.merging import parted_since
from workflow.archive_effects import usual_retention
from workflow.assigning import planned
from workflow.evaluators import proposers_of

_PROPOSAL = {
    "title", "background", "analysis", "collective_kind", "collective_body", "collective_contact",
    "publish_consent", "publish_reason", "provenance", "contact_wish", "category", "requirements",
}  # fmt: skip
_PROJECT = {
    "place", "need", "goal", "beneficiaries", "budget", "fund_source", "progress", "contact_person",
    "contact_phone", "start_plan", "finish_plan",
}  # fmt: skip
_TASK = {"contact_person", "contact_phone", "opinion"}
_REPLY = {"doc_no", "reply_class", "publicity", "contact_person", "contact_phone"}


def initial(subject: Subject, names: Sequence[str]) -> dict[str, Any]:
    """The first values of the fields of that name."""
    found: dict[str, Any] = {}
    if isinstance(subject, Proposal):
        found = _take(subject, _PROPOSAL)
        found["category"] = subject.category or subject.proposed_category
        found["suggestions"] = [one.text for one in subject.suggestions]
        found["open_to_seconding"] = "open" if subject.open_to_seconding else ""
        found["convenor"] = _seat(subject.convenor)
        found["cosigner_order"] = [
            str(one.id) for one in subject.signatures if one.decision == "agreed"
        ]
        found |= _planned(subject)
        found["suggested_units"] = [str(unit.id) for unit in subject.suggested_units]
    elif isinstance(subject, LivelihoodProject):
        found = _take(subject, _PROJECT)
        found |= projectfill.initial(subject)
        found["partner_units"] = [str(unit.id) for unit in subject.partner_units]
    elif isinstance(subject, HandlingTask):
        found = _take(subject, _TASK) | _draft_reply(subject)
    elif isinstance(subject, ExaminationMeeting):
        found = _take(subject, {"meeting_on", "present", "absent", "minutes"})
        found |= {"meeting_place": subject.place, "meeting_chair": subject.chair}
        found["agenda"] = [str(one.proposal_id) for one in subject.items if not one.outcome]
    elif isinstance(subject, ProjectCall):
        found = _take(subject, {"call_from", "call_until"})
        found |= {"call_title": subject.title, "call_scope": subject.scope}
    elif isinstance(subject, BallotSession):
        found = _take(subject, {"ballot_on", "ballot_body", "places"})
    elif isinstance(subject, ArchiveVolume):
        found = {
            "retention": subject.retention or usual_retention(subject),
            "fonds_no": subject.fonds_no or house().settings.fonds_no,
            "checklist_item": request.args.get("item", ""),
            "added_no": request.args.get("added", ""),
        }
    elif subject.kind in activityforms.INITIAL:
        found = activityforms.INITIAL[subject.kind](subject)
    elif isinstance(subject, Publication) and "public_text" in names:
        found = publications.initial(subject)
    found |= _chosen(subject)
    return {name: _typed(found[name]) for name in names if found.get(name) not in (None, "", [])}


def _chosen(subject: Subject) -> dict[str, Any]:
    """What the link says or what there is only one of."""
    proposal = subject.proposal if isinstance(subject, HandlingTask) else subject
    found: dict[str, Any] = {"contact": request.args.get("contact", "")}
    if isinstance(proposal, Proposal) and len(asked := proposers_of(proposal)) == 1:
        found["contact_members"] = [str(asked[0].person_id)]
    return found


def _seat(person: Person | None) -> str:
    seats = person.memberships if person else []
    return next((str(one.id) for one in seats if one.status == "sitting"), "")


def _planned(proposal: Proposal) -> dict[str, Any]:
    """An assignment begins with the plan."""
    return {
        name: [str(one) for one in value] if isinstance(value, list) else value
        for name, value in planned(proposal).items()
    }


def _take(subject: Subject | Reply, names: set[str]) -> dict[str, Any]:
    return {name: getattr(subject, name) for name in names}


def _draft_reply(task: HandlingTask) -> dict[str, Any]:
    """What was shown to the proposers, or sent back, is the draft of the next version."""
    if not task.replies or task.replies[-1].round != task.round:
        return {}
    last = task.replies[-1]
    # Once a case has come out, the numbers after those of the main case mean other suggestions.
    sure = len(task.proposal.suggestions) if parted_since(task.proposal, last.drafted_at) else None
    answers = [
        {"verdict": one.verdict, "measure": one.measure, "due_on": _typed(one.due_on)}
        for one in last.answers[:sure]
    ]
    kept = {name: value for name, value in _take(last, _REPLY).items() if value}
    return kept | {"reply_body": last.body, "answers": answers}


def _typed(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | str):
        return value
    return "" if value is None else str(value)
