"""Similar cases and bound people on the pages: told in time, and nobody is stopped."""

from __future__ import annotations

from tests.pages import Visit
from tests.samples import promising
from tests.stories import ONCE, Story
from tests.workflow.test_similarity import BODY, earlier_session
from workflow.parties import current_tasks

pytestmark = ONCE
CANARY = "只有提案人自己知道的一句话在这里"


def _of_last_year(story: Story) -> tuple[int, int]:
    """A draft, and the case of an earlier session that says the same and left a promise open."""
    earlier = story.reach("proposal", "handling")
    for task in current_tasks(earlier):
        story.answer(task, **promising(earlier, story))
    earlier.session = earlier_session(story)
    case = story.propose(background=BODY)
    story.session.commit()
    return case.id, earlier.id


def test_t06_the_earlier_case_and_its_open_promises_surface_while_drafting(
    visit: Visit, story: Story
) -> None:
    number, old = _of_last_year(story)
    for form in ("write", "submit"):
        assert f"/cases/{old}" in visit["author"].get(f"/cases/{number}/{form}").links
    compared = visit["author"].get(f"/cases/{number}/similar")
    assert "还没有兑现的承诺" in compared.text
    assert "列入明年计划" in compared.text
    assert "原来的答复" in compared.text


def test_a11_the_same_title_is_a_warning_with_a_link_and_one_can_go_on(
    visit: Visit, story: Story
) -> None:
    number, old = _of_last_year(story)
    page = visit["author"].get(f"/cases/{number}")
    assert "可能相似的提案" in page.text
    assert "本人重提" in page.text
    assert {f"/cases/{old}", f"/cases/{number}/similar"} <= page.links
    visit["author"].send(f"/cases/{number}/submit", {"publish_consent": "full"})
    page = visit["author"].get(f"/cases/{number}")
    assert "可能相似的提案" in page.text
    office = visit["office"].get(f"/cases/{number}/pass_first_examination")
    assert f"/cases/{old}" in office.links
    visit["office"].send(
        f"/cases/{number}/pass_first_examination",
        {"proposed_result": "file", "category": "social", "opinion": "可以立案"},
    )
    assert (
        "已提示相似提案：《关于加装老旧小区电梯的提案》100%"
        in visit["office"].get(f"/cases/{number}").text
    )
    assert "已提示相似提案" not in visit["author"].get(f"/cases/{number}").text


def test_of_what_he_may_not_read_a_member_learns_no_word(visit: Visit, story: Story) -> None:
    text = {"background": f"{BODY}{CANARY}", "analysis": CANARY, "suggestions": [CANARY]}
    title = "关于老旧小区加装电梯的建议"
    others = [story.propose(by="stranger", title=title, **text) for _ in range(2)]
    for one in others:
        story.do(one, "submit", by="stranger")
    story.do(others[0], "pass_first_examination")
    story.do(others[0], "file")
    draft = story.propose(by="stranger", **text)
    case = story.propose(background=BODY + CANARY[:9])
    story.session.commit()
    number, filed = case.id, others[0].number
    for address in ("", "/similar", "/write", "/submit"):
        page = visit["author"].get(f"/cases/{number}{address}")
        assert CANARY not in page.text
        assert CANARY[9:] not in page.text
        assert title in page.text, "of a filed case the title is no secret"
        assert "另有 1 件还没有立案的提案" in page.text
        assert not {f"/cases/{one.id}" for one in (*others, draft)} & page.links
        assert "正文相同" not in page.text
    assert filed
    story.do(case, "submit")
    story.session.commit()
    page = visit["office"].get(f"/cases/{number}/similar")
    assert CANARY in page.text
    assert f"/cases/{others[1].id}" in page.links
    assert f"/cases/{draft.id}" not in page.links, "a draft is nobody's to read"
    visit["unit_a"].get(f"/cases/{number}/similar", 404)
    visit["ally"].get(f"/cases/{number}/similar", 404)


def test_the_form_comes_back_once_with_a_tick(visit: Visit, story: Story) -> None:
    story.county.members["author"].employer_post = "云岭县财政局科长"
    case = story.reach("proposal", "filed")
    finance = story.county.units[1].id
    story.session.commit()
    number = case.id
    form = {
        "authority": "government_office",
        "handling_mode": "sole",
        "lead_units": str(finance),
        "requirements": "请主要领导领办",
    }
    says = "请注意回避：提案人段环莺在云岭县财政局任职（云岭县财政局科长）"
    office = visit["office"]
    page = office.send(f"/cases/{number}/assign", form, 200)
    assert says in page.text
    assert page.one("[name=_acknowledged]").get("type") == "checkbox"
    assert page.field("requirements") == "请主要领导领办"
    assert "待交办" in office.get(f"/cases/{number}").text
    office.send(f"/cases/{number}/assign", form, 200)
    mark = page.field("_acknowledged")
    other = office.send(
        f"/cases/{number}/assign", form | {"_acknowledged": mark, "authority": ""}, 422
    )
    assert other.one("[name=_acknowledged]").get("type") == "hidden", "read once is read"
    office.send(f"/cases/{number}/assign", form | {"_acknowledged": mark})
    page = office.get(f"/cases/{number}")
    assert f"办理前已知悉：{says}" in page.text
    assert "请注意回避" in page.one(".heads-up").get_text()
    for who in ("author", "unit_b"):
        page = visit[who].get(f"/cases/{number}")
        assert "请注意回避" not in page.text
        assert page.soup.select(".heads-up") == []


def test_units_in_view_are_judged_before_anything_is_chosen(visit: Visit, story: Story) -> None:
    story.county.members["author"].employer_post = "云岭县财政局科长"
    case = story.reach("proposal", "submitted")
    case.suggested_units = [story.county.units[1]]
    story.session.commit()
    page = visit["office"].get(f"/cases/{case.id}/pass_first_examination")
    assert "提案人段环莺在云岭县财政局任职" in page.one(".heads-up").get_text()
