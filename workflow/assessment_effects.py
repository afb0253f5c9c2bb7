"""Effects of 年度考核, from the opening to the freeze and its corrections."""

from __future__ import annotations

from fractions import Fraction

from models import AssessmentCorrection, HandlingUnit, LiaisonGroup, Member, ReportedItem
from models.queries.assessments import scheme_on
from workflow.acts import Act
from workflow.assessing import (
    as_decimal,
    assessment_of,
    last_day,
    ledger_now,
    scheme_of,
    standing_score,
)
from workflow.registry import effect
from workflow.scoring import kept
from workflow.yearsummary import summary_of


@effect
def begin_assessment(act: Act) -> None:
    """开始考核: of one member, group or unit in one year, by the scheme that then holds."""
    one, data, session = assessment_of(act.subject), act.data, act.session
    one.year = data["assessed_year"]
    # It belongs to whoever is assessed: the author is the member himself, or nobody.
    one.author_id = one.group_id = None
    one.author_name = one.author_sector = one.group_name = ""
    if data.get("assessed_member"):
        member = session.get_one(Member, data["assessed_member"])
        one.holder, one.person_id, one.holder_name = "member", member.person_id, member.person.name
        one.author_id, one.author_name = member.person_id, member.person.name
        one.author_sector = member.sector
        one.group_name = member.group.name if member.group else ""
    elif data.get("assessed_group"):
        group = session.get_one(LiaisonGroup, data["assessed_group"])
        one.holder, one.assessed_group_id, one.holder_name = "group", group.id, group.name
        one.group_id, one.group_name = group.id, group.name
    else:
        unit = session.get_one(HandlingUnit, data["assessed_unit"])
        one.holder, one.unit_id, one.holder_name = "unit", unit.id, unit.name
    found = scheme_on(session, one.holder, last_day(one.year))
    if found is not None:
        one.scheme_id = found.id
    one.title = f"{one.year}年度考核：{one.holder_name}"


@effect
def report_item(act: Act) -> None:
    """申报: what the record lacks; it counts for nothing until it is accepted."""
    one, data = assessment_of(act.subject), act.data
    one.items.append(
        ReportedItem(
            no=len(one.items) + 1,
            rule=data["score_item"],
            text=data["item_text"],
            quantity=data.get("item_quantity") or 1,
            happened_on=data["item_on"],
            reported_by=act.actor_name,
        )
    )
    act.noted["item_no"] = len(one.items)


@effect
def check_item(act: Act) -> None:
    """核实: accepted or not, with the reason."""
    one, data = assessment_of(act.subject), act.data
    item = next(item for item in one.items if item.no == data["reported_item"])
    item.verdict, item.opinion = data["item_verdict"], data.get("opinion") or ""
    item.checked_by = act.actor_name


@effect
def write_self_report(act: Act) -> None:
    """自评."""
    assessment_of(act.subject).self_report = act.data.get("self_report") or ""


@effect
def keep_ledger(act: Act) -> None:
    """审核: what is announced is what is decided; what happens after this is no part of it."""
    one = assessment_of(act.subject)
    ledger = ledger_now(act.session, one, now=act.now)
    one.ledger = kept(ledger) | summary_of(act.session, one, act.now)
    one.score, one.grade = as_decimal(ledger.total), ledger.grade
    one.examined_by, one.examination = act.actor_name, act.data.get("opinion") or ""


@effect
def note_objection(act: Act) -> None:
    """异议: the examination begins anew with it."""
    assessment_of(act.subject).objection = act.data["reason"]


@effect
def freeze_assessment(act: Act) -> None:
    """审定: from now on only a correction, with a reason and a second person, changes it."""
    one = assessment_of(act.subject)
    one.decided_by, one.decision = act.actor_name, act.data.get("opinion") or ""
    one.decided_on, one.frozen_at = act.today, act.now


@effect
def ask_correction(act: Act) -> None:
    """申请更正: the score it should be, and why."""
    one, data = assessment_of(act.subject), act.data
    score, grade = standing_score(act)
    wanted = data["corrected_score"]
    one.corrections.append(
        AssessmentCorrection(
            no=len(one.corrections) + 1,
            score=wanted,
            # 等次 follows from the score wherever the scheme has bands.
            grade=scheme_of(one).grade(Fraction(wanted)),
            before_score=score,
            before_grade=grade,
            reason=data["reason"],
            asked_by=act.actor_name,
            asked_on=act.today,
        )
    )
    act.noted["correction"] = {"before": [str(score), grade], "after": str(wanted)}


@effect
def agree_correction(act: Act) -> None:
    """同意更正: the score changes; the ledger stays as it was decided, with both beside it."""
    one = assessment_of(act.subject)
    correction = one.corrections[-1]
    _decide(act, correction, agreed=True)
    one.score, one.grade = correction.score, correction.grade


@effect
def refuse_correction(act: Act) -> None:
    """不同意更正."""
    _decide(act, assessment_of(act.subject).corrections[-1], agreed=False)


def _decide(act: Act, correction: AssessmentCorrection, *, agreed: bool) -> None:
    correction.agreed, correction.decided_by = agreed, act.actor_name
    correction.opinion = act.data.get("opinion") or act.data.get("reason") or ""
    correction.decided_on = act.today
