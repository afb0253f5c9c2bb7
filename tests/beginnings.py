"""Where the ways of `tests.stories` begin, and the steps of them that take several acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models import HandlingTask, Subject
from models.queries.meetings import cases_to_examine
from tests import (
    activity_samples,
    bundling,
    merging_samples,
    opinion_samples,
    project_ways,
    proposing,
    publishing,
    turns,
)
from tests import assessment_samples as assessing
from tests.archive_samples import begin_volume, count_pages
from tests.meeting_samples import MEETING
from tests.promise_samples import begin_promise
from tests.samples import DISSATISFIED
from tests.supervision_samples import supervise
from tests.ways import CAME_FROM
from workflow.rules import Rules

if TYPE_CHECKING:
    from tests.stories import Story


def _begin_task(story: Story, state: str) -> HandlingTask:
    task = story.task(state.partition("_as_")[2] or "sole")
    if state == "return_escalated":  # the third unit that does not want it
        for _ in range(2):
            story.do(task, "ask_return")
            story.do(task, "agree_return")
            story.session.refresh(task.proposal)
            task = task.proposal.tasks[-1]
        story.do(task, "ask_return")
    return task


def _begin_meeting(story: Story, _state: str) -> Subject:
    if not cases_to_examine(story.session):
        story.reach("proposal", "examining")
    story.now += story.pace
    return story.engine.open(
        story.session, "examination_meeting", by=story.county["office"], data=MEETING, now=story.now
    )


def positions(kind: str, rules: Rules) -> list[str]:
    """Everything `reach` knows of a kind: its states, and variants of them."""
    states = [state.name for state in rules.workflow(kind).states]
    return list(dict.fromkeys([*states, *CAME_FROM[kind], *VARIANTS[kind]]))


VARIANTS: dict[str, list[str]] = {kind: [] for kind in CAME_FROM} | {
    "proposal": ["entered", "drafting_bundled"],
    "handling_task": ["to_sign_as_co", "to_sign_as_separate"],
    "livelihood_project": ["own_submitted"],
    "activity": ["planned_by_county", "planned_for_some"],
    "assessment": ["reporting_of_group", "reporting_of_unit"],
}


BEGINNINGS: dict[str, Callable[[Story, str], Subject]] = {
    "proposal": proposing.begin,
    "livelihood_project": project_ways.begin,
    "project_call": project_ways.begin_call,
    "ballot_session": project_ways.begin_ballot,
    "handling_task": _begin_task,
    "promise": begin_promise,
    "publication": publishing.begin,
    "examination_meeting": _begin_meeting,
    "supervision_case": lambda story, _state: supervise(story, "key_handling"),
    "archive_volume": begin_volume,
    **assessing.BEGINNINGS,
    **activity_samples.BEGINNINGS,
    **opinion_samples.BEGINNINGS,
}
COMPOUNDS: dict[str, Callable[[Story, Any], object]] = {
    "talk": lambda story, task: story.talk(task),
    **turns.TURNS,
    "answer_every_task": lambda story, case: story.answer_every_task(case),
    "evaluate_first": turns.evaluate_first,
    "read_badly_from_paper": turns.read_badly_from_paper,
    "extend_the_case": turns.extend,
    "pause_the_case": turns.pause,
    "evaluate_well": lambda story, subject: story.evaluate(subject),
    "evaluate_badly": lambda story, subject: story.evaluate(subject, **DISSATISFIED),
    "withdraw_case": lambda story, task: story.do(task.proposal, "withdraw"),
    **proposing.WAYS,
    **merging_samples.WAYS,
    "count_pages": count_pages,
    **publishing.WAYS,
    **assessing.TURNS,
    **opinion_samples.TURNS,
    **bundling.TURNS,
    **project_ways.PROJECT_COMPOUNDS,
}
