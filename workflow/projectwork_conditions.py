"""Conditions of the project while it is carried out."""

from __future__ import annotations

from models.queries.projects import promises_of_lead
from workflow.acts import Act
from workflow.calendar import Calendar
from workflow.deadlines import Term, compute
from workflow.limits import calendar_of, duration_of, setting
from workflow.monthly import last_due, missing_month
from workflow.registry import condition, detail
from workflow.visit_effects import is_late


@condition
def not_yet_extended(act: Act) -> bool:
    """One extension only."""
    return act.project.extensions == 0


@condition
def progress_not_back(act: Act) -> bool:
    """Reported progress never falls."""
    return int(act.data.get("progress", 0)) >= act.project.progress


@detail("progress_not_back")
def _(act: Act) -> str:
    return str(act.project.progress)


@condition
def progress_is_100(act: Act) -> bool:
    """Finished before it is accepted."""
    return act.project.progress == 100


# ── monthly reports ─────────────────────────────────────────────────────────


@condition
def no_report_waits(act: Act) -> bool:
    """The last report has been checked."""
    reports = act.project.reports
    return not reports or reports[-1].status != "drafted"


@condition
def report_waits(act: Act) -> bool:
    """A report waits for the second person of the unit."""
    return not no_report_waits(act)


@condition
def report_has_come(act: Act) -> bool:
    """There is a report that counts, and could be sent back."""
    return bool(act.project.counted)


@condition
def report_missing(act: Act) -> bool:
    """The report of a month is past due, and the unit was not told."""
    month = _missing(act)
    return month is not None and month != act.project.missing_told


@condition
def report_still_missing(act: Act) -> bool:
    """It is still missing some working days later, and the office was not told."""
    month = _missing(act)
    project = act.project
    if month is None or month == project.missing_raised or month != project.missing_told:
        return False
    due = last_due(act.today, setting(act.rules, project, "report_day"))
    grace = duration_of(act.rules, project, "report_grace")
    return compute([Term(grace, "since", due, "", "")], _calendar(act)).on < act.today


def _missing(act: Act) -> str | None:
    return missing_month(act.project, act.today, setting(act.rules, act.project, "report_day"))


def _calendar(act: Act) -> Calendar:
    return calendar_of(act.session)


# ── visits ──────────────────────────────────────────────────────────────────


@condition
def rectification_whole(act: Act) -> bool:
    """What is to be put right has a date, and a date has something to be put right."""
    return bool(act.data.get("rectification")) == bool(act.data.get("rectify_by"))


@condition
def something_to_rectify(act: Act) -> bool:
    """Some finding is still open."""
    return any(one.open for one in act.project.visits)


@condition
def rectification_reported(act: Act) -> bool:
    """The unit has reported on some finding."""
    return any(one.open and one.reported_on for one in act.project.visits)


@condition
def visit_was_reported(act: Act) -> bool:
    """The unit has reported on this very finding."""
    chosen = act.data["site_visit"]
    return any(one.id == chosen and one.reported_on for one in act.project.visits)


@condition
def nothing_to_rectify(act: Act) -> bool:
    """Every finding was put right and looked at again."""
    return not something_to_rectify(act)


@detail("nothing_to_rectify")
def _(act: Act) -> str:
    return "、".join(one.rectification for one in act.project.visits if one.open)


@condition
def rectification_late(act: Act) -> bool:
    """A rectification is past its date, unreported, and nobody was told."""
    return any(is_late(one, act) for one in act.project.visits)


# ── acceptance, appraisal, end ──────────────────────────────────────────────


@condition
def items_remain(act: Act) -> bool:
    """Some remaining item has not been confirmed."""
    return any(one.confirmed_on is None for one in act.project.remaining)


@condition
def remaining_reported(act: Act) -> bool:
    """The unit has reported on some remaining item."""
    return any(one.confirmed_on is None and one.reported_on for one in act.project.remaining)


@condition
def item_was_reported(act: Act) -> bool:
    """The unit has reported on this very item."""
    chosen = act.data["remaining_item"]
    return any(one.id == chosen and one.reported_on for one in act.project.remaining)


@condition
def nothing_unfit(act: Act) -> bool:
    """What passes has no item that does not."""
    rows = act.data.get("accepted_items") or []
    return all(one["result"] != "unfit" for one in rows)


@condition
def votes_within_turnout(act: Act) -> bool:
    """Nobody votes twice."""
    turnout: int = act.data["turnout"]
    cast: int = sum(act.data[name] for name in ("votes_satisfied", "votes_basic", "votes_not"))
    return turnout > 0 and cast <= turnout


@condition
def promises_to_keep(act: Act) -> bool:
    """The responsible unit has promised something that it has not kept yet."""
    return bool(promises_of_lead(act.session, act.project))


@condition
def was_signed_for(act: Act) -> bool:
    """The unit had already signed for it."""
    return act.project.accepted_on is not None


@condition
def next_year(act: Act) -> bool:
    """Carried over is into another year."""
    until = act.project.finish_plan
    return until is None or act.data["new_due"].year > until.year
