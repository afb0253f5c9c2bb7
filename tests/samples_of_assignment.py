"""Sample forms of assignment and supervision, and how cases come to be tried or made key ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.people import County
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from tests.stories import Story

#: positions of a proposal: the one before, and the act
OF_ASSIGNMENT = {
    "trial": ("filed", "try_assignment"),
    "key_filed": ("filed", "name_key_proposal"),
    "key_handling": ("key_filed", "assign"),
    "key_replied": ("key_handling", "answer_every_task"),
    "key_rehandling": ("key_replied", "evaluate_badly"),
}


def plan(county: County, mode: str) -> dict[str, Any]:
    """The form of a plan in that mode: unit a leads, unit b assists."""
    a, b, *_ = (unit.id for unit in county.units)
    lead, co = {"sole": ([a], []), "lead_co": ([a], [b]), "separate": ([a, b], [])}[mode]
    return {"handling_mode": mode, "lead_units": lead, "co_units": co}


def assignment(county: County, mode: str) -> dict[str, Any]:
    """The form of an assignment in that mode."""
    return {**plan(county, mode), "authority": "government_office"}


def _day(story: Story, days: int) -> str:
    return (local_date(story.now) + timedelta(days=days)).isoformat()


ASSIGNING: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("proposal", "assign"): lambda story, _subject: assignment(story.county, story.mode),
    ("proposal", "try_assignment"): lambda story, _subject: plan(story.county, story.mode),
    ("proposal", "propose_assignment"): lambda story, _subject: plan(story.county, story.mode),
    ("proposal", "answer_trial"): lambda _story, _subject: {"trial_answer": "fit"},
    ("proposal", "record_instruction"): lambda story, _subject: {
        "instruction_leader": "方县长",
        "instruction_on": _day(story, -1),
        "instruction_text": "请认真办理，拿出实招。",
    },
    ("proposal", "name_key_proposal"): lambda story, _subject: {
        "key_leader": story.county["county_leader"].person_id,
        "supervision_form": "research",
        "reason": "群众反映集中",
    },
    ("proposal", "end_key_proposal"): lambda _story, _subject: {"reason": "已经办成"},
    ("proposal", "record_supervision"): lambda story, _subject: {
        "supervised_on": _day(story, 0),
        "supervision_form": "inspection",
        "supervision_done": "看了三个小区",
    },
}
