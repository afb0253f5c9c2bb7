"""Similar texts are found, told apart by kind, and the record says that they were shown."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from models import Fingerprint, PlenarySession
from models.queries.alike import body_of, rebuild_marks
from tests.people import todays_rules
from tests.stories import ONCE, Story
from workflow import history
from workflow.passages import Compared, title_percent
from workflow.similarity import alike

BODY = (
    "全县二十年以上的住宅楼有三百一十二栋，都没有电梯，楼上的老人下不了楼，看病买菜全靠子女背。\n"
    "出资比例一直谈不拢，低层住户不同意，办手续要跑五个部门，平均要等十一个月才能开工。"
)
OTHER = (
    "乡镇卫生院的全科医生三年走了九人，夜间没有急诊，群众看病要走四十公里山路到县城。\n"
    "编制多年没有增加，待遇比县医院低一半，新来的医生干满服务期就想办法调走。"
)


# ── two texts ───────────────────────────────────────────────────────────────


def test_the_same_text_is_wholly_alike_and_another_is_not() -> None:
    assert Compared(BODY).percent(BODY) == 100
    assert Compared(BODY).percent(OTHER) < 20
    assert Compared(BODY).percent("") == Compared("").percent("") == 0
    assert Compared(BODY).percent(OTHER + BODY) == 100, "copied whole into a longer one"


@pytest.mark.parametrize(
    "written",
    [
        BODY.replace("，", ", ").replace("\n", ""),
        BODY.replace("。", "．　"),
        "\u200b".join(BODY),
        BODY.replace("老人", "老 人"),
    ],
)
def test_signs_blanks_and_width_make_no_difference(written: str) -> None:
    assert Compared(BODY).percent(written) == 100


def test_names_are_the_same_however_the_dot_is_written() -> None:
    name = "阿依古丽·艾力、帕提古丽·艾力提出"
    for dot in ("‧", "•", "・", ""):
        assert Compared(name).percent(name.replace("·", dot)) == 100
    assert title_percent("ＡＢ改造", "ab改造") == 100


def test_a_title_is_compared_by_what_is_particular_in_it() -> None:
    lifts = "关于加装老旧小区电梯的提案"
    assert title_percent(lifts, "关于加装老旧小区电梯的提案") == 100
    assert title_percent(lifts, "关于老旧小区加装电梯的建议") > 60
    assert title_percent("关于加强农村道路安全管理的提案", "关于加强农村饮水安全管理的提案") < 60
    assert title_percent("关于加强工作的提案", "关于推进建设的建议") < 20
    assert title_percent("", "") == 0


def test_common_passages_stand_in_both_texts_as_each_writes_them() -> None:
    theirs = "前言。" + BODY.replace("，", " ,").replace("五个部门", "5个部门") + OTHER
    found = Compared(BODY).passages(theirs)
    assert len(found) >= 2
    for one in found:
        here, there = BODY[slice(*one.here)], theirs[slice(*one.there)]
        assert len(here) >= 8
        assert Compared(here).percent(there) == 100
    assert not any("五个部门" in BODY[slice(*one.here)] for one in found)
    spans = [one.here for one in found]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("的" * 60_000, "的" * 60_000),
        ("的" * 60_000, ("的" * 9 + "了") * 6_000),
        ("的了" * 30_000, "了的的" * 20_000),
        ("\u0301" * 60_000, "ﷺ" * 20_000),
    ],
)
def test_hostile_texts_take_no_time(one: str, other: str) -> None:
    began = time.process_time()
    Compared(one).percent(other)
    Compared(other).passages(one)
    assert time.process_time() - began < 2


# ── cases ───────────────────────────────────────────────────────────────────


def kinds(story: Story, case: object) -> dict[int, tuple[str, int]]:
    found = alike(story.session, case, todays_rules())  # type: ignore[arg-type]
    return {one.proposal.id: (one.kind, one.percent) for one in found}


def earlier_session(story: Story) -> PlenarySession:
    now = story.county.plenary
    before = PlenarySession(
        term=now.term, no=now.no - 1, opens=now.opens.replace(year=2025),
        closes=now.closes.replace(year=2025), cutoff_at=now.cutoff_at.replace(year=2025),
        collection_from=now.collection_from.replace(year=2025), parameters={},
    )  # fmt: skip
    story.session.add(before)
    story.session.flush()
    return before


def test_t12_only_what_was_submitted_is_found_and_each_kind_is_told_apart(story: Story) -> None:
    handed_in = story.propose(by="ally", background=BODY)
    story.do(handed_in, "submit", by="ally")
    before = story.propose(background=BODY)
    story.do(before, "submit")
    older = story.propose(by="ally", background=BODY)
    story.do(older, "submit", by="ally")
    draft_of_another = story.propose(by="ally", background=BODY)
    unlike = story.propose(
        by="ally",
        title="关于乡镇卫生院的提案",
        background=OTHER,
        analysis=OTHER,
        suggestions=["增编"],
    )
    story.do(unlike, "submit", by="ally")
    before.session = older.session = earlier_session(story)
    case = story.propose(background=BODY)
    story.session.flush()
    assert kinds(story, case) == {
        handed_in.id: ("same_session", 100),
        before.id: ("own", 100),
        older.id: ("like", 100),
    }
    assert draft_of_another.id not in kinds(story, case)


@ONCE
def test_one_who_withdrew_may_hand_it_in_again(story: Story) -> None:
    case = story.reach("proposal", "withdrawn")
    again = story.propose()
    assert kinds(story, again)[case.id][0] == "own"


@ONCE
def test_the_same_title_is_enough_and_a_text_taken_back_is_not_found(story: Story) -> None:
    case = story.propose(by="ally", background=OTHER, analysis=OTHER, suggestions=["增加编制"])
    story.do(case, "send_to_group", by="ally")
    draft = story.propose()
    assert kinds(story, draft) == {case.id: ("same_session", 100)}
    story.do(case, "take_back", by="ally")
    assert kinds(story, draft) == {}


@ONCE
def test_what_is_as_alike_as_the_session_says_is_told(story: Story) -> None:
    case = story.propose(by="ally", title="关于电梯", background=BODY + OTHER, analysis="")
    story.do(
        case, "write", by="ally", title="关于电梯", background=BODY + OTHER, analysis=OTHER[::-1]
    )
    story.do(case, "submit", by="ally")
    draft = story.propose(title="关于井盖", background=BODY, analysis=OTHER[::-1][:60] + BODY[::-1])
    [(kind, percent)] = kinds(story, draft).values() or [("", 0)]
    story.county.plenary.parameters = {"similarity_warn": percent + 1}
    story.session.flush()
    assert (kind, kinds(story, draft)) == ("same_session", {})


@ONCE
def test_the_record_says_what_stood_beside_the_form(story: Story) -> None:
    first = story.reach("proposal", "submitted")
    case = story.reach("proposal", "submitted")
    for action in ("pass_first_examination", "file"):
        event = story.do(case, action)
        assert history.body(event)["noted"]["similar"] == [
            {"case": first.id, "title": first.title, "kind": "same_session", "percent": 100}
        ]
    other = story.propose(
        title="关于井盖的提案", background=OTHER, analysis=OTHER, suggestions=["换"]
    )
    story.do(other, "submit")
    assert "similar" not in history.body(story.do(other, "pass_first_examination"))["noted"]


def test_the_marks_are_the_same_however_they_were_written(story: Story) -> None:
    case = story.reach("proposal", "returned")
    story.do(case, "write", background=BODY)
    story.do(case, "submit")
    story.propose(background=OTHER)
    read = lambda: {  # noqa: E731
        (one.mark, one.proposal_id) for one in story.session.query(Fingerprint).all()
    }
    kept = read()
    assert {proposal_id for _, proposal_id in kept} == {case.id}
    story.session.query(Fingerprint).delete()
    assert rebuild_marks(story.session) == 1
    assert read() == kept
    assert body_of(case).startswith(BODY)
