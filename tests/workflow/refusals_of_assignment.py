"""How each condition of pre-assignment and of key proposals comes to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from tests.stories import Story
from tests.workflow.refusing import Case, Cases, mended


def _other_unit(story: Story) -> Iterator[Case]:
    own, _, other, _ = (unit.id for unit in story.county.units)
    says = "认为不适合的、要增加单位的，请写明是哪个单位（不能是您自己的单位）"
    for answer in ("unfit", "more"):
        for wrong in (None, own):
            case = story.reach("proposal", "trial")
            form = {"trial_answer": answer, "reason": "不属职责"}
            yield Case(
                case, "answer_trial", says, {**form, "other_unit": wrong},
                {**form, "other_unit": other}, by="unit_a",
            )  # fmt: skip


def _reason(story: Story) -> Iterator[Case]:
    form = {"trial_answer": "unfit", "other_unit": story.county.units[2].id}
    case = story.reach("proposal", "trial")
    says = "认为不适合的、要增加单位的，请写明理由"
    yield Case(case, "answer_trial", says, form, {**form, "reason": "不属职责"})


ASSIGNMENT: dict[str, Cases] = {
    "other_unit_named": _other_unit,
    "trial_reason_given": _reason,
    "not_a_key_case": mended(
        "proposal", "key_handling", "name_key_proposal", "本件已经是重点提案", "end_key_proposal"
    ),
    "is_a_key_case": mended(
        "proposal", "handling", "record_supervision", "本件不是重点提案", "name_key_proposal"
    ),
}
