"""批量办理 in the browser: tick, choose, fill in once, look, confirm."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Proposal, RefusedAttempt
from models.database import read_session
from tests.pages import Page, Visit
from tests.samples_of_assignment import plan
from tests.stories import ONCE, Story, contents

pytestmark = ONCE


@pytest.fixture
def cases(story: Story) -> list[Proposal]:
    """Three filed cases: two with a plan of their own, the last without."""
    found: list[Proposal] = [story.reach("proposal", "filed") for _ in range(3)]
    for unit in story.county.units:
        unit.kind = "政府"
    for case in found[:2]:
        story.do(case, "propose_assignment", **plan(story.county, "sole"))
    story.session.commit()
    return found


def sent(page: Page, **changed: object) -> dict[str, object]:
    """What the form of that page would send."""
    data: dict[str, object] = {}
    for tag in page.soup.select("form input[type=hidden], form input[checked]"):
        name = str(tag["name"])
        if name != "csrf_token":
            earlier = data.get(name, [])
            assert isinstance(earlier, list)
            data[name] = [*earlier, str(tag["value"])]
    return data | changed


def preview(visit: Visit, cases: list[Proposal]) -> Page:
    address = "/office/proposals?state=filed&q="
    ids = {"id": [str(case.id) for case in cases], "from": address}
    form = {"letter_no": "云政督函〔2026〕9号", "_step": "preview"}
    return visit["office"].post("/bulk/assign", ids | form, 200)


def test_many_cases_are_assigned_from_the_list(visit: Visit, cases: list[Proposal]) -> None:
    office = visit["office"]
    page = office.get("/office/proposals?state=filed&pick=page")
    assert len(page.soup.select("input[name=id][checked]")) == 3
    chosen = "&".join(f"id={case.id}" for case in cases)
    page = office.get(f"/bulk?{chosen}&from=/office/proposals%3Fstate%3Dfiled")
    assert "选中的 3 件里，3 件可以办" in page.text
    assert "/office/proposals?state=filed" in page.links
    [link] = [one for one in page.links if one.startswith("/bulk/assign?")]
    assert "这几栏各件照自己的" in office.get(link).text
    with read_session(visit.database) as session:
        before = contents(session)
    page = preview(visit, cases)
    assert "共 3 件：2 件可以办，1 件不能办" in page.text
    assert "本件自己还没有：交办机关、办理方式、主办单位。" in page.text
    assert page.text.count("办后：办理中") == 2
    with read_session(visit.database) as session:
        assert contents(session) == before  # to look is not to do
    confirmed = sent(page, _step="confirm")
    page = office.post("/bulk/assign", confirmed, 200)
    assert "办好 2 件，没有办 1 件" in page.text
    assert [visit.look(Proposal, case.id).state for case in cases] == [
        "handling", "handling", "filed",
    ]  # fmt: skip
    with read_session(visit.database) as session:
        refused = session.scalars(select(RefusedAttempt)).all()
        assert [(one.subject_id, one.action) for one in refused] == [
            (cases[2].id, f"assign/{cases[2].id}")
        ]
        done = contents(session)["event"]
    # A double click is one action on each.
    assert "办好 2 件，没有办 1 件" in office.post("/bulk/assign", confirmed, 200).text
    with read_session(visit.database) as session:
        assert contents(session)["event"] == done


def test_what_changed_meanwhile_is_left_alone_and_all_or_none_is_kept(
    visit: Visit, cases: list[Proposal], story: Story
) -> None:
    page = preview(visit, cases[:2])
    for action in ("try_assignment", "end_trial"):
        story.do(cases[0], action)
    story.session.commit()
    done = visit["office"].post("/bulk/assign", sent(page, _step="confirm", _whole="1"), 200)
    assert "您查看期间，本件已有变化" in done.text
    assert "按您的要求都没有办" in done.text
    assert visit.look(Proposal, cases[1].id).state == "filed"


def test_a_bad_form_is_told_before_anything_is_shown(
    visit: Visit, story: Story, cases: list[Proposal]
) -> None:
    del cases
    case = story.reach("proposal", "submitted")
    story.session.commit()
    form = {"id": str(case.id), "_step": "preview", "opinion": "照此办理"}
    page = visit["office"].post("/bulk/pass_first_examination", form, 422)
    assert page.field("opinion") == "照此办理"
    assert "请填写“初审建议”" in page.text


def test_what_may_not_be_done_in_bulk_has_no_page_and_others_have_no_boxes(
    visit: Visit, cases: list[Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = cases[0].id
    for action in ("withdraw", "not_file", "nothing"):
        visit["office"].get(f"/bulk/{action}?id={number}", 404)
    assert visit["auditor"].get("/audit/cases").soup.select("input[name=id]") == []
    monkeypatch.setattr("web.bulk.MOST", 2)
    many = "&".join(f"id={case.id}" for case in cases)
    assert "一次最多办 2 件" in visit["office"].get(f"/bulk?{many}").text
    assert "请先在列表里选出" in visit["office"].get("/bulk?id=99999999").text
