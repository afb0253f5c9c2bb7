"""Effects of who proposes: collective bodies, the order of names, seconding, paper entry."""

from __future__ import annotations

from models import Seconding, Signature
from models.queries import people as people_queries
from models.queries.parties import users_of_persons
from workflow.acts import Act
from workflow.registry import effect
from workflow.snapshots import describe_author


@effect
def write_wishes(act: Act) -> None:
    """附议, 提案来源 and 希望的协商方式, as far as they were filled in."""
    proposal, data = act.proposal, act.data
    if data.get("open_to_seconding"):
        proposal.open_to_seconding = data["open_to_seconding"] == "open"
    for name in ("provenance", "contact_wish"):
        if name in data:
            setattr(proposal, name, data[name])


# ── collective proposals ────────────────────────────────────────────────────


@effect
def declare_collective(act: Act) -> None:
    """Name the body, its kind, whom to call, and who convenes it."""
    proposal, data = act.proposal, act.data
    body = (data["collective_kind"], data["collective_body"])
    if body != (proposal.collective_kind, proposal.collective_body):
        proposal.sealed_at = None  # another body's seal proves nothing
    proposal.collective_kind, proposal.collective_body = body
    proposal.collective_contact = data["collective_contact"]
    seat = data.get("convenor")
    members = people_queries.sitting_members(act.session, [seat]) if seat else []
    convenor_id = members[0].person_id if members else None
    if convenor_id != proposal.convenor_id:
        _void_convenor(act)
    proposal.convenor_id = convenor_id


@effect
def undo_collective(act: Act) -> None:
    """It is the member's own again; what proved the body is no longer needed."""
    proposal = act.proposal
    _void_convenor(act)
    proposal.collective_kind, proposal.convenor_id, proposal.sealed_at = None, None, None
    proposal.collective_body = proposal.collective_contact = ""


def _void_convenor(act: Act) -> None:
    # He signed as convenor, not beside the author: with the office the signature goes.
    for signature in act.proposal.signatures:
        if signature.person_id == act.proposal.convenor_id and signature.decision in (
            "agreed",
            "pending",
        ):
            signature.decision = "void"


@effect
def note_seal(act: Act) -> None:
    """The sealed sheet is there; the scan itself is an attachment of this very act."""
    act.proposal.sealed_at = act.now


# ── paper entry ─────────────────────────────────────────────────────────────


@effect
def enter_for_member(act: Act) -> None:
    """代录: the proposal is the member's, the entering is the office's."""
    proposal = act.proposal
    (member,) = people_queries.sitting_members(act.session, [act.data["paper_proposer"]])
    proposal.author, proposal.author_id = member.person, member.person_id
    proposal.group, proposal.group_id = member.group, member.group_id
    describe_author(act)
    proposal.received_on = act.data["paper_came_on"]
    if act.user:
        proposal.entered_by_id, proposal.entered_by_name = act.user.id, act.actor_name
    accounts = users_of_persons(act.session, [member.person_id], ("member",), act.today)
    act.on_behalf_of = accounts[0] if accounts else None


@effect
def take_names_from_paper(act: Act) -> None:
    """The names and the seal that stand on the paper; its scan proves them."""
    proposal, data = act.proposal, act.data
    members = people_queries.sitting_members(act.session, data.get("paper_signers") or [])
    for place, member in enumerate(members, 1):
        proposal.signatures.append(
            Signature(
                person_id=member.person_id,
                name=member.person.name,
                sector=member.sector,
                decision="agreed",
                opinion="",
                invited_at=act.now,
                decided_at=act.now,
                place=place,
            )
        )
    if data.get("collective_kind"):
        proposal.collective_kind = data["collective_kind"]
        proposal.collective_body = data["collective_body"]
        proposal.collective_contact = data.get("collective_contact") or ""
        proposal.sealed_at = act.now


@effect
def note_dispute(act: Act) -> None:
    """提出异议: what the member says is wrong with what was entered in his name."""
    act.proposal.dispute_reason = act.data["reason"]


# ── the order of names ──────────────────────────────────────────────────────


@effect
def order_signatures(act: Act) -> None:
    """联名次序 as the author settles it."""
    places = {number: place for place, number in enumerate(act.data["cosigner_order"], 1)}
    for signature in act.proposal.signatures:
        signature.place = places.get(signature.id, signature.place)
    act.session.flush()
    act.session.expire(act.proposal, ["signatures"])
    act.noted["cosigners"] = [
        one.name for one in act.proposal.signatures if one.decision == "agreed"
    ]


# ── seconding ───────────────────────────────────────────────────────────────


@effect
def record_seconding(act: Act) -> None:
    """附议: who supports it now, with the name as it is today."""
    if act.user is None:
        return
    proposal, person = act.proposal, act.user.person
    member = people_queries.sitting_member(act.session, person.id)
    found = next((one for one in proposal.secondings if one.person_id == person.id), None)
    if found is None:
        found = Seconding(person_id=person.id, given_at=act.now)
        proposal.secondings.append(found)
    found.name, found.sector = person.name, member.sector if member else ""
    found.opinion = act.data.get("opinion") or ""
    found.status, found.given_at = "given", act.now


@effect
def withdraw_seconding(act: Act) -> None:
    """撤回附议."""
    for one in act.proposal.secondings:
        if act.user and one.person_id == act.user.person_id:
            one.status = "withdrawn"
