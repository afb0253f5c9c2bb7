"""Sample forms of the promise ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models import Promise
from models.queries.promises import promises_of_case
from tests.fillings import CONTACT, SCAN, form, later
from workflow.parties import current_tasks

if TYPE_CHECKING:
    from tests.stories import Story

PROMISE_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("promise", "report_kept"): form(note="已经做完", evidence=SCAN),
    ("promise", "report_promise"): form(note="正在招标"),
    ("promise", "ask_new_date"): lambda story, _promise: {
        "new_due": later(story, 300),
        "reason": "资金未到位",
    },
    ("promise", "refuse_new_date"): form(reason="资金已经到位"),
    ("promise", "explain_broken"): form(reason="上级规划调整"),
    ("promise", "accept_broken"): form(opinion="情况属实"),
    ("promise", "deny_broken"): form(reason="规划没有调整"),
    ("promise", "look_back"): lambda story, _promise: {
        "looked_on": later(story, 0),
        "finding": "behind",
    },
    ("promise", "say_view"): form(opinion="还没有看到动工"),
    ("promise", "confirm_kept"): lambda story, _promise: {
        "looked_on": later(story, 0),
        "finding": "done",
    },
    ("promise", "deny_kept"): form(reason="只做了一半"),
    ("promise", "draft_second_letter"): form(
        doc_no="云建函〔2026〕99号", reply_body="承诺的事项已经全部做完。", **CONTACT
    ),
    ("promise", "return_second_letter"): form(reason="请写明地点"),
}


def begin_promise(story: Story, _state: str) -> Promise:
    """The first promise of a letter of class B that has just gone out."""
    from tests.samples import promising

    case = story.reach("proposal", "handling")
    story.session.refresh(case)
    for task in sorted(current_tasks(case), key=lambda task: task.answers_proposer):
        story.answer(task, **(promising(case, story) if task.answers_proposer else {}))
    return promises_of_case(story.session, case.id)[0]
