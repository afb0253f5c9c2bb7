"""How each condition of the examination comes to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import LocalCategory
from tests.stories import Story
from tests.workflow.refusing import Case, Cases


def _head(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "submitted")
    story.county["head"].active = False

    def mend() -> None:
        story.county["head"].active = True

    says = "除您以外没有提案委主任的账号，无人复审；请先由管理员授权"
    yield Case(case, "pass_first_examination", says, {}, {}, mend=mend)


def _proposed(story: Story) -> Iterator[Case]:
    for result, given, missing, detail in (
        ("file", "category", "ground", "建议立案的，请选类别"),
        ("not_file", "ground", "category", "建议不予立案的，请选理由"),
    ):
        form = {"category": "social", "ground": "personal"}
        case = story.reach("proposal", "submitted")
        bad = {"proposed_result": result, given: None, missing: form[missing]}
        good = {"proposed_result": result, given: form[given]}
        says = f"初审建议不完整：{detail}"
        yield Case(case, "pass_first_examination", says, bad, good)


def _answered(story: Story) -> Iterator[Case]:
    story.mode = "separate"
    case = story.reach("proposal", "handling")
    task = case.tasks[0]
    story.answer(task)

    def mend() -> None:
        task.answered_at = None

    says = f"已经有承办单位答复，不能再撤案：{task.unit_name}"
    yield Case(case, "withdraw", says, {}, {}, mend=mend)


def _finer(story: Story) -> Iterator[Case]:
    rows = [
        LocalCategory(category=name, name="养老", valid_from=date(2022, 1, 1))
        for name in ("economic", "social")
    ]
    story.session.add_all(rows)
    story.session.flush()
    case = story.reach("proposal", "examining")
    bad, good = ({"local_category": row.id} for row in rows)
    yield Case(case, "file", "选的二级类别不属于所选的类别", bad, good)


def _no_agenda(story: Story) -> Iterator[Case]:
    meeting = story.reach("examination_meeting", "planned")

    def mend() -> None:
        story.do(meeting, "set_agenda")

    yield Case(meeting, "begin_meeting", "请先排定议程", {}, {}, mend=mend)


EXAMINATION: dict[str, Cases] = {
    "agenda_set": _no_agenda,
    "another_head": _head,
    "local_category_fits": _finer,
    "no_reply_yet": _answered,
    "proposed_result_complete": _proposed,
}
