"""How the conditions of supervision cases come to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models.queries.supervision import open_supervisions
from tests.stories import Story
from tests.supervision_samples import supervise
from tests.workflow.refusing import Case, Cases
from workflow.parties import current_tasks


def _no_ground(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "handling")
    ground = {
        "supervision_kind": "late",
        "supervised_unit": current_tasks(case)[0].unit_id,
    }

    def mend() -> None:
        story.now += timedelta(days=100)

    says = "本件不是重点提案，没有逾期，提案人也没有不满意"
    yield Case(case, "open_supervision", says, ground, ground, mend=mend)


def _untrue_ground(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "key_handling")
    says = "督办事由与这个单位在本案的情况不符"
    for ground in ("late", "dissatisfied", "promise"):
        yield Case(case, "open_supervision", says, {"supervision_kind": ground}, {})
        for one in open_supervisions(story.session, case.id):
            story.do(one, "call_off")


def _too_early(story: Story) -> Iterator[Case]:
    promise = story.reach("promise", "keeping")

    def mend() -> None:
        story.now += timedelta(days=260)

    yield Case(promise, "open_supervision", "承诺的时限还没有到", {}, {}, mend=mend)


def _twice(story: Story) -> Iterator[Case]:
    one = supervise(story, "key_handling")
    says = f"这个单位在本案还有没有销号的督办件：{one.number}"

    def mend() -> None:
        story.do(one, "report_measures")
        story.do(one, "strike_off")

    yield Case(one.proposal, "open_supervision", says, {}, {}, mend=mend)


SUPERVISION: dict[str, Cases] = {
    "supervision_called_for": _no_ground,
    "supervision_ground_true": _untrue_ground,
    "promise_overdue": _too_early,
    "not_supervised_yet": _twice,
}
