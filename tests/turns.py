"""Turns a story takes in several steps, so that `reach` can name them as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Proposal
from tests.samples import DISSATISFIED
from workflow.parties import current_tasks

if TYPE_CHECKING:
    from tests.stories import Story


def talk_of_case(story: Story, proposal: Proposal) -> None:
    """The unit that answers signs and talks with the proposers."""
    story.session.refresh(proposal)
    task = next(task for task in current_tasks(proposal) if task.answers_proposer)
    story.do(task, "accept")
    story.talk(task)


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
