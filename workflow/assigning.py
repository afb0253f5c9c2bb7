"""What a case itself suggests for its examination and assignment: never a rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models import Proposal, Subject

#: 县委办 for Party bodies and the organs beside the government, 政府办 for the government and
#: the townships, 提案委 for the committee's own house
COVERS = {
    "party_office": ("党群", "人大", "监委", "法院", "检察院"),
    "government_office": ("政府", "乡镇", "街道", "企业"),
    "committee": ("政协",),
}


def suggested_authority(kinds: Iterable[str]) -> str | None:
    """The authority that covers the first of the units' kinds that is known; None otherwise."""
    for kind in kinds:
        for authority, covered in COVERS.items():
            if kind in covered:
                return authority
    return None


#: the fields that a case can fill in by itself
OWN = frozenset({"authority", "handling_mode", "lead_units", "co_units", "category"})


def planned(proposal: Proposal) -> dict[str, Any]:
    """The assignment that was tried, or proposed, last; nothing without a plan."""
    if not proposal.plans:
        return {}
    plan = proposal.plans[-1]
    leads = [one for one in plan.answers if one.duty != "co"]
    return {
        "handling_mode": plan.handling_mode,
        "lead_units": [one.unit_id for one in leads],
        "co_units": [one.unit_id for one in plan.answers if one.duty == "co"],
        "authority": suggested_authority(one.unit.kind for one in leads),
    }


def own_values(subject: Subject, names: Iterable[str]) -> dict[str, Any]:
    """What the case says by itself for these fields; what it does not say is missing."""
    if not isinstance(subject, Proposal):
        return {}
    found = planned(subject) | {"category": subject.category or subject.proposed_category}
    return {name: found[name] for name in names if found.get(name)}
