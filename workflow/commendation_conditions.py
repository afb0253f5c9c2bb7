"""Conditions of 表彰: quotas and exclusions are rules, and each refusal says which."""

from __future__ import annotations

from models import Member
from models.queries.commendations import commendations_of, proposal_by_number
from workflow.acts import Act
from workflow.awarding import (
    Candidate,
    commendation_of,
    excluded_by,
    is_collective,
    places,
    rule_of,
)
from workflow.registry import condition, detail

_FIELDS = {
    "excellent_proposal": "case_no",
    "advanced_unit": "award_unit",
    "excellent_member": "award_member",
    "excellent_group": "award_group",
}
_OVER = ("not_commended", "withdrawn")


@condition
def candidate_fits(act: Act) -> bool:
    """The award's own kind of candidate is named, and no other; a proposal that was filed."""
    data, wanted = act.data, _FIELDS.get(act.data.get("award") or "", "")
    named = [name for name in _FIELDS.values() if data.get(name)]
    if named != [wanted]:
        return False
    return wanted != "case_no" or proposal_by_number(act.session, data["case_no"]) is not None


@condition
def award_open(act: Act) -> bool:
    """The office has said how many there may be and who may not."""
    award, year = act.data.get("award"), act.data.get("award_year") or 0
    if not award or not act.today.year - 5 <= year <= act.today.year:
        return False
    return rule_of(act.session, award, year) is not None


def _asked(act: Act) -> Candidate | None:
    data = act.data
    if not candidate_fits(act) or not award_open(act):
        return None
    member = act.session.get_one(Member, data["award_member"]) if data.get("award_member") else None
    return Candidate(
        data["award"],
        data["award_year"],
        proposal_by_number(act.session, data["case_no"]) if data.get("case_no") else None,
        data.get("award_unit"),
        member.person_id if member else None,
        data.get("award_group"),
    )


@condition
def not_recommended_yet(act: Act) -> bool:
    """One candidate once a year; whoever was not commended may be recommended anew."""
    wanted = _asked(act)
    return wanted is None or not any(
        Candidate.of(one) == wanted
        for one in commendations_of(act.session, wanted.year, wanted.award)
        if one.state not in _OVER
    )


def _against(act: Act) -> str:
    asked = act.action.name in ("open", "recommend")
    wanted = _asked(act) if asked else Candidate.of(commendation_of(act.subject))
    return excluded_by(act.session, wanted, act.today) if wanted else ""


@condition
def not_excluded(act: Act) -> bool:
    """Nothing in the record stands against the candidate by the rules of the award."""
    return not _against(act)


@detail("not_excluded")
def _(act: Act) -> str:
    return _against(act)


@condition
def place_left(act: Act) -> bool:
    """The award has a place left."""
    one = commendation_of(act.subject)
    rule = rule_of(act.session, one.award, one.year)
    return rule is not None and places(act.session, rule, one.year, without=one).left > 0


@detail("place_left")
def _(act: Act) -> str:
    one = commendation_of(act.subject)
    rule = rule_of(act.session, one.award, one.year)
    if rule is None:
        return "0/0"
    found = places(act.session, rule, one.year, without=one)
    return f"{found.taken}/{found.limit}"


@condition
def collective_place_kept(act: Act) -> bool:
    """So many places are kept for collective proposals."""
    one = commendation_of(act.subject)
    rule = rule_of(act.session, one.award, one.year)
    if rule is None or is_collective(one):
        return True
    found = places(act.session, rule, one.year, without=one)
    return found.taken_by_others < found.limit - found.collective


@detail("collective_place_kept")
def _(act: Act) -> str:
    one = commendation_of(act.subject)
    rule = rule_of(act.session, one.award, one.year)
    found = places(act.session, rule, one.year, without=one) if rule else None
    return f"{found.collective}/{found.limit}" if found else "0/0"
