"""Effects of the proposal's own actions: verbs whose names stand in states.yaml under `then`.

An effect changes rows in the same transaction as the event; it never decides whether it may.
The effects of tasks and projects stand in `task_effects` and `project_effects`.
"""

from __future__ import annotations

from models import Member, Proposal, Signature, Suggestion
from models.queries import people as people_queries
from workflow.acts import Act
from workflow.evaluation_conditions import evaluators_outstanding
from workflow.registry import effect
from workflow.snapshots import names_of
from workflow.versions import content_of


@effect
def write_text(act: Act) -> None:
    """Take the text over into the proposal; suggestions are numbered from one."""
    proposal, data = act.proposal, act.data
    before = content_of(proposal)
    proposal.title = data["title"]
    for name in ("background", "analysis", "publish_reason"):
        if name in data:
            setattr(proposal, name, data[name] or "")
    if data.get("publish_consent"):
        proposal.publish_consent = data["publish_consent"]
    if "suggestions" in data:
        _write_suggestions(act, data["suggestions"] or [])
    if "suggested_units" in data:
        units = people_queries.active_units(act.session, data["suggested_units"] or [])
        proposal.suggested_units = units
        proposal.suggested_unit_names = names_of(units)
    act.noted["text_changed"] = before != content_of(proposal)


def _write_suggestions(act: Act, texts: list[str]) -> None:
    proposal = act.proposal
    for suggestion, text in zip(proposal.suggestions, texts, strict=False):
        suggestion.text = text
    for number in range(len(proposal.suggestions), len(texts)):
        proposal.suggestions.append(Suggestion(no=number + 1, text=texts[number]))
    del proposal.suggestions[len(texts) :]


@effect
def void_signatures_if_changed(act: Act) -> None:
    """A signature or a seal stands under the text that was read: a changed text voids it."""
    if act.noted.get("text_changed"):
        for signature in act.proposal.signatures:
            if signature.decision in ("agreed", "pending"):
                signature.decision = "void"
        for seconding in act.proposal.seconders:
            seconding.status = "void"
        act.proposal.sealed_at = None


@effect
def write_consent(act: Act) -> None:
    """是否同意公开."""
    act.proposal.publish_consent = act.data["publish_consent"]
    act.proposal.publish_reason = act.data.get("publish_reason") or ""


@effect
def invite_cosigners(act: Act) -> None:
    """Invite each member; one who lapsed, withdrew or was voided is invited anew."""
    for member in people_queries.sitting_members(act.session, act.data["cosigners"]):
        invite(act, member)


@effect
def invite_convenor(act: Act) -> None:
    """Ask the convenor of a collective proposal to confirm it, as a cosigner is asked."""
    convenor_id = act.proposal.convenor_id
    if convenor_id and (member := people_queries.sitting_member(act.session, convenor_id)):
        invite(act, member)


def invite(act: Act, member: Member) -> None:
    """Invite one member, or ask again one who lapsed, withdrew or was voided."""
    signatures = act.proposal.signatures
    signature = next((one for one in signatures if one.person_id == member.person_id), None)
    if signature is None:
        place = max((one.place for one in signatures), default=0) + 1
        signature = Signature(
            person_id=member.person_id, name=member.person.name, opinion="", place=place
        )
        signatures.append(signature)
    signature.sector = member.sector
    signature.decision = "pending"
    signature.invited_at = act.now
    signature.decided_at = signature.lapsed_at = None


def _decide(act: Act, decision: str) -> None:
    for signature in act.proposal.signatures:
        if act.user and signature.person_id == act.user.person_id:
            signature.decision = decision
            signature.opinion = act.data.get("opinion") or ""
            signature.decided_at = act.now


@effect
def record_signature(act: Act) -> None:
    """同意联名, and how far the cosigner for his part agrees to its being made public."""
    _decide(act, "agreed")
    for signature in act.proposal.signatures:
        if act.user and signature.person_id == act.user.person_id:
            signature.publish_consent = act.data.get("publish_consent")


@effect
def record_refused_signature(act: Act) -> None:
    """不同意联名."""
    _decide(act, "declined")


@effect
def record_withdrawn_signature(act: Act) -> None:
    """撤回联名, until the proposal is filed."""
    for signature in act.proposal.signatures:
        if act.user and signature.person_id == act.user.person_id:
            signature.decision, signature.decided_at = "withdrawn", act.now


@effect
def lapse_invitations(act: Act) -> None:
    """Unanswered invitations lapse; silence is not a signature."""
    for signature in act.proposal.signatures:
        if signature.decision == "pending":
            signature.decision, signature.lapsed_at = "lapsed", act.now


@effect
def mark_submitted(act: Act) -> None:
    """The moment it reaches the committee: a group may have read it in between."""
    subject = act.subject if isinstance(act.subject, Proposal) else act.project
    subject.submitted_at = act.now


@effect
def record_group_review(act: Act) -> None:
    """The group advises: 同意报送 or 修改建议, with its opinion."""
    subject = act.subject if isinstance(act.subject, Proposal) else act.project
    subject.group_outcome = "endorsed" if act.action.name == "endorse" else "changes"
    subject.group_opinion = act.data.get("opinion") or ""


@effect
def mark_unreviewed(act: Act) -> None:
    """联络组未审: silence lets the proposal through, and is marked."""
    subject = act.subject if isinstance(act.subject, Proposal) else act.project
    subject.group_outcome = "unreviewed"


@effect
def note_unreturned(act: Act) -> None:
    """Who did not return the form is 未反馈: named in the record, never counted as satisfied."""
    act.noted["unreturned"] = evaluators_outstanding(act)
