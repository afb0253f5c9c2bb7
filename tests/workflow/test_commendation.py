"""表彰: quotas and exclusions are rules of the record; two persons, a notice, a number."""

from __future__ import annotations

import pytest

from models.queries.commendations import excellent_among
from tests.assessment_samples import YEAR, lay_down_award_rules, recommend
from tests.samples import DISSATISFIED
from tests.stories import ONCE, Story
from workflow.awarding import Candidate, excluded_by
from workflow.deadlines import local_date
from workflow.deedbook import deeds_of_year
from workflow.engine import Refused

pytestmark = ONCE


def refused(story: Story, **changed: object) -> set[str]:
    with pytest.raises(Refused) as why:
        recommend(story, **changed)
    return {one.sentence for one in why.value.reasons}


def test_what_cannot_be_recommended(story: Story) -> None:
    lay_down_award_rules(story)
    only_one = "请只填与表彰项目相应的一项；提案须已经立案，案号写全"
    assert only_one in refused(story, award_unit=story.county.units[0].id)
    assert only_one in refused(
        story, award="excellent_proposal", award_member=None, case_no="12-3-099"
    )
    no_rule = "这个年度还没有这一项的评选规则，请先由办公室定名额"
    assert no_rule in refused(story, award_year=YEAR - 1)
    recommend(story)
    assert refused(story) == {"这个年度已经推荐过"}


def test_a_unit_is_excluded_by_what_the_record_says_of_it(story: Story) -> None:
    lay_down_award_rules(story, excludes=["overdue", "dissatisfied"])
    unit = story.county.units[0]
    asked = {"award": "advanced_unit", "award_member": None, "award_unit": unit.id}
    case = story.reach("proposal", "handling")
    story.now += story.pace * 48 * 120  # a hundred and twenty days
    number = case.number.rsplit("-", 1)[-1]
    says = f"按评选规则不能表彰：有逾期没有办结的承办件：第{number}号"
    assert says in refused(story, by="unit_a", **asked)
    candidate = Candidate("advanced_unit", YEAR, unit_id=story.county.units[1].id)
    assert excluded_by(story.session, candidate, local_date(story.now)) == ""


def test_a_dissatisfied_case_that_is_not_put_right_excludes_its_unit(story: Story) -> None:
    lay_down_award_rules(story, excludes=["dissatisfied"])
    unit = story.county.units[0]
    candidate = Candidate("advanced_unit", YEAR, unit_id=unit.id)

    def against() -> str:
        return excluded_by(story.session, candidate, local_date(story.now))

    case = story.reach("proposal", "replied")
    assert against() == ""
    story.evaluate(case, **DISSATISFIED)
    number = case.number.rsplit("-", 1)[-1]
    assert against() == f"有提案人不满意、还没有解决的提案：第{number}号"
    story.session.refresh(case)
    story.answer_every_task(case)
    story.evaluate(case)
    assert against() == ""


def test_an_excellent_proposal_from_recommendation_to_withdrawal(story: Story) -> None:
    lay_down_award_rules(story, collective_percent=0)
    case = story.reach("proposal", "closed")
    asked = {"award": "excellent_proposal", "award_member": None, "case_no": case.number}
    one = recommend(story, by="ally", **asked)
    assert {line["what"] for line in one.evidence} == {"proposal_submitted", "proposal_filed"}
    story.do(one, "pass_commendation", by="office")
    story.do(one, "approve_commendation")
    assert (one.state, one.number, one.meeting) == (
        "noticing", None, "十二届县政协第 41 次主席会议",
    )  # fmt: skip
    assert excellent_among(story.session, [case.id]) == {}
    story.pass_days(15)
    assert (one.state, one.number) == ("commended", "表彰〔2026〕1号")
    assert excellent_among(story.session, [case.id]) == {case.id: one}
    awards = [deed for deed in deeds_of_year(story.session, YEAR) if deed.what == "award"]
    assert [deed.people for deed in awards] == [(case.author_id,)]
    story.do(one, "ask_withdrawal")
    with pytest.raises(Refused):
        story.do(one, "agree_withdrawal", by="office")
    story.do(one, "agree_withdrawal")
    assert (one.state, one.number) == ("withdrawn", "表彰〔2026〕1号")
    assert excellent_among(story.session, [case.id]) == {}
    assert [deed for deed in deeds_of_year(story.session, YEAR) if deed.what == "award"] == []
