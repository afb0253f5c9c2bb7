"""Sample forms of merging, and how cases come to be put together and apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models import Proposal
from models.queries.merging import possible_mains

if TYPE_CHECKING:
    from tests.stories import Story

OTHER_TEXT = {
    "title": "关于解决老旧住宅楼上下楼难的提案",
    "background": "山前片区有十七栋老楼没有电梯。",
    "analysis": "各栋意见不一，没有人牵头。",
    "suggestions": ["由社区牵头征求意见", "补助低保户", "先做三栋试点"],
}
#: positions of a proposal: the one before, and the act; first of the merged, then of the main one
OF_MERGING = {
    "merged": ("filed", "merge"),
    "merged_while_examined": ("examining", "merge"),
    "merged_into_tried": ("filed", "merge_into_tried"),
    "merged_into_handled": ("filed", "merge_into_handled"),
    "filed_again": ("merged", "withdraw_main"),
    "examining_again": ("merged_while_examined", "withdraw_main"),
    "merged_closed": ("merged_into_handled", "close_main"),
    "main_filed": ("filed", "take_another_in"),
    "main_handling": ("main_filed", "assign"),
    "main_replied": ("main_handling", "answer_every_task"),
}


def another(story: Story, by: str = "stranger", until: str = "file") -> Proposal:
    """A case on the same matter by somebody else, as far as its filing."""
    proposal = story.propose(by=by, **OTHER_TEXT)
    for action in ("submit", "pass_first_examination", "file"):
        story.do(proposal, action)
        if action == until:
            break
    return proposal


def _form(story: Story, subject: Any) -> dict[str, Any]:
    if not could_be_merged(story, subject):
        return {}
    found = possible_mains(story.session, subject)
    main = found[0] if found else another(story)
    return {"merge_into": main.id, "reason": "反映的是同一件事"}


def could_be_merged(story: Story, subject: Any) -> bool:
    """Whether its state knows merging."""
    workflow = story.engine.rules_of(story.session, subject).workflow(subject.kind)
    return workflow.state(subject.state).action("merge") is not None


def give_a_main(story: Story, subject: Any) -> None:
    """A case that can be merged needs another one to be merged into."""
    if could_be_merged(story, subject) and not possible_mains(story.session, subject):
        another(story)


MERGING_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("proposal", "merge"): _form,
    ("proposal", "undo_merge"): lambda _story, _subject: {"reason": "两件的地点不同，分开办"},
}


def merge(story: Story, merged: Proposal, main: Proposal, **changed: Any) -> None:
    """Put one under the other."""
    story.do(merged, "merge", merge_into=main.id, **changed)


def _into(*actions: str) -> Callable[[Story, Proposal], None]:
    def way(story: Story, subject: Proposal) -> None:
        main = another(story)
        for action in actions:
            story.do(main, action)
        merge(story, subject, main)

    return way


def _main(subject: Proposal) -> Proposal:
    assert subject.main is not None
    return subject.main


def _close_main(story: Story, subject: Proposal) -> None:
    main = _main(subject)
    story.answer_every_task(main)
    story.evaluate(main)


WAYS: dict[str, Callable[[Story, Any], object]] = {
    "merge_into_tried": _into("try_assignment"),
    "merge_into_handled": _into("assign"),
    "withdraw_main": lambda story, subject: story.do(_main(subject), "withdraw"),
    "close_main": _close_main,
    "take_another_in": lambda story, subject: merge(story, another(story), subject),
}
