"""Conditions of 年度考核."""

from __future__ import annotations

from models import Member
from models.queries.assessments import assessments_of, scheme_on
from workflow.acts import Act
from workflow.assessing import (
    assessment_of,
    last_day,
    reportable,
    standing_score,
    waiting_items,
)
from workflow.registry import condition, detail

_FIELDS = {"member": "assessed_member", "group": "assessed_group", "unit": "assessed_unit"}


def _chosen(act: Act) -> list[str]:
    return [holder for holder, name in _FIELDS.items() if act.data.get(name)]


@condition
def one_assessed(act: Act) -> bool:
    """One member, one group or one unit; never two in one."""
    return len(_chosen(act)) == 1


@condition
def year_to_assess(act: Act) -> bool:
    """The present year or one of the five before it."""
    year = act.data.get("assessed_year") or 0
    return act.today.year - 5 <= year <= act.today.year


@condition
def scheme_for_the_year(act: Act) -> bool:
    """There is a scheme that holds at the end of the year."""
    year = act.data.get("assessed_year") or 0
    return not 1990 <= year <= 2100 or all(
        scheme_on(act.session, holder, last_day(year)) for holder in _chosen(act)
    )


@condition
def not_assessed_yet(act: Act) -> bool:
    """One assessment a year for each."""
    year = act.data.get("assessed_year")
    for holder in _chosen(act):
        number = act.data[_FIELDS[holder]]
        if holder == "member":
            number = act.session.get_one(Member, number).person_id
        if assessments_of(act.session, holder, year, number):
            return False
    return True


@condition
def something_to_report(act: Act) -> bool:
    """The scheme has lines that no record can fill."""
    return bool(reportable(assessment_of(act.subject)))


@condition
def item_in_the_year(act: Act) -> bool:
    """What is reported happened in the year that is assessed."""
    day = act.data.get("item_on")
    return day is None or day.year == assessment_of(act.subject).year


@condition
def item_counted(act: Act) -> bool:
    """At least one; a slip of the finger is not a hundred."""
    quantity = act.data.get("item_quantity")
    return quantity is None or 1 <= quantity <= 99


@condition
def item_to_check(act: Act) -> bool:
    """Something was reported that nobody has checked."""
    return bool(waiting_items(assessment_of(act.subject)))


@condition
def refusal_explained(act: Act) -> bool:
    """Whoever is not credited is told why."""
    return act.data.get("item_verdict") != "declined" or bool(act.data.get("opinion"))


@condition
def every_item_checked(act: Act) -> bool:
    """Nothing that was reported is left out."""
    return not waiting_items(assessment_of(act.subject))


@detail("every_item_checked")
def _(act: Act) -> str:
    return "、".join(f"第 {one.no} 项" for one in waiting_items(assessment_of(act.subject)))


@condition
def correction_differs(act: Act) -> bool:
    """A correction changes something."""
    score, _grade = standing_score(act)
    return act.data.get("corrected_score") != score
