"""Turns a story takes in several steps, so that `reach` can name them as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from models import HandlingTask, Proposal, Subject
from tests.samples import DISSATISFIED, RESERVED
from workflow.parties import current_tasks

if TYPE_CHECKING:
    from tests.stories import Story


def talk_of_case(story: Story, proposal: Proposal) -> None:
    """The unit that answers signs and talks with the proposers."""
    story.session.refresh(proposal)
    task = next(task for task in current_tasks(proposal) if task.answers_proposer)
    story.do(task, "accept")
    story.talk(task)


def show_and_hear(story: Story, task: HandlingTask) -> None:
    """The draft is shown, and every proposer says something about it."""
    story.do(task, "show_draft")
    hear_everybody(story, task)


def hear_everybody(story: Story, task: HandlingTask) -> None:
    """Every proposer says something about the draft."""
    for user in list(story.county.users.values()):
        if any(one.person_id == user.person_id for one in task.replies[-1].comments):
            story.do(task, "comment_on_draft", by=user)


def send_reply(story: Story, task: HandlingTask, **changed: Any) -> None:
    """Drafted, countersigned, checked and signed: the reply lies before the supervisors."""
    story.do(task, "draft_reply", **changed)
    while task.state == "countersigning":
        story.do(task, "countersign")
    if task.state == "weighing":
        story.do(task, "send_to_check")
    story.do(task, "pass_check")
    story.do(task, "sign_reply")


def draft_with_co_units(story: Story, lead: HandlingTask) -> None:
    """The co-handling units give their opinions, and the lead drafts what they countersign."""
    for task in current_tasks(lead.proposal):
        if not task.answers_proposer:
            story.answer(task)
    story.session.expire_all()
    story.talk(lead)
    show_and_hear(story, lead)
    story.do(lead, "draft_reply")


def countersign_with_reservation(story: Story, lead: HandlingTask) -> None:
    """The co-handling unit has something to say."""
    story.do(lead, "countersign", **RESERVED)


def wait_a_fortnight(story: Story, _subject: Subject) -> None:
    """Two weeks go by, and the clock has not struck yet."""
    story.now += timedelta(days=14)


def evaluate_first(story: Story, proposal: Proposal) -> None:
    """The first proposer evaluates; of a joint proposal others are still asked."""
    story.do(proposal, "evaluate", by="author")


def read_badly_from_paper(story: Story, proposal: Proposal) -> None:
    """The first proposer is dissatisfied on paper, the others answer themselves."""
    story.do(proposal, "enter_paper_evaluation", **DISSATISFIED)
    story.do(proposal, "confirm_paper_evaluation")
    signed = {one.person_id for one in proposal.signatures if one.decision == "agreed"}
    for user in list(story.county.users.values()):
        if user.person_id in signed:
            story.do(proposal, "evaluate", by=user)


def wait_for_the_promise(story: Story, _promise: Any) -> None:
    """Its date goes by; no clock strikes."""
    story.now += timedelta(days=260)


def extend(story: Story, proposal: Proposal) -> None:
    """The unit that answers asks for more time, and gets some."""
    _ask_for(story, proposal, "ask_extension", "grant_extension")


def pause(story: Story, proposal: Proposal) -> None:
    """The unit that answers asks for a pause, and gets it."""
    _ask_for(story, proposal, "ask_pause", "grant_pause")


def _ask_for(story: Story, proposal: Proposal, *asked_and_granted: str) -> None:
    task = next(task for task in current_tasks(proposal) if task.answers_proposer)
    for action in ("accept", *asked_and_granted):
        story.do(task, action)
    story.session.refresh(proposal)


TURNS: dict[str, Callable[[Story, Any], object]] = {
    "wait_for_the_promise": wait_for_the_promise,
    "talk_of_case": talk_of_case,
    "hear_everybody": hear_everybody,
    "draft_with_co_units": draft_with_co_units,
    "wait_a_fortnight": wait_a_fortnight,
    "countersign_with_reservation": countersign_with_reservation,
}
