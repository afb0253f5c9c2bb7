"""What stories about evaluations look at: the figures, and where people sign in from."""

from __future__ import annotations

from datetime import timedelta

from models import LoginTrace
from models.queries import evaluation_figures as queries
from models.queries.traces import leave_trace
from tests.stories import Story
from workflow.evaluation_figures import Figures, figures
from workflow.origins import Origin

OFFICE_PC = Origin(address="a" * 32, browser="b" * 32, device="c" * 32)


def figures_now(story: Story) -> Figures:
    """The figures of every session."""
    return figures(
        queries.rounds_asked(story.session, None),
        queries.evaluations_of(story.session, None),
        queries.contacts_by_case(story.session, None),
    )


def trace(story: Story, who: str, origin: Origin, days_ago: int = 1) -> None:
    """Somebody of a unit signed in from there."""
    found = LoginTrace(
        user_id=story.county[who].id,
        address=origin.address,
        browser=origin.browser,
        device=origin.device,
        seen_at=story.now - timedelta(days=days_ago),
    )
    leave_trace(story.session, found)
    story.session.flush()
