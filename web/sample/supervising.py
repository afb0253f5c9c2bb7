"""催办 and 督办 in the sample: words and ways of an urge, and four supervision cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from models import HandlingTask, SupervisionCase
from models.queries.supervision import supervisions_of
from models.queries.weekly import falling_due
from web.sample.people import MAIN_UNIT
from web.sample.scans import scan
from web.sample.texts import say
from web.sample.timeline import Deed
from web.sample.walk import Walk
from workflow.deadlines import local_date

_WAYS = (("reminder", "system"), ("urge", "phone"), ("urge", "letter"))


def urged(text: str) -> dict[str, Any]:
    """The form of an urge with these words; which level and way, the words decide."""
    level, channel = _WAYS[len(text) % len(_WAYS)]
    return {"urge_level": level, "urge_channel": channel, "urge_text": text}


def supervision_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """One struck off, one sent back to the unit, one to be reviewed, one called off."""
    scripts = (
        (9, ("report_measures", "say_view", "strike_off")),
        (11, ("refer_to_leader", "report_measures", "give_instruction", "return_measures")),
        (16, ("report_measures",)),
        (17, ("call_off",)),
    )
    for number, (first, script) in enumerate(scripts):
        story = SupervisionStory(walk, number)
        moment = datetime(2026, 11, first, 2, 20 + number, tzinfo=UTC)
        yield moment, story.open
        for action in script:
            moment += timedelta(hours=47)
            yield moment, story.deed(action)


def _ground(task: HandlingTask, day: date) -> str:
    late = any(on and on < day for on in (task.due_on, task.proposal.due_on))
    return "late" if late else "dissatisfied" if task.round > 1 else ""


_FIELDS = {"refer_to_leader": "note", "return_measures": "reason", "call_off": "reason"}


class SupervisionStory:
    """One supervision case, of a unit that is behind time with a proposal."""

    def __init__(self, walk: Walk, number: int) -> None:
        self.walk, self.number = walk, number
        self.rng = Random(f"云岭县/supervision/{number}")
        self.case: SupervisionCase | None = None

    def open(self, now: datetime) -> None:
        """立督办件 on a task that is late, or handled again; the main unit's before others."""
        session, county, day = self.walk.session, self.walk.county, local_date(now)
        found = [
            (ground, task)
            for task in falling_due(session, day + timedelta(days=60))
            if isinstance(task, HandlingTask)
            and task.proposal.waits_for == "lead_unit"
            and not supervisions_of(session, task.proposal_id)
            and (ground := _ground(task, day))
        ]
        if not found:
            return
        own = [(ground, task) for ground, task in found if task.unit.short_name == MAIN_UNIT]
        ground, task = (own or found)[0] if self.number else found[0]
        self.walk.do(
            task.proposal,
            "open_supervision",
            county.main["supervisor"],
            now,
            supervision_kind=ground,
            supervised_unit=task.unit_id,
            supervision_demands=say("supervision_demands", self.rng),
            supervision_leader=county.main["county-leader"].person_id,
        )
        self.case = supervisions_of(session, task.proposal_id)[-1]

    def deed(self, action: str) -> Deed:
        """Any later act, as far as the case has come to it."""

        def deed(now: datetime) -> None:
            case = self.case
            if case is not None:
                by = self._who(action, case)
                self.walk.do(case, action, by, now, **self._form(action, by, now))

        return deed

    def _who(self, action: str, case: SupervisionCase) -> Any:
        county = self.walk.county
        if action == "say_view":
            return next(one for one in county.members if one.person_id == case.author_id)
        if action == "report_measures":
            return county.clerks[case.unit_id]
        return county.main["county-leader" if action == "give_instruction" else "supervisor"]

    def _form(self, action: str, by: Any, now: datetime) -> dict[str, Any]:
        words = say(action, self.rng)
        if action == "report_measures":
            return {
                "measures": words,
                "measures_result": say("measures_result", self.rng),
                "measures_evidence": [scan(self.walk.session, by, "会议纪要.png", now)],
            }
        field = _FIELDS.get(action, "opinion")
        return {field: words}
