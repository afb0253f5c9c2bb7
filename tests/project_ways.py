"""How projects, calls and ballots begin, and by which acts they come to each state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.queries.projects import to_be_balloted
from tests.fillings import later
from tests.project_samples import KIND, ballot_form, call_form, free_candidates

if TYPE_CHECKING:
    from tests.stories import Story

WAYS: dict[str, dict[str, tuple[str, str]]] = {
    KIND: {
        "group_review": ("drafting", "send_to_group"),
        "submitted": ("drafting", "submit"),
        "discarded": ("drafting", "discard"),
        "returned": ("submitted", "send_back"),
        "withdrawn": ("returned", "withdraw"),
        "examined": ("submitted", "examine_need"),
        "balloting": ("examined", "shortlist"),
        "turned_down": ("submitted", "turn_down"),
        "to_list": ("balloting", "win"),
        "own_to_list": ("own_submitted", "register_project"),
        "own_assigned": ("own_to_list", "list_project"),
        "own_carrying_out": ("own_assigned", "accept"),
        "own_carried_out": ("own_carrying_out", "report_all_done"),
        "assigned": ("to_list", "list_project"),
        "carrying_out": ("assigned", "accept"),
        "report_drafted": ("carrying_out", "report_progress"),
        "reported": ("report_drafted", "check_report"),
        "month_missed": ("carrying_out", "miss_a_month"),
        "month_raised": ("month_missed", "wait_a_week"),
        "visited": ("carrying_out", "record_visit"),
        "visit_late": ("visited", "wait_a_fortnight"),
        "rectified": ("visited", "report_rectified"),
        "extended": ("carrying_out", "extend"),
        "promise_made": ("carrying_out", "make_a_promise"),
        "cancelling": ("carrying_out", "propose_cancel"),
        "cancelling_unsigned": ("assigned", "propose_cancel"),
        "cancelled": ("cancelling", "agree_cancel"),
        "carried_out": ("carrying_out", "report_all_done"),
        "inspection": ("carried_out", "finish"),
        "confirming": ("own_carried_out", "finish"),
        "appraisal": ("inspection", "pass_inspection"),
        "appraisal_remaining": ("inspection", "pass_with_remaining"),
        "publicizing": ("appraisal", "record_appraisal"),
        "publicizing_remaining": ("appraisal_remaining", "record_appraisal"),
        "tailing": ("publicizing_remaining", "wait_for_the_notice"),
        "tailing_reported": ("tailing", "report_remaining"),
        "closed": ("publicizing", "wait_for_the_notice"),
    },
    "project_call": {"called": ("calling", "end_call")},
    "ballot_session": {
        "listed": ("arranging", "fix_list"),
        "counted": ("listed", "count_ballot"),
        "cancelled": ("arranging", "cancel_ballot"),
    },
}


def begin(story: Story, state: str) -> Any:
    """The beginning of a project: of the government, or one's own that has been handed in."""
    if state == "own_submitted":
        project = story.apply(project_kind="own")
        story.do(project, "submit")
        return project
    return story.apply()


def begin_call(story: Story, _state: str) -> Any:
    """A call for needs."""
    return _open(story, "project_call", call_form(story))


def begin_ballot(story: Story, _state: str) -> Any:
    """A ballot with two candidates to choose one of."""
    while len(free_candidates(story)) < 2:
        story.reach(KIND, "balloting")
    return _open(story, "ballot_session", ballot_form(story))


def _open(story: Story, kind: str, data: dict[str, Any]) -> Any:
    story.now += story.pace
    return story.engine.open(
        story.session, kind, by=story.county["office"], data=dict(data), now=story.now
    )


def win(story: Story, project: Any) -> None:
    """A ballot on this project and another one, which it wins."""
    other = next((o for o in to_be_balloted(story.session) if o is not project), None)
    other = other or story.reach(KIND, "balloting")
    ballot = _open(story, "ballot_session", ballot_form(story))
    story.do(ballot, "fix_list", candidates=[project.id, other.id])
    story.do(ballot, "count_ballot")


def report_all_done(story: Story, project: Any) -> None:
    """A report of a hundred percent, checked."""
    story.do(project, "report_progress", progress=100)
    story.do(project, "check_report")


def pass_with_remaining(story: Story, project: Any) -> None:
    """Accepted, with something that remains."""
    rows = [{"text": "补种行道树", "due_on": later(story, 60)}]
    story.do(project, "pass_inspection", remaining_items=rows)


def pass_time(days: int) -> Callable[[Story, Any], None]:
    """Let so many days go by."""

    def wait(story: Story, _subject: Any) -> None:
        story.pass_days(days)

    return wait


PROJECT_COMPOUNDS: dict[str, Callable[[Story, Any], object]] = {
    "make_a_promise": lambda story, _project: story.reach("promise", "keeping"),
    "win": win,
    "report_all_done": report_all_done,
    "pass_with_remaining": pass_with_remaining,
    "miss_a_month": pass_time(28),
    "wait_a_week": pass_time(7),
    "wait_for_the_notice": pass_time(10),
}
