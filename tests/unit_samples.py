"""Sample forms of what units do beside handling: return a task, ask for more time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.fillings import CONTACT, form
from workflow.acts import case_of
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from tests.stories import Story


def _after(day: date | None, days: int) -> str:
    return ((day or date(2026, 3, 2)) + timedelta(days=days)).isoformat()


def _in_days(story: Story, days: int) -> str:
    return (local_date(story.now) + timedelta(days=days)).isoformat()


def stop(story: Story) -> dict[str, Any]:
    """The form that asks for a pause."""
    reason = "县里的补贴办法还没有出台"
    return {"pause_ground": "policy", "pause_until": _in_days(story, 20), "reason": reason}


def another_unit(story: Story, part: Any) -> int:
    """A unit that does not handle the case; any where all do."""
    units = story.county.units
    present = {task.unit_id for task in (case_of(part) or part).tasks}
    return next((unit.id for unit in (*units[2:], *units) if unit.id not in present), units[2].id)


UNIT_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("handling_task", "accept_and_suggest"): lambda story, task: {
        "wanted_units": [another_unit(story, task)],
        "reason": "出资要由它定",
        **CONTACT,
    },
    ("handling_task", "ask_return"): lambda story, task: {
        "reason": "不属本单位职责",
        "suggested_unit": another_unit(story, task),
        "duty_basis": "本单位三定规定第三条没有这一项",
    },
    ("handling_task", "agree_return"): lambda story, task: {
        "new_unit": another_unit(story, task),
        "reason": "同意",
    },
    ("handling_task", "refuse_return"): form(reason="属贵单位职责"),
    ("handling_task", "settle_return"): form(ruling="keep", reason="由该单位牵头"),
    ("handling_task", "name_handler"): form(
        handler="赵经办", section="房产股", plan_leader="张局长", plan_text="四月调查，五月答复"
    ),
    ("handling_task", "change_contact"): form(
        contact_person="孙经办", contact_phone="0900-6600009"
    ),
    ("handling_task", "ask_extension"): lambda _story, task: {
        "new_due": _after(task.proposal.due_on, 20),
        "reason": "要等住户表决的结果",
        "work_so_far": "已经调查，方案在住户中征求意见",
        "told_proposer": "电话商量过，委员同意",
    },
    ("handling_task", "grant_extension"): lambda _story, task: {
        "new_due": _after(task.proposal.due_on, 15)
    },
    ("handling_task", "refuse_extension"): form(reason="可以按期办完"),
    ("handling_task", "ask_pause"): lambda story, _task: stop(story),
    ("proposal", "pause_clock"): lambda story, _case: stop(story),
    ("handling_task", "grant_pause"): lambda story, _task: {"pause_until": _in_days(story, 12)},
    ("handling_task", "refuse_pause"): form(reason="可以先办别的几条"),
    ("proposal", "add_unit"): lambda story, proposal: {
        "added_unit": another_unit(story, proposal),
        "added_duty": "separate" if proposal.handling_mode == "separate" else "co",
        "reason": "要它出意见",
    },
}
