"""How the conditions of the promise ledger come to refuse, or to decide where an act leads."""

from __future__ import annotations

from collections.abc import Iterator

from models import Promise
from models.queries.promises import promises_of_case
from tests.samples import promising
from tests.stories import Story
from tests.workflow.refusing import Case, Cases
from workflow.parties import current_tasks


def _moved(story: Story) -> Iterator[Case]:
    promise = story.reach("promise", "keeping")
    story.do(promise, "ask_new_date")
    story.do(promise, "grant_new_date")

    def mend() -> None:
        promise.moved = 0

    yield Case(promise, "ask_new_date", "承诺的时限只能调整一次", {}, {}, mend=mend)


def two_promises(story: Story) -> tuple[Promise, Promise]:
    """Two promises of one letter, both still to be kept."""
    case = story.reach("proposal", "handling")
    story.session.refresh(case)
    for task in sorted(current_tasks(case), key=lambda task: task.answers_proposer):
        story.answer(task, **(promising(case, story, 2) if task.answers_proposer else {}))
    first, second = promises_of_case(story.session, case.id)
    return first, second


PROMISES: dict[str, Cases] = {"promise_not_moved": _moved}
