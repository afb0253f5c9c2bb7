"""Sample forms of urging on and of supervision cases, and how a case comes to be supervised."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.queries.supervision import supervisions_of
from tests.fillings import SCAN, form
from workflow.parties import current_tasks

if TYPE_CHECKING:
    from models import SupervisionCase
    from tests.stories import Story


def _order(story: Story, _subject: Any) -> dict[str, Any]:
    return {
        "supervision_demands": "十个工作日内与提案人见面，拿出答复稿",
        "supervision_leader": story.county["county_leader"].person_id,
    }


def _of_case(story: Story, case: Any) -> dict[str, Any]:
    """The ground that holds of the case: its key, or the proposer's judgement, or lateness."""
    judged = case.round > 1
    ground = "key" if case.key else "dissatisfied" if judged else "late"
    # Tried where no unit has the case yet, too: the form is then refused.
    unit = next((task.unit_id for task in current_tasks(case)), None)
    return _order(story, case) | {"supervision_kind": ground, "supervised_unit": unit}


SUPERVISION_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("", "remind"): form(urge_level="urge", urge_channel="phone", urge_text="请抓紧"),
    ("proposal", "open_supervision"): _of_case,
    ("promise", "open_supervision"): _order,
    ("supervision_case", "report_measures"): form(
        measures="局长专题研究，已与提案人见面",
        measures_result="答复稿已经送审",
        measures_evidence=SCAN,
    ),
    ("supervision_case", "return_measures"): form(reason="没有写明办结时间"),
    ("supervision_case", "strike_off"): form(opinion="措施具体，予以销号"),
    ("supervision_case", "refer_to_leader"): form(note="两次催办未果，呈请过问"),
    ("supervision_case", "give_instruction"): form(opinion="请一把手负责，月底前答复"),
    ("supervision_case", "say_view"): form(opinion="还没有人与我联系"),
    ("supervision_case", "call_off"): form(reason="已经改由其他单位承办"),
}


def supervise(story: Story, position: str) -> SupervisionCase:
    """A new supervision case of a proposal in that position."""
    case = story.reach("proposal", position)
    story.do(case, "open_supervision")
    return supervisions_of(story.session, case.id)[-1]
