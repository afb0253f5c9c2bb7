"""Effects of site visits (视察、督查): what was found, and what became of it."""

from __future__ import annotations

from models import SiteVisit
from workflow.acts import Act
from workflow.registry import effect


@effect
def record_visit(act: Act) -> None:
    """视察、督查: what was found, and what is to be put right."""
    data, project = act.data, act.project
    number = len(project.visits) + 1
    act.noted["visit"] = number
    project.visits.append(
        SiteVisit(
            no=number,
            kind=data["visit_kind"],
            visited_on=data["visited_on"],
            visitors=data["visitors"],
            findings=data["findings"],
            rectification=data.get("rectification") or "",
            rectify_by=data.get("rectify_by"),
            by=act.actor_name,
            recorded_at=act.now,
        )
    )


def _visit(act: Act) -> SiteVisit:
    visit = next(one for one in act.project.visits if one.id == act.data["site_visit"])
    act.noted["visit"] = visit.no
    return visit


@effect
def report_rectified(act: Act) -> None:
    """报告整改情况."""
    visit = _visit(act)
    visit.report, visit.reported_on = act.data["note"], act.today


@effect
def confirm_rectified(act: Act) -> None:
    """复查，确认整改: closed."""
    visit = _visit(act)
    visit.closing, visit.closed_on, visit.closed_by = act.data["opinion"], act.today, act.actor_name


@effect
def deny_rectified(act: Act) -> None:
    """复查，没有改好: a new date."""
    visit = _visit(act)
    act.noted["rectify_before"] = visit.rectify_by.isoformat() if visit.rectify_by else None
    visit.closing, visit.rectify_by = act.data["reason"], act.data["rectify_by"]
    visit.reported_on, visit.told_on = None, None


@effect
def note_late_rectification(act: Act) -> None:
    """整改逾期，告诉单位和办公室，一次."""
    late = [one for one in act.project.visits if is_late(one, act)]
    for visit in late:
        visit.told_on = act.today
    act.noted["visits"] = [one.no for one in late]


def is_late(visit: SiteVisit, act: Act) -> bool:
    """Whether the rectification is past its date, unreported, and nobody was told."""
    return (
        visit.open
        and visit.reported_on is None
        and visit.told_on is None
        and visit.rectify_by is not None
        and visit.rectify_by < act.today
    )
