"""并案 on the pages and sheets: the form, both cases, the notice, and each proposer's letter."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pdfplumber
import pytest

from models import Proposal
from tests.merging_samples import OTHER_TEXT, another, merge
from tests.pages import Visit
from tests.stories import ONCE, Story
from workflow.numbers import short_number

pytestmark = ONCE


def words_of(visit: Visit, who: str, number: int, name: str, status: int = 200) -> str:
    answer = visit[who].client.get(f"/cases/{number}/documents/{name}")
    assert answer.status_code == status, (who, name)
    if status != 200:
        return ""
    with pdfplumber.open(io.BytesIO(answer.data)) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


@dataclass(frozen=True)
class Known:
    """A case as a test remembers it, without asking the database."""

    id: int
    number: str
    title: str
    background: str

    @classmethod
    def of(cls, case: Proposal) -> Known:
        return cls(case.id, f"第{short_number(case)}号", case.title, case.background)


Pair = tuple[Known, Known]


@pytest.fixture
def pair(story: Story, visit: Visit) -> Pair:
    """𠮷田玉's filed case, and the author's joint one, not merged yet."""
    for who in ("office", "author", "ally", "stranger", "unit_a"):
        visit.browsers[who] = visit.sign_in(who)
    main = another(story)
    story.joint = True
    merged = story.reach("proposal", "filed")
    found = Known.of(main), Known.of(merged)
    story.session.commit()
    return found


def state_of(visit: Visit, case: Known) -> tuple[str, int | None]:
    row = visit.look(Proposal, case.id)
    return row.state, row.merged_into_id


def put_together(story: Story, main: Known, merged: Known) -> Proposal:
    row = story.session.get_one(Proposal, main.id)
    merge(story, story.session.get_one(Proposal, merged.id), row)
    return row


def test_the_office_chooses_the_main_case_and_both_pages_say_so(
    visit: Visit, story: Story, pair: Pair
) -> None:
    main, merged = pair
    address = f"/cases/{merged.id}/merge"
    page = visit["office"].get(address)
    offered = [tag.get_text(" ", strip=True) for tag in page.soup.select(".pick-list label")]
    assert offered == [f"{main.number}　{main.title}（𠮷田玉）"]
    # Nothing chosen, or the case itself: a sentence at the field, and what was typed stays.
    for wrong in ("", str(merged.id)):
        form = {"merge_into": wrong, "reason": "同一件事"}
        page = visit["office"].send(address, form, status=422)
        assert page.field("reason") == "同一件事"
        assert "主案" in page.one(".problems").get_text()
    visit["office"].send(address, {"merge_into": str(main.id), "reason": "同一件事"})
    assert state_of(visit, merged) == ("merged", main.id)

    page = visit["author"].get(f"/cases/{merged.id}")
    assert f"本件已并入{main.number}《{main.title}》" in page.text
    assert f"/cases/{main.id}" in page.links
    page = visit["author"].get(f"/cases/{main.id}")
    assert f"并入的{merged.number}《{merged.title}》" in page.text
    assert merged.background in page.text
    assert f"{merged.number}提案第2条建议" in page.text
    # The other side reads the text on the main page, and does not open the other's record.
    page = visit["stranger"].get(f"/cases/{main.id}")
    assert merged.background in page.text
    assert f"/cases/{merged.id}" not in page.links
    visit["stranger"].get(f"/cases/{merged.id}", 404)
    page = visit["office"].get("/office/proposals?state=merged")
    assert "已并案" in page.text
    assert f"并入{main.number}" in page.text


def test_every_proposer_is_told_in_writing_and_gets_a_letter_of_his_own_case(
    visit: Visit, story: Story, pair: Pair
) -> None:
    main, merged = pair
    case = put_together(story, main, merged)
    own, other = main.number, merged.number
    story.do(case, "assign")
    story.session.refresh(case)
    story.answer_every_task(case)
    task = Known(case.tasks[-1].id, "", "", "")
    story.session.commit()

    notice = words_of(visit, "office", main.id, "merging_notice")
    assert notice.count("特此通知") == 3
    notice = words_of(visit, "ally", merged.id, "merging_notice")
    assert "阿依古丽·艾力委员" in notice
    for said in (own, other, "反映的是同一件事", "𠮷田玉", "段环莺、阿依古丽·艾力"):
        assert said in notice, said
    words_of(visit, "stranger", merged.id, "merging_notice", 404)

    letter = words_of(visit, "author", task.id, "reply_letter")
    assert f"段环莺委员：您提出的《{merged.title}》（{other}）收悉。该件已并入《" in letter
    assert f"（{own}）一并办理" in letter
    assert f"关于{other}提案第1条建议" in letter
    assert f"{own}（并案{other}）提案的答复" in letter
    letter = words_of(visit, "stranger", task.id, "reply_letter")
    assert f"《{OTHER_TEXT['title']}》（{own}）收悉。经与并入的{other}提案一并研究办理" in letter
    assert "段环莺委员" not in letter
    form = words_of(visit, "ally", task.id, "feedback_form")
    assert f"{other}（并入{own}）" in form
    assert f"{other}提案第2条建议" in form
    slip = words_of(visit, "office", task.id, "transfer_slip")
    # The label of the row stands between its two lines.
    assert f"{other}《{merged.title}》，提案者：段环莺、阿依" in slip
    # The unit reads the original, and prints it; it cannot act on it.
    assert merged.title in words_of(visit, "unit_a", merged.id, "proposal_form")
    page = visit["unit_a"].get(f"/cases/{merged.id}")
    assert page.soup.select(".do .btn") == []


def test_an_undone_merge_is_told_in_writing(visit: Visit, story: Story, pair: Pair) -> None:
    main, merged = pair
    put_together(story, main, merged)
    story.session.commit()
    visit["office"].send(f"/cases/{merged.id}/undo_merge", {"reason": "两处不是同一个小区"})
    assert state_of(visit, merged) == ("filed", None)
    notice = words_of(visit, "author", merged.id, "parting_notice")
    assert "两处不是同一个小区" in notice
    assert main.number in notice
    assert "两处不是同一个小区" in visit["author"].get(f"/cases/{merged.id}").text
    assert merged.title in visit["stranger"].get(f"/cases/{main.id}").text  # in its record
    visit["author"].get(f"/cases/{main.id}", 404)
