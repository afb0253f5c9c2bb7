"""How the conditions of evaluation come to refuse, and how they then hold."""

from __future__ import annotations

from collections.abc import Iterator

from models import Grant
from models.queries.evaluations import paper_forms
from tests.samples import DISSATISFIED
from tests.stories import Story
from tests.workflow.refusing import Case, Cases, mended, simple

UNIT = "您在本案的承办单位有账号，不能评价，也不能确认单位的记录"
TAKEN = "这位提案人已经评价、已有一份待复核，或者在承办单位有账号"


def _of_a_unit(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "replied")
    grant = Grant(role="handling_unit", unit_id=story.county.units[0].id)
    # Another account of the same person.
    story.county.join("second_account", "段环莺", grant)
    story.county["second_account"].person = story.county["author"].person
    story.session.flush()

    def mend() -> None:
        story.county["second_account"].active = False

    yield Case(case, "evaluate", UNIT, {}, {}, by="author", mend=mend)


def _asked(story: Story) -> Iterator[Case]:
    story.joint = True
    story.county.plenary.parameters = {"joint_members_evaluate": "no_"}
    case = story.reach("proposal", "replied")
    says = "本次会议只由第一提案人评价"
    yield Case(case, "evaluate", says, {}, {}, by="ally", by_then="author")


def _evaluated(story: Story) -> Iterator[Case]:
    story.joint = True
    case = story.reach("proposal", "replied")

    def mend() -> None:
        story.do(case, "evaluate", by="author")

    yield Case(case, "change_evaluation", "您还没有评价这次答复", {}, {}, by="author", mend=mend)


def _decided(story: Story) -> Iterator[Case]:
    story.joint = True
    case = story.reach("proposal", "paper_waiting")
    (first,) = paper_forms(story.session, case.id)
    story.do(case, "enter_paper_evaluation", evaluator=story.county["ally"].person_id)
    story.do(case, "confirm_paper_evaluation", by="head", paper_form=first.id)
    second = paper_forms(story.session, case.id)[1]
    bad, good = {"paper_form": first.id}, {"paper_form": second.id}
    yield Case(case, "reject_paper_evaluation", "这一份已经处理", bad, good, by="head")
    story.do(case, "enter_paper_evaluation", evaluator=story.county["ally"].person_id)
    third = paper_forms(story.session, case.id)[2]
    says = "这一份已经处理，或者提案人已经自己评价"
    yield Case(case, "confirm_paper_evaluation", says, bad, {"paper_form": third.id}, by="head")


def _free(story: Story) -> Iterator[Case]:
    story.joint = True
    case = story.reach("proposal", "paper_waiting")
    author, ally = ({"evaluator": story.county[name].person_id} for name in ("author", "ally"))
    yield Case(case, "enter_paper_evaluation", TAKEN, author, ally)


def _objecting(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "replied")
    says = "没有以您的名义代录的征询意见表"
    yield Case(
        case, "dispute_paper_evaluation", says, {}, {}, by="author",
        mend=lambda: story.do(case, "enter_paper_evaluation"),
    )  # fmt: skip


def _rated(story: Story) -> Iterator[Case]:
    story.mode = "separate"
    case = story.reach("proposal", "replied")
    story.do(case, "rate_proposal", by="unit_a")
    says = "本单位已经评价过提案质量"
    yield Case(case, "rate_proposal", says, {}, {}, by="unit_a", by_then="unit_b")


EVALUATION: dict[str, Cases] = {
    "not_of_a_handling_unit": _of_a_unit,
    "is_asked_to_evaluate": _asked,
    "has_evaluated": _evaluated,
    "paper_form_waiting": mended(
        "proposal",
        "replied",
        "confirm_paper_evaluation",
        "没有待复核的纸质征询意见表",
        "enter_paper_evaluation",
    ),
    "paper_form_waits": _decided,
    "paper_form_entered": _decided,
    "evaluator_is_free": _free,
    "own_paper_form": _objecting,
    "mediation_convened": mended(
        "proposal",
        "mediation",
        "record_mediation",
        "请先召集当面协商，通知各方时间和地点",
        "convene_mediation",
    ),
    "not_yet_rated": _rated,
    "reason_if_dissatisfied": simple(
        "proposal",
        "replied",
        "evaluate",
        "有一项不满意的，请写明理由",
        {"attitude": "dissatisfied"},
        DISSATISFIED,
    ),
}
