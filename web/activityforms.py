"""What the forms of activities, opinions and issues begin with: what the case already says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from models import Activity, Subject
from models.queries.people import sitting_member
from web import db
from web.opiniontext import draft_of_issue

#: what only an activity of the county has
_OF_THE_COUNTY = ("meeting_level", "activity_organiser")


def _of_activity(activity: Activity) -> dict[str, Any]:
    seats = [sitting_member(db.session(), one.person_id) for one in activity.participants]
    wrote = {one.person_id for one in activity.participants if one.wrote}
    return {
        "activity_kind": activity.activity_kind,
        "meeting_level": activity.meeting_level,
        "theme": activity.title,
        "plan_on": activity.plan_on,
        "activity_place": activity.place,
        "activity_organiser": "" if activity.group_id else activity.organiser,
        "invited": [str(seat.id) for seat in seats if seat],
        "held_on": activity.held_on,
        "attendance": [
            {
                "attendance": one.attendance or ("leave" if one.leave_asked_at else None),
                "speech": one.speech,
                "reason": one.leave_reason,
            }
            for one in activity.participants
        ],
        "activity_results": activity.results,
        "activity_findings": activity.findings,
        "report_text": activity.report_text,
        "report_authors": [str(seat.id) for seat in seats if seat and seat.person_id in wrote],
    }


def _of_opinion(opinion: Any) -> dict[str, Any]:
    names = (
        "opinion_kind", "addressee", "addressee_name", "background", "analysis", "advice",
    )  # fmt: skip
    return {"opinion_title": opinion.title} | {name: getattr(opinion, name) for name in names}


def _of_issue(issue: Any) -> dict[str, Any]:
    return {
        "issue_title": issue.title,
        "chosen_opinions": [str(one.opinion_id) for one in issue.items],
        "issue_text": issue.text or draft_of_issue(issue),
        "main_to": issue.main_to,
        "copies_to": issue.copies_to,
    }


def asked_of(subject: Subject, names: Sequence[str]) -> tuple[str, ...]:
    """The fields of an action without those that only another sort of activity has."""
    needless: tuple[str, ...] = ()
    if isinstance(subject, Activity):
        if subject.activity_kind != "research_report":
            needless += ("report_text", "report_authors")
        if subject.group_id is not None:
            needless += _OF_THE_COUNTY
    return tuple(name for name in names if name not in needless)


def asked_first(kind: str, names: Sequence[str], roles: Collection[str]) -> tuple[str, ...]:
    """The same for a form that opens: a group's leader is not asked what only the office says."""
    needless = _OF_THE_COUNTY if kind == "activity" and "office" not in roles else ()
    return tuple(name for name in names if name not in needless)


INITIAL: dict[str, Callable[[Any], dict[str, Any]]] = {
    "activity": _of_activity,
    "social_opinion": _of_opinion,
    "opinion_issue": _of_issue,
}
