"""How each condition of a pause comes to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.stories import Story
from tests.unit_samples import stop
from tests.workflow.refusing import Case, Cases
from workflow.deadlines import local_date


def _late(story: Story) -> Iterator[Case]:
    for kind, state, action in (
        ("proposal", "handling", "pause_clock"), ("handling_task", "working", "ask_pause"),
    ):  # fmt: skip
        subject = story.reach(kind, state)
        start, due = story.now, (subject if kind == "proposal" else subject.proposal).due_on
        story.now += due - local_date(story.now) + timedelta(days=1)

        def mend(start: object = start) -> None:
            story.now = start  # type: ignore[assignment]

        yield Case(subject, action, "答复期限已过，不能再中止计时", stop(story), {}, mend=mend)
        story.now = start


def _paused(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "paused")

    def mend() -> None:
        case.pauses[0].last = case.pauses[0].first
        story.now += timedelta(days=1)

    yield Case(case, "pause_clock", "本案正在中止计时", {}, {}, mend=mend)


def _not_paused(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "handling")
    good = stop(story)

    def mend() -> None:
        story.do(case, "pause_clock", **good)

    yield Case(case, "resume_clock", "本案没有中止计时", {}, {}, mend=mend)


def _used_up(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "paused")
    first = case.pauses[0].first
    case.pauses[0].first = first - timedelta(days=70)
    case.pauses[0].last = first - timedelta(days=1)
    story.session.flush()

    def mend() -> None:
        case.pauses[0].first = case.pauses[0].last

    yield Case(case, "pause_clock", "本案中止计时的天数已经用完", {}, {}, mend=mend)


def _range(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "handling")
    says = "中止的日期不对：本案还可以中止 60 天，最迟到2026年4月30日"
    bad, good = ({**stop(story), "pause_until": day} for day in ("2026-05-01", "2026-04-30"))
    yield Case(case, "pause_clock", says, bad, good)
    task = story.reach("handling_task", "pause_asked")
    says = "中止的日期不对：不能晚于申请的日期2026年3月22日"
    bad, good = {"pause_until": "2026-03-23"}, {"pause_until": "2026-03-22"}
    yield Case(task, "grant_pause", says, bad, good)


PAUSES: dict[str, Cases] = {
    "still_in_time": _late,
    "not_paused": _paused,
    "is_paused": _not_paused,
    "pause_days_left": _used_up,
    "pause_in_range": _range,
}
