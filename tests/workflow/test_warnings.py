"""What is pointed out stops nobody: it is read once, ticked off, and kept in the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models import Grant, GroupPost, HandlingUnit, Person
from tests.samples import sample
from tests.samples_of_assignment import assignment
from tests.stories import ONCE, Story
from workflow import history
from workflow.bulk import Doer, perform_many, preview_many
from workflow.engine import Refused

pytestmark = ONCE


def works_there(story: Story, post: str = "云岭县住房和城乡建设局　科长") -> None:
    story.county.members["author"].employer_post = post


def refused(story: Story, act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as found:
        act()
    return found.value


def told(found: Refused) -> list[str]:
    assert all(reason.warning for reason in found.reasons)
    return [reason.sentence for reason in found.reasons]


def assign(story: Story, case: Any, acknowledged: str = "", mode: str = "sole") -> Any:
    return story.engine.perform(
        story.session, case, "assign", by=story.county["office"],
        data=assignment(story.county, mode), now=story.now, version=case.version,
        acknowledged=acknowledged,
    )  # fmt: skip


def test_a_warning_is_read_once_and_the_record_says_so(story: Story) -> None:
    case = story.reach("proposal", "filed")
    works_there(story)
    found = refused(story, lambda: assign(story, case))
    says = "请注意回避：提案人段环莺在云岭县住房和城乡建设局任职（云岭县住房和城乡建设局　科长）"
    assert told(found) == [says]
    assert case.state == "filed"
    event = assign(story, case, found.acknowledgement)
    assert case.state == "handling"
    assert history.body(event)["noted"]["warned"] == {"no_conflict": [says]}


def test_what_was_read_says_nothing_of_another_warning(story: Story) -> None:
    case = story.reach("proposal", "filed")
    works_there(story)
    first = refused(story, lambda: assign(story, case))
    works_there(story, "财政局副局长")
    second = refused(story, lambda: assign(story, case, first.acknowledgement, "lead_co"))
    assert second.acknowledgement not in ("", first.acknowledgement)
    assert "财政局" in told(second)[0]


def test_a_fault_is_told_before_any_warning_and_cannot_be_passed(story: Story) -> None:
    case = story.reach("proposal", "filed")
    works_there(story)
    mark = refused(story, lambda: assign(story, case)).acknowledgement
    found = refused(
        story,
        lambda: story.engine.perform(
            story.session, case, "assign", by=story.county["office"],
            data=assignment(story.county, "sole") | {"lead_units": []}, now=story.now,
            acknowledged=mark,
        ),
    )  # fmt: skip
    assert not found.acknowledgement
    assert not any(reason.warning for reason in found.reasons)


def test_without_a_conflict_nothing_is_asked_and_nothing_noted(story: Story) -> None:
    works_there(story, "云岭县第一中学教师")
    event = story.do(story.reach("proposal", "filed"), "assign")
    assert "warned" not in history.body(event)["noted"]


def test_many_at_once_show_their_warnings_first(story: Story) -> None:
    works_there(story)
    case = story.reach("proposal", "submitted")
    story.do(case, "pass_first_examination")
    story.do(case, "file")
    office, form = story.county["office"], assignment(story.county, "sole")
    [seen] = preview_many(
        story.engine, story.session, [case], "assign", office, lambda _: form, story.now
    )
    assert seen.well
    assert seen.due is not None
    assert [one.warning for one in seen.warnings] == [True]
    [stopped] = perform_many(
        story.engine, story.session, [case], "assign", Doer(office), lambda _: form, story.now
    )
    assert [one.warning for one in stopped.reasons] == [True]
    [done] = perform_many(
        story.engine, story.session, [case], "assign", Doer(office), lambda _: form, story.now,
        acknowledged={case.id: seen.acknowledgement},
    )  # fmt: skip
    assert done.event is not None


# ── who is bound to a unit ──────────────────────────────────────────────────


def _cosigner(story: Story) -> None:
    story.county.members["ally"].employer_post = "住房和城乡建设局办公室主任"


def _predecessor(story: Story) -> None:
    unit = story.county.units[0]
    old = HandlingUnit(name="云岭县房产局", short_name="房产局", active=False, successor_id=unit.id)
    story.session.add(old)
    works_there(story, "云岭县房产局主任科员")


def _account(story: Story) -> None:
    unit = story.county.units[0]
    story.county["author"].grants.append(Grant(role="unit_leader", unit_id=unit.id))


def _head_account(story: Story) -> None:
    unit = story.county.units[0]
    story.county["leader"].grants.append(Grant(role="handling_unit", unit_id=unit.id))


def _officer(story: Story) -> None:
    person = Person(name="巴哈尔·库尔班")
    story.session.add(person)
    story.session.flush()
    story.session.add(
        GroupPost(group_id=story.county.group.id, person_id=person.id, post="officer")
    )
    story.county.units[0].leader = "巴哈尔‧库尔班"


def _clerk(story: Story) -> None:
    unit = story.county.units[0]
    story.county["office"].grants.append(Grant(role="handling_unit", unit_id=unit.id))


UNIT = "云岭县住房和城乡建设局"
BOUND: dict[str, tuple[Callable[[Story], None], str]] = {
    "full name": (works_there, f"提案人段环莺在{UNIT}任职（云岭县住房和城乡建设局　科长）"),
    "short name": (
        lambda story: works_there(story, "县住房和城乡建设局 干部"),
        f"提案人段环莺在{UNIT}任职（县住房和城乡建设局 干部）",
    ),
    "cosigner": (_cosigner, f"提案人阿依古丽·艾力在{UNIT}任职（住房和城乡建设局办公室主任）"),
    "predecessor": (_predecessor, f"提案人段环莺在{UNIT}任职（云岭县房产局主任科员）"),
    "account": (_account, f"提案人段环莺有{UNIT}的账号"),
    "group leader": (_head_account, f"青山镇联络组组长李文斌有{UNIT}的账号"),
    "group officer": (_officer, f"青山镇联络组联络员巴哈尔·库尔班是{UNIT}的分管领导"),
    "clerk": (_clerk, f"经办人薛晓燕有{UNIT}的账号"),
}


@pytest.mark.parametrize("name", BOUND)
def test_t08_whoever_is_bound_to_the_unit_is_named_with_the_reason(name: str, story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "filed")
    bind, says = BOUND[name]
    bind(story)
    story.session.flush()
    assert told(refused(story, lambda: assign(story, case))) == [f"请注意回避：{says}"]


@pytest.mark.parametrize(
    "post", ["", "省住房厅干部", "财政局科员", "住房", "云岭县第一中学　教师", "建设局"]
)
def test_nobody_else_is_named(post: str, story: Story) -> None:
    case = story.reach("proposal", "filed")
    works_there(story, post)
    story.county.members["stranger"].employer_post = UNIT
    story.county["stranger"].grants.append(
        Grant(role="handling_unit", unit_id=story.county.units[0].id)
    )
    story.session.flush()
    assert assign(story, case).action == "assign"


def test_the_examiner_is_warned_of_units_he_proposes_and_who_files_of_those_proposed(
    story: Story,
) -> None:
    works_there(story)
    case = story.reach("proposal", "submitted")
    units = [story.county.units[0].id]
    found = refused(story, lambda: story.do(case, "pass_first_examination", proposed_units=units))
    assert len(told(found)) == 1
    form = sample(story, case, "pass_first_examination")
    data = form | {"proposed_units": units}
    story.engine.perform(
        story.session, case, "pass_first_examination", by=story.county["office"], data=data,
        now=story.now, acknowledged=found.acknowledgement,
    )  # fmt: skip
    assert told(refused(story, lambda: story.do(case, "file"))) == told(found)
