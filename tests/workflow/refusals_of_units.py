"""How each condition of the units' side acts comes to refuse: returns, added units, extensions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models import HandlingTask, Proposal
from tests.samples_of_assignment import assignment
from tests.stories import Story
from tests.workflow.refusing import Case, Cases
from workflow.parties import current_tasks


def _in_mode(story: Story, mode: str) -> list[HandlingTask]:
    case = story.reach("proposal", "filed")
    story.do(case, "assign", **assignment(story.county, mode))
    story.session.refresh(case)
    return list(case.tasks)


def _settled(story: Story) -> Iterator[Case]:
    kept = story.reach("handling_task", "return_kept")
    kept.returns = 0
    story.session.flush()

    def mend() -> None:
        for task in kept.proposal.tasks:
            task.returns, task.return_outcome = 0, "refused"

    says = "县领导已经裁定本案由谁承办，不再受理退办申请"
    yield Case(kept, "ask_return", says, {}, {}, mend=mend)


def _own_unit(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "to_sign")
    a, b, *_ = (unit.id for unit in story.county.units)
    says = "建议改由的单位不能是本单位"
    yield Case(task, "ask_return", says, {"suggested_unit": a}, {"suggested_unit": b})


def _ruling(story: Story) -> Iterator[Case]:
    unit = story.county.units[1].id
    move, keep = {"ruling": "move", "new_unit": unit}, {"ruling": "keep", "new_unit": None}
    for detail, bad, good in (
        ("请选改由哪个单位承办", {"ruling": "move"}, move),
        ("仍由该单位承办的，不选别的单位", {"ruling": "keep", "new_unit": unit}, keep),
    ):
        task = story.reach("handling_task", "return_escalated")
        yield Case(task, "settle_return", f"裁定不完整：{detail}", bad, good)


def _wanted(story: Story) -> Iterator[Case]:
    lead, _co = _in_mode(story, "lead_co")
    _a, b, c, _d = (unit.id for unit in story.county.units)
    says = "建议增加的单位已经承办本案"
    yield Case(lead, "accept_and_suggest", says, {"wanted_units": [b, c]}, {"wanted_units": [c]})


def _added(story: Story) -> Iterator[Case]:
    a, _b, c, _d = (unit.id for unit in story.county.units)
    for mode, unit, duty, good, detail in (
        ("sole", a, "co", "co", "它已经承办本案，或者已经退办"),
        ("lead_co", c, "separate", "co", "本案由一个单位主办，只能增加会办单位"),
        ("separate", c, "co", "separate", "本案各单位分办，只能增加分办单位"),
    ):
        case = _in_mode(story, mode)[0].proposal
        bad = {"added_unit": unit, "added_duty": duty}
        says = f"不能增加这个单位：{detail}"
        yield Case(case, "add_unit", says, bad, {"added_unit": c, "added_duty": good})


def _late(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "working")
    start, due = story.now, task.proposal.due_on
    assert due is not None
    story.now += due + timedelta(days=1) - date(2026, 3, 2)

    def mend() -> None:
        story.now = start

    says = "答复期限已过，不能再申请延期"
    form = {"new_due": (due + timedelta(days=9)).isoformat()}
    yield Case(task, "ask_extension", says, form, {}, mend=mend)


def _used_up(story: Story) -> Iterator[Case]:
    first, second = _in_mode(story, "separate")
    for task in (first, second):
        story.do(task, "accept")
        story.do(task, "ask_extension")
    story.do(first, "grant_extension")

    def mend() -> None:
        first.proposal.extensions[0].decision = "refused"
        first.proposal.extensions[0].until = None

    later = {"new_due": "2026-06-22"}
    says = "本案的延期次数已经用完"
    yield Case(second, "grant_extension", says, later, later, mend=mend)


def _range(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "working")
    assert task.proposal.due_on == date(2026, 6, 2)
    says = "延期的日期不对：要在2026年6月2日以后，最迟到2026年9月2日"
    for bad in ("2026-06-02", "2026-09-03"):
        yield Case(task, "ask_extension", says, {"new_due": bad}, {"new_due": "2026-09-02"})
        says = "延期的日期不对：不能晚于申请的日期2026年7月1日"
        task = story.reach("handling_task", "working")
        story.do(task, "ask_extension", new_due="2026-07-01")
        yield Case(
            task, "grant_extension", says, {"new_due": "2026-07-02"}, {"new_due": "2026-07-01"}
        )
        task = story.reach("handling_task", "working")
        says = "延期的日期不对：要在2026年6月2日以后，最迟到2026年9月2日"
    late: Proposal = task.proposal
    assert late.assigned_at is not None
    assigned = late.assigned_at

    def mend() -> None:
        late.assigned_at = assigned

    late.assigned_at = assigned - timedelta(days=200)
    says = "延期的日期不对：自交办起最迟只能办到2026年2月24日，不能再延"
    yield Case(task, "ask_extension", says, {}, {}, mend=mend)
    assert current_tasks(late) == [task]


UNITS: dict[str, Cases] = {
    "returns_not_settled": _settled,
    "suggests_another": _own_unit,
    "ruling_complete": _ruling,
    "wanted_units_new": _wanted,
    "added_unit_fits": _added,
    "before_due": _late,
    "extensions_left": _used_up,
    "extension_in_range": _range,
}
