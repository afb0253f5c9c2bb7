"""Scoring: the tables of real committees, with examples computed by hand, and what bends points."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.deed_samples import ANNA, BERT, ME, attended, deed, filed, opinion
from workflow.presets import preset_names, preset_text
from workflow.schemes import BadScheme, Scheme, read_scheme
from workflow.scoring import kept, score, shown


def preset(name: str) -> Scheme:
    return read_scheme(preset_text(name))


def sums(name: str, deeds: list[Any], holder: int = ME) -> dict[str, str]:
    """What of each section counts, and the total."""
    ledger = score(preset(name), holder, deeds)
    found = {one.section.name: shown(one.counted) for one in ledger.sums}
    return found | {"total": shown(ledger.total), "grade": ledger.grade}


def test_every_preset_can_be_read_and_says_where_it_comes_from() -> None:
    assert len(preset_names()) == 9
    for name in preset_names():
        one = preset(name)
        assert one.source, name
        assert {rule.section for rule in one.rules} == {part.name for part in one.sections}, name


def test_tongcheng() -> None:
    plenary = attended("meeting", "plenary")
    deeds = [
        plenary,  # 50
        attended("meeting", "standing", "leave"),  # − 2
        filed(what="proposal_submitted"),  # 10
        filed(),  # 15: with the 10 the ceiling of 25 is reached
        filed((ANNA, ME, BERT), "proposal_submitted"),  # half of 10 for two: 2.5
        attended(),  # 2
        attended(speech="written"),  # 5 instead of 2
        opinion(),  # 10
        opinion("opinion_used"),  # 5: the ceiling of 15 is reached
    ]
    found = sums("tongcheng_2019", deeds)
    assert found == {
        "meetings": "48", "proposals": "25", "activities": "7", "opinions": "15", "bonus": "0",
        "total": "95", "grade": "合格",
    }  # fmt: skip


def test_tongcheng_shares_a_joint_proposal_and_halves_an_excused_absence() -> None:
    deeds = [
        attended("meeting", "plenary", "leave"),  # 30
        attended("meeting", "standing", "absent"),  # − 5
        filed((ME, ANNA, BERT), "proposal_submitted"),  # the first has half of 10: 5
        filed((ANNA, ME, BERT)),  # half of 15 for two: 3.75
    ]
    found = sums("tongcheng_2019", deeds)
    assert (found["meetings"], found["proposals"]) == ("25", "8.75")
    assert found["total"] == "33.75"
    assert found["grade"] == "不合格"


def test_tongcheng_credits_three_authors_of_a_collective_proposal() -> None:
    people = (9, ANNA, ME, BERT)
    whole = filed(people, form="collective")
    assert sums("tongcheng_2019", [whole])["proposals"] == "3.75"  # half of 15 for two others
    assert sums("tongcheng_2019", [whole], BERT)["proposals"] == "0"  # the fourth


def test_guangshui() -> None:
    deeds = [
        filed(),  # 20
        filed((ANNA, ME)),  # joint: 15
        filed((ME, ANNA), "proposal_to_opinion"),  # joint, turned into information: 10
        opinion(),  # 20
        opinion(),  # once only
        deed("project_done", people=(ME,)),  # 20: 85 in all, the ceiling is 80
        attended("survey", "none", "leave"),  # − 1
        attended("meeting", "standing", "absent"),  # − 3
        attended("study"),  # 5
        deed("award", people=(ME,), level="region", award="excellent_member"),  # 8
    ]
    found = sums("guangshui_2017", deeds)
    assert found == {
        "duties": "80", "attendance": "6", "study": "5", "honours": "8", "total": "99",
        "grade": "",
    }  # fmt: skip


def test_deductions_do_not_go_below_nought() -> None:
    absent = [attended("meeting", "standing", "absent") for _ in range(5)]  # − 15 of 10
    assert sums("guangshui_2017", absent)["attendance"] == "0"
    assert sums("guangshui_2017", [])["total"] == "10"


def test_chaohu() -> None:
    deeds = [
        attended("meeting", "plenary"),  # 35
        attended("meeting", "standing"),
        attended("meeting", "standing", "absent"),  # one of two: 15
        *(attended() for _ in range(5)),  # 7.5 each, the ceiling is 30
        filed((ANNA, ME)),  # 5 as another proposer
        filed(),  # 15: the best one counts as the first
        filed(),  # further: 5
        opinion("opinion_used"),  # 10
        opinion("opinion_used"),  # further: 3
        opinion("opinion_not_used"),  # 1
        opinion("opinion_adopted", level="region"),  # 6
        deed("award", people=(ME,), award="excellent_proposal", level="county"),  # 8
    ]
    found = sums("chaohu", deeds)
    assert found["proposals"] == "10"  # the joint one and the third, 5 each
    assert (found["proposal"], found["used"], found["opinions"]) == ("15", "10", "4")
    assert (found["plenary"], found["standing"], found["activities"]) == ("35", "15", "30")
    assert found["total"] == "133"  # 35+15+30+15+10+10+8+4+6


@pytest.mark.parametrize(
    ("present", "proposals", "others", "total", "grade"),
    [
        (4, 1, 12, "92", "优秀"),  # 50 + 30 + 12
        (4, 1, 0, "80", "良好"),
        (3, 1, 0, "67.5", "称职"),  # three of four meetings: 37.5
        (2, 0, 0, "25", "不称职"),
    ],
)
def test_anqing(present: int, proposals: int, others: int, total: str, grade: str) -> None:
    deeds = [
        *(attended("meeting", "plenary") for _ in range(present)),
        *(attended("meeting", "plenary", "absent") for _ in range(4 - present)),
        *(filed() for _ in range(proposals)),
        *([deed("reported", people=(ME,), item="others", quantity=str(others))] if others else []),
    ]
    found = sums("anqing_2018", deeds)
    assert (found["total"], found["grade"]) == (total, grade)


def test_minhang() -> None:
    deeds = [
        *(attended("meeting", "plenary") for _ in range(3)),  # three half-days: 15
        attended("consultation"),  # 5
        filed((ANNA, ME), "proposal_submitted"),  # 3 as a participant …
        filed(what="proposal_submitted"),  # … and 15 as author: only the best counts
        filed((ANNA, ME), "proposal_key"),  # 3
        deed("award", people=(ME, ANNA), award="excellent_proposal", level="county"),  # 10
    ]
    found = sums("minhang", deeds)
    assert (found["meetings"], found["activities"], found["proposals"]) == ("15", "5", "28")
    assert found["total"] == "48"


def test_a_group_by_peixian_and_guangshui() -> None:
    def by_group(what: str, **marks: str) -> Any:
        return deed(what, group_id=7, **marks)

    deeds = [
        *(by_group("opinion_sent", opinion_kind="information") for _ in range(13)),  # 12 at most
        *(by_group("opinion_sent", opinion_kind="suggestion") for _ in range(4)),  # 8
        *(by_group("activity", activity_kind="inspection") for _ in range(4)),  # 12
        *(by_group("activity", activity_kind="collective") for _ in range(2)),  # 6
        by_group("activity", activity_kind="research_report"),  # 5
        by_group("project_done"),  # 8
        by_group("reported", item="home"),  # 10
        by_group("reported", item="topics", quantity="1"),  # 2
    ]
    found = sums("peixian_2018", deeds, 7)
    assert (found["leadership"], found["duties"], found["total"]) == ("12", "51", "63")
    news = [by_group("reported", item="news", quantity="3"), by_group("reported", item="plan")]
    assert sums("guangshui_group_2017", news, 7)["total"] == "12.5"


def test_a_unit_by_fengyang_and_baoji() -> None:
    def replied(late: str, met: str) -> Any:
        return deed("reply", unit_id=5, part="sole", late=late, met=met, **{"class": "A"})

    def judged(result: str) -> Any:
        return deed("evaluation", unit_id=5, result=result, attitude="satisfied", round="first")

    good = [replied("no", "yes"), replied("no", "yes"), judged("satisfied"), judged("basic")]
    assert sums("fengyang", good, 5)["total"] == "1"  # 0.4 + 0.3 + 0.3
    bad = [*good, replied("yes", "yes"), judged("dissatisfied")]
    assert sums("fengyang", bad, 5)["total"] == "0.3"
    ledger = score(preset("fengyang"), 5, bad)
    late = next(one for one in ledger.entries if one.rule == "on_time")
    assert late.why[0].params == (("part", "2"), ("whole", "3"))
    broken = [judged("dissatisfied"), deed("promise", unit_id=5, outcome="broken")]
    assert sums("baoji", broken, 5)["total"] == "96.8"  # 100 − 0.2 − 3


def rule(**more: Any) -> Scheme:
    line = {"section": "a", "label": "x", "counts": "opinion_adopted", "points": 2} | more
    return read_scheme(json.dumps({
        "name": "x", "holder": "member", "sections": {"a": {"label": "A"}}, "rules": {"r": line},
    }))  # fmt: skip


def total(scheme: Scheme, *deeds: Any) -> str:
    return shown(score(scheme, ME, deeds).total)


def test_what_bends_points() -> None:
    one, other = (opinion("opinion_adopted", level=level) for level in ("region", "nation"))
    levels = {"levels": {"region": 3, "nation": 5}}
    assert total(rule(**levels, multiply=True), one, other) == "16"  # 2×3 + 2×5
    assert total(rule(**levels), one, other) == "8"
    assert total(rule(**levels), opinion("opinion_adopted", level="village")) == "0"
    assert total(rule(cap=3), one, other) == "3"
    assert total(rule(times=1), one, other) == "2"
    shared = filed((ANNA, ME, BERT), "proposal_filed")
    assert total(rule(counts="proposal_filed", pro_rata=True), shared) == "0.67"
    early = opinion("opinion_adopted", on="2025-06-30")
    assert total(_from_new_year(), early, one) == "2"


def _from_new_year() -> Scheme:
    text = (
        "{name: x, holder: member, sections: {a: {label: A}}, rules: {r: "
        "{section: a, counts: opinion_adopted, points: 2, from: 2026-01-01}}}"
    )
    return read_scheme(text)


def test_the_fold_is_a_fold() -> None:
    """The same deeds give the same ledger, and each entry names its event."""
    random = Random(5)
    deeds = [
        *(attended(random.choice(["survey", "study"])) for _ in range(20)),
        *(filed(random.choice([(ME,), (ANNA, ME), (ME, BERT)])) for _ in range(10)),
        *(opinion("opinion_used") for _ in range(5)),
    ]
    for name in preset_names():
        scheme = preset(name)
        first, again = (score(scheme, ME, list(deeds)) for _ in range(2))
        assert first == again
        assert kept(first) == kept(again)
        events = {one.event_id for one in deeds}
        assert all(one.evidence for one in first.entries)
        assert {d.event_id for one in first.entries for d in one.evidence} <= events
        by_section = {one.section.name: one.given - one.section.base for one in first.sums}
        for section, given in by_section.items():
            counted = [one.counted for one in first.entries if one.section == section]
            assert sum(counted, Fraction(0)) == given


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "里面没有内容"),
        ("name: [", "第 2 行：这里不合 YAML 的写法"),
        ("{name: x, holder: dog, sections: {a: {}}, rules: {}}", "holder 写 member"),
        (("{name: x, holder: unit, sections: {a: {}}, rules: {r: {section: b, counts: reply, "
         "points: 1}}}"), "r：sections 里没有 b"),
        (("{name: x, holder: unit, sections: {a: {}}, rules: {r: {section: a, counts: dog, "
         "points: 1}}}"), "r：counts 可以写"),
        ("{name: x, holder: unit, sections: {a: {}}, rules: {r: {section: a, counts: reply}}}",
         "r：没有写 points"),
        (("{name: x, holder: unit, sections: {a: {}}, rules: {r: {section: a, counts: reply, "
         "points: many}}}"), "r 的 points 要写数字"),
        (("{name: x, holder: unit, sections: {a: {}}, rules: {r: {section: a, counts: reply, "
         "points: 1, colour: red}}}"), "r：不认识 colour"),
    ],
)  # fmt: skip
def test_a_bad_scheme_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(BadScheme) as bad:
        read_scheme(text)
    assert any(says in fault for fault in bad.value.faults), bad.value.faults


@pytest.mark.parametrize(
    ("points", "text"), [("1/3", "0.33"), ("1/8", "0.13"), ("-1/2", "-0.5"), ("10", "10")]
)
def test_points_are_rounded_only_when_shown(points: str, text: str) -> None:
    assert shown(Fraction(points)) == text
