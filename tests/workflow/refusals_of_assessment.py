"""How the conditions of assessments and commendations come to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import AwardRule
from models.queries.commendations import award_rule_on
from tests.assessment_samples import YEAR, assess, lay_down_award_rules, recommend
from tests.stories import Story
from tests.workflow.refusing import Case, Cases, simple

WHO = "十二届县政协第 41 次主席会议"


def _nothing_reported(story: Story) -> Iterator[Case]:
    one = assess(story, "unit")
    one.scheme.text = one.scheme.text.replace("counts: reported", "counts: promise")
    story.session.flush()

    def mend() -> None:
        one.scheme.text = one.scheme.text.replace("counts: promise", "counts: reported")

    good = {"score_item": "leadership"}
    says = "积分办法里没有需要申报的，全部由记录计入"
    yield Case(one, "report_item", says, good, good, mend=mend)


def _nothing_to_check(story: Story) -> Iterator[Case]:
    one = story.reach("assessment", "examining")

    def mend() -> None:
        story.do(one, "report_item", by="office")

    yield Case(one, "check_item", "没有等待核实的申报", {"reported_item": None}, {}, mend=mend)


def _unchecked(story: Story) -> Iterator[Case]:
    one = story.reach("assessment", "examining_reported")

    def mend() -> None:
        story.do(one, "check_item")

    yield Case(one, "examine_assessment", "还有申报没有核实：第 1 项", {}, {}, mend=mend)


def _same_score(story: Story) -> Iterator[Case]:
    one = story.reach("assessment", "frozen")
    says = "与现在的得分一样，没有更正什么"
    yield Case(one, "ask_correction", says, {"corrected_score": str(one.score)}, {})


def _rule(story: Story, award: str) -> AwardRule:
    lay_down_award_rules(story)
    found = award_rule_on(story.session, award, date(YEAR, 12, 31))
    assert found is not None
    return found


def _no_place(story: Story) -> Iterator[Case]:
    rule = _rule(story, "excellent_member")
    rule.most = 1
    story.do(recommend(story, award_member=story.county.seat("ally")), "pass_commendation")
    second = recommend(story)

    def mend() -> None:
        rule.most = 2

    yield Case(second, "pass_commendation", "名额已满（已用 / 名额）：1/1", {}, {}, mend=mend)


def _kept_for_collectives(story: Story) -> Iterator[Case]:
    rule = _rule(story, "excellent_proposal")
    rule.most, rule.collective_percent = 1, 20
    case = story.reach("proposal", "filed")
    asked = {"award": "excellent_proposal", "award_member": None, "case_no": case.number}
    one = recommend(story, **asked)

    def mend() -> None:
        rule.collective_percent = 0

    says = "余下的名额留给集体提案（至少 / 名额）：1/1"
    yield Case(one, "pass_commendation", says, {}, {}, mend=mend)


def _excluded(story: Story) -> Iterator[Case]:
    one = recommend(story)
    story.do(one, "pass_commendation")
    rule = _rule(story, "excellent_member")
    rule.excluded_people = [one.person_id]
    story.session.flush()

    def mend() -> None:
        rule.excluded_people = []

    why = "规则写明不参加评选（主席会议成员、驻会常委等）"
    yield Case(one, "approve_commendation", f"按评选规则不能表彰：{why}", {}, {}, mend=mend)


ASSESSMENT: dict[str, Cases] = {
    "something_to_report": _nothing_reported,
    "item_in_the_year": simple(
        "assessment", "reporting", "report_item", "不是考核年度的事",
        {"item_on": "2025-12-31"}, {},
    ),
    "item_counted": simple(
        "assessment", "reporting", "report_item", "数量在 1 到 99 之间",
        {"item_quantity": 0}, {"item_quantity": 2},
    ),
    "item_to_check": _nothing_to_check,
    "refusal_explained": simple(
        "assessment", "examining_reported", "check_item", "不计入的，请写明理由",
        {"item_verdict": "declined"}, {"item_verdict": "declined", "opinion": "没有证明"},
    ),
    "every_item_checked": _unchecked,
    "correction_differs": _same_score,
    "place_left": _no_place,
    "collective_place_kept": _kept_for_collectives,
    "not_excluded": _excluded,
}  # fmt: skip
