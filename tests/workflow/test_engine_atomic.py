"""All or nothing: what breaks in the middle of an act has not happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models import Subject
from tests.samples import SATISFIED
from tests.samples_of_assignment import assignment
from tests.stories import Story, contents
from workflow import completion, consequences, engine, history, opening
from workflow.registry import EFFECTS


class PowerCutError(Exception):
    """What a test throws in the middle of an act."""


def _cut(*_: object, **__: object) -> None:
    raise PowerCutError


def _after(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        function(*given, **named)
        raise PowerCutError

    return run


#: every step of an act, by where it is called
STEPS = [
    (engine, "enter"),
    (engine, "complete"),
    (completion, "_settle_row"),
    (completion.history, "append"),
    (completion.consequences, "adopt_attachments"),
    (completion.consequences, "tell"),
    (consequences, "recipients"),
    (completion, "_follow_up"),
    (completion.limits, "due_date"),
    (completion, "FormKey"),
    (completion, "unmet"),
]
#: an act that opens tasks, one that ends a case by itself, one that opens a new round
ACTS = [
    ("proposal", "filed", "assign", {}),
    ("handling_task", "reply_check", "approve_reply", {}),
    ("proposal", "replied", "evaluate", SATISFIED | {"result": "dissatisfied", "comment": "未办"}),
]


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("kind", "state", "action", "data"), ACTS, ids=[a[2] for a in ACTS])
def test_what_breaks_in_the_middle_has_not_happened(
    kind: str,
    state: str,
    action: str,
    data: dict[str, Any],
    late: bool,
    story: Story,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subject = story.reach(kind, state)
    story.session.commit()
    before = contents(story.session)
    effects = [
        (EFFECTS, name)
        for workflow in story.engine.rules.workflows
        for s in workflow.states
        for a in s.actions
        if (workflow.name, a.name) == (kind, action)
        for name in a.then
    ]
    steps = [*STEPS, (opening, "complete"), *effects, (EFFECTS, "describe_task")]
    broken = 0
    for owner, name in steps:
        with monkeypatch.context() as patch:
            known = owner[name] if isinstance(owner, dict) else getattr(owner, name)
            trap = _after(known) if late else _cut
            if isinstance(owner, dict):
                patch.setitem(owner, name, trap)
            else:
                patch.setattr(owner, name, trap)
            story.session.refresh(subject)
            changed = data or story_form(story, subject, action)
            try:
                story.engine.perform(
                    story.session,
                    subject,
                    action,
                    by=story.actor(subject, action),
                    data=changed,
                    now=story.now,
                    key="k",
                )
            except PowerCutError:
                broken += 1
            story.session.rollback()
        assert contents(story.session) == before, name
    assert broken >= len(STEPS) - 1
    story.do(subject, action, **data)
    assert contents(story.session) != before
    assert history.verify_all(story.session) == []


def story_form(story: Story, subject: Subject, action: str) -> dict[str, Any]:
    return assignment(story.county, "lead_co") if action == "assign" else {}
