"""Effects of 表彰, from the recommendation to the certificate, and its withdrawal."""

from __future__ import annotations

from models import HandlingUnit, LiaisonGroup, Member
from models.queries.commendations import proposal_by_number, public_pages_of
from workflow.acts import Act
from workflow.awarding import AWARDS, Candidate, commendation_of, evidence_of
from workflow.numbers import take_commendation_number
from workflow.registry import effect


@effect
def begin_commendation(act: Act) -> None:
    """推荐、自荐: whom, for which award of which year, and what the record says of it."""
    one, data, session = commendation_of(act.subject), act.data, act.session
    one.award, one.year, one.merits = data["award"], data["award_year"], data["merits"]
    if one.award == "excellent_proposal":
        found = proposal_by_number(session, data["case_no"])
        if found is not None:
            one.proposal, one.candidate = found, found.title
    elif one.award == "advanced_unit":
        unit = session.get_one(HandlingUnit, data["award_unit"])
        one.unit_id, one.candidate = unit.id, unit.name
    elif one.award == "excellent_member":
        member = session.get_one(Member, data["award_member"])
        one.person_id, one.candidate = member.person_id, member.person.name
    else:
        group = session.get_one(LiaisonGroup, data["award_group"])
        one.commended_group_id, one.candidate = group.id, group.name
    one.recommended_by = act.actor_name
    one.evidence = evidence_of(session, Candidate.of(one))
    one.title = f"{one.year}年度{AWARDS[one.award]}：{one.candidate}"
    one.group_id, one.group_name = None, ""
    if act.party == "office":
        one.author_id = None  # what the office recommends is nobody's own


@effect
def note_review(act: Act) -> None:
    """初审."""
    one = commendation_of(act.subject)
    one.reviewed_by, one.review = act.actor_name, act.data.get("opinion") or ""


@effect
def note_approval(act: Act) -> None:
    """主席会议审定: which meeting, on which day."""
    one, data = commendation_of(act.subject), act.data
    one.approved_by = act.actor_name
    one.meeting, one.meeting_on = data["award_meeting"], data["award_meeting_on"]


@effect
def commend(act: Act) -> None:
    """表彰: the number of the certificate is given once the public notice is over."""
    one = commendation_of(act.subject)
    if one.number is None:
        one.number = take_commendation_number(act, one.year)
    one.commended_on = act.today
    _show_in_public(act, one.year)


@effect
def withdraw_award(act: Act) -> None:
    """撤销表彰: its number stays with it, and is given to nobody else."""
    commendation_of(act.subject).withdrawn_on = act.today
    _show_in_public(act, None)


def _show_in_public(act: Act, year: int | None) -> None:
    """The public page knows nothing but itself, so that it is written there."""
    case = commendation_of(act.subject).proposal
    for page in public_pages_of(act.session, case.number) if case else ():
        page.excellent_year = year
