"""Conditions of who proposes: collective bodies, the order of names, seconding, paper entry."""

from __future__ import annotations

from models import Proposal
from workflow.acts import Act
from workflow.registry import condition, detail

#: whose proposal needs the body's seal; the others are confirmed by their convenor on line
SEALED_KINDS = frozenset({"party", "organisation", "special_committee"})


def _convenor_signed(proposal: Proposal) -> bool:
    # Who convenes and writes it himself confirms it by handing it in.
    return proposal.convenor_id is not None and (
        proposal.convenor_id == proposal.author_id
        or any(
            one.person_id == proposal.convenor_id and one.decision == "agreed"
            for one in proposal.signatures
        )
    )


@condition
def is_collective(act: Act) -> bool:
    """It is put forward by a body, not by members."""
    return act.proposal.proposer_kind == "collective"


@condition
def needs_seal(act: Act) -> bool:
    """A party's, an organisation's or a committee's proposal carries its seal."""
    return act.proposal.collective_kind in SEALED_KINDS


@condition
def convenor_to_ask(act: Act) -> bool:
    """A convenor is named who has neither answered nor been asked."""
    proposal = act.proposal
    asked = {one.person_id for one in proposal.signatures if one.decision in ("pending", "agreed")}
    return proposal.convenor_id is not None and proposal.convenor_id not in (
        proposal.author_id,
        *asked,
    )


@condition
def collective_confirmed(act: Act) -> bool:
    """A collective proposal is proved: by the seal on paper, or by its convenor."""
    proposal = act.proposal
    if proposal.proposer_kind != "collective":
        return True
    if proposal.collective_kind in SEALED_KINDS:
        return proposal.sealed_at is not None
    return proposal.collective_kind is not None and _convenor_signed(proposal)


@detail("collective_confirmed")
def _(act: Act) -> str:
    proposal = act.proposal
    if proposal.collective_kind is None:
        return "请先选明是哪一类集体提案"
    if proposal.collective_kind in SEALED_KINDS:
        return "请先上传盖章页"
    return "请先请召集人确认"


@condition
def convenor_named(act: Act) -> bool:
    """界别、小组、联络组: no seal, so a member convenes and confirms."""
    return act.data.get("collective_kind") in SEALED_KINDS or bool(act.data.get("convenor"))


# ── paper entry ─────────────────────────────────────────────────────────────


@condition
def entered_on_paper(act: Act) -> bool:
    """The office entered it from paper (代录)."""
    return act.proposal.entered


@condition
def paper_names_fit(act: Act) -> bool:
    """Who proposes does not cosign as well."""
    return act.data.get("paper_proposer") not in (act.data.get("paper_signers") or [])


@condition
def body_named(act: Act) -> bool:
    """A kind of body and its name go together."""
    return bool(act.data.get("collective_kind")) == bool(act.data.get("collective_body"))


# ── the order of names ──────────────────────────────────────────────────────


def _signers(act: Act) -> set[int]:
    return {one.id for one in act.proposal.signatures if one.decision == "agreed"}


@condition
def several_signers(act: Act) -> bool:
    """There is an order to settle."""
    return len(_signers(act)) > 1


@condition
def order_is_whole(act: Act) -> bool:
    """Everybody who signed stands in the order, once."""
    order: list[int] = act.data.get("cosigner_order") or []
    return len(order) == len(set(order)) and set(order) == _signers(act)
