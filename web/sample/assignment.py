"""What precedes and accompanies an assignment in the sample: trials, meetings, a leader's eye."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from models import HandlingUnit, HandoverMeeting
from models.queries.assignment import meetings
from web.sample.data import read
from web.sample.people import MAIN_UNIT
from web.sample.plans import ProposalPlan
from web.sample.timeline import Anchor, Deed, Step, days_before
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from web.sample.handling import Handling

#: cases assigned up to so many days after a meeting were handed over at it
_DAYS = 6


def hold_meetings(session: Session, chair: str) -> None:
    """交办会: one after each plenary, and one in autumn for what came in between."""
    for day, place in (
        (date(2025, 3, 21), "县委会议中心一楼会议室"),
        (date(2026, 3, 20), "县委会议中心一楼会议室"),
        (date(2026, 11, 18), "县政府三楼会议室"),
    ):
        made = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        note = "县委办、县政府办、县政协提案委主持，承办单位分管负责人参加"
        session.add(
            HandoverMeeting(held_on=day, place=place, note=note, made_by=chair, made_at=made)
        )


def handed_over_at(story: Handling, now: datetime) -> int | None:
    """The meeting at which a case assigned now was handed over, if there was one."""
    today = local_date(now)
    held = (one for one in meetings(story.walk.session) if one.held_on <= today)
    return next((one.id for one in held if (today - one.held_on).days <= _DAYS), None)


def before_assignment(story: Handling) -> Iterator[Step]:
    """Instructions, and what the units say before they are given the case."""
    plan, words = story.plan, read("words")
    if plan.instructed:
        deed = _proposal(
            story, "record_instruction", instruction_leader=words["instructing"][0],
            instruction_text=words["instruction"][len(story.topic.title) % 2],
        )  # fmt: skip
        yield Step("instruct", 1, deed)
    if plan.trial == "proposed":
        yield Step("propose", 1, _proposal(story, "propose_assignment", **_plan(story)))
    elif plan.trial:
        yield Step("try", 2, _proposal(story, "try_assignment", **_plan(story)))
    if plan.trial in ("asked", "objected"):
        for number, unit in enumerate((story.asked, *story.others)):
            objects = plan.trial == "objected" and number == 0
            name = "answer_trial" if number == 0 else "answer_trial_other"
            yield Step(name, 1 - number % 2, _answer(story, unit, objects=objects))
    elif plan.trial == "silent":  # three working days pass, and the clock takes it back
        yield Step("trial_passed", 9, lambda _now: None)
    elif plan.trial == "ended":
        yield Step("end_trial", 2, _proposal(story, "end_trial", by="supervisor"))


def under_supervision(story: Handling) -> Iterator[Step]:
    """A leader takes the case up, goes and looks, and, when it is done, lets it go."""
    if not story.plan.key:
        return
    words, leader = read("words"), story.walk.county.main["county-leader"]
    name = _proposal(
        story, "name_key_proposal", by="head", key_leader=leader.person_id,
        supervision_form="research", reason=words["key"][0],
    )  # fmt: skip
    yield Step("name_key", 1, name)
    visit = _proposal(
        story, "record_supervision", by="county-leader", supervision_form="research",
        supervision_done=words["supervision"][0], supervision_result=words["supervised"][0],
    )  # fmt: skip
    yield Step("supervise", 4, visit)
    if story.plan.key == "ended":
        yield Step(
            "end_key", 5, _proposal(story, "end_key_proposal", by="head", reason=words["unkey"][0])
        )


def _plan(story: Handling) -> dict[str, Any]:
    leads, co = [story.asked.id], [unit.id for unit in story.others]
    if story.plan.mode == "separate":
        leads, co = [*leads, *co], []
    return {"handling_mode": story.plan.mode, "lead_units": leads, "co_units": co}


def _answer(story: Handling, unit: HandlingUnit, *, objects: bool) -> Deed:
    def deed(now: datetime) -> None:
        form: dict[str, Any] = {"trial_answer": "fit"}
        if objects:
            other = story.walk.county.units["县财政局"]
            form = {"trial_answer": "more", "other_unit": other.id, "reason": _objection()}
        clerk = story.walk.county.clerks[unit.id]
        story.walk.do(story.story.case, "answer_trial", clerk, now, **form)

    return deed


def _objection() -> str:
    words: list[str] = read("words")["objection"]
    return words[0]


def _proposal(story: Handling, action: str, by: str = "", **data: Any) -> Deed:
    def deed(now: datetime) -> None:
        dated = {"record_instruction": "instruction_on", "record_supervision": "supervised_on"}
        form = data | ({dated[action]: local_date(now)} if action in dated else {})
        user = story.walk.county.main[by] if by else story.story.officer
        story.walk.do(story.story.case, action, user, now, **form)

    return deed


def being_assigned() -> Iterator[ProposalPlan]:
    """Cases that units are asked about, and key proposals."""
    for age, until, trial, mode in (
        (1, "try", "asked", "lead_co"), (3, "try", "silent", "sole"),
        (2, "answer_trial", "objected", "sole"), (4, "answer_trial_other", "asked", "lead_co"),
        (2, "propose", "proposed", "sole"), (5, "trial_passed", "silent", "lead_co"),
    ):  # fmt: skip
        anchor = Anchor(until, days_before(age))
        yield ProposalPlan(
            until=until, anchor=anchor, trial=trial, mode=mode, instructed=age == 4,
            lead=MAIN_UNIT if until == "try" else "",
        )  # fmt: skip
    for age, trial, key in ((9, "asked", "kept"), (25, "ended", "kept"), (40, "silent", "ended")):
        anchor = Anchor("assign", days_before(age))
        yield ProposalPlan(
            until="end_key" if key == "ended" else "supervise", anchor=anchor, trial=trial,
            key=key, mode="lead_co", instructed=True,
        )  # fmt: skip
