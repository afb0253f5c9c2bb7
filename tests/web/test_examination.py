"""The two examinations on the pages: forms, notices in writing, finer categories."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber

from models import LocalCategory, Proposal
from tests.pages import Visit
from tests.stories import ONCE, Story


def words_of(visit: Visit, who: str, number: int, name: str, status: int = 200) -> str:
    answer = visit[who].client.get(f"/cases/{number}/documents/{name}")
    assert answer.status_code == status, (who, name)
    if status != 200:
        return ""
    with pdfplumber.open(io.BytesIO(answer.data)) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


@ONCE
def test_every_proposer_is_told_in_writing(visit: Visit, story: Story) -> None:
    story.joint = True
    filed = story.reach("proposal", "filed")
    refused = story.reach("proposal", "examining")
    story.do(refused, "not_file", ground="academic", reason="没有要办的事", disposal="opinion")
    returned = story.reach("proposal", "returned")
    numbers = [filed.id, refused.id, returned.id]
    story.session.commit()
    for who in ("author", "ally"):
        notice = words_of(visit, who, numbers[0], "filing_notice")
        assert "提案立案通知书" in notice
        assert "第001号" in notice
        assert notice.count("特此通知") == 1, "his own copy alone"
        notice = words_of(visit, who, numbers[1], "not_filing_notice")
        for part in ("理由（第6项）：属于学术研讨", "没有要办的事", "转为意见建议", "重新提出"):
            assert part in notice, part
        notice = words_of(visit, who, numbers[2], "return_notice")
        assert "请补充数字" in notice
        assert "您联名提出的" in notice if who == "ally" else "您提出的" in notice
    assert words_of(visit, "office", numbers[0], "filing_notice").count("特此通知") == 2
    form = words_of(visit, "author", numbers[0], "proposal_form")
    for part in ("提案表", "第一提案人", "阿依古丽·艾力", "定出资比例", "立案，案号第001号"):
        assert part in form, part
    assert "符合立案条件" not in form, "the first examination is not the proposer's to read"
    words_of(visit, "unit_a", numbers[0], "filing_notice", 404)
    words_of(visit, "stranger", numbers[1], "not_filing_notice", 404)


@ONCE
def test_the_member_reads_where_it_went_and_not_what_was_proposed(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "examining")
    number = case.id
    story.session.commit()
    assert "符合立案条件" not in visit["author"].get(f"/cases/{number}").text
    page = visit["head"].get(f"/cases/{number}/file")
    assert "符合立案条件" in page.text
    assert page.one("input[name=category][checked]")["value"] == "social"
    form = {"ground": "empty", "reason": "请写具体", "disposal": "public_opinion"}
    visit["head"].send(f"/cases/{number}/not_file", form)
    page = visit["office"].get(f"/cases/{number}/record_disposal")
    sent = {"disposal_to": "县政协研究室", "disposal_on": "2026-03-01"}
    visit["office"].send(f"/cases/{number}/record_disposal", sent)
    text = visit["author"].get(f"/cases/{number}").text
    assert "2026年3月1日送县政协研究室" in text
    assert visit.look(Proposal, number).state == "not_filed_closed"


@ONCE
def test_a_return_without_a_reason_is_refused_and_what_was_typed_is_kept(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "examining")
    number, version = case.id, str(case.version)
    story.session.commit()
    typed = {"ground": "empty", "reason": "", "disposal": "none", "votes": "9 人一致"}
    page = visit["head"].post(f"/cases/{number}/not_file", typed | {"_version": version}, 422)
    assert "请填写“理由”" in page.text
    assert page.field("votes") == "9 人一致"
    page = visit["head"].post(f"/cases/{number}/send_back", {"_version": version}, 422)
    assert "请填写“理由”" in page.text
    found = visit.look(Proposal, number)
    assert (found.state, found.background) == ("examining", case.background)


@ONCE
def test_the_office_keeps_the_finer_categories(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "examining")
    number = case.id
    story.session.commit()
    office, address = visit["office"], "/admin/categories"
    office.post(
        address, {"category": "social", "name": "养老托幼", "valid_from": "2026-01-01"}, 303
    )
    again = {"category": "social", "name": "养老托幼", "valid_from": "2026-02-01"}
    assert "同时已有同名的" in office.post(address, again, 422).text
    early = again | {"name": "教育", "valid_until": "2025-01-01"}
    assert "不能早于" in office.post(address, early, 422).text
    choice = visit["head"].get(f"/cases/{number}/file").one("input[name=local_category]")
    visit["head"].send(
        f"/cases/{number}/file", {"category": "social", "local_category": str(choice["value"])}
    )
    assert "养老托幼" in visit["author"].get(f"/cases/{number}").text
    over = again | {"valid_from": "2026-01-01", "valid_until": "2026-02-28"}
    office.post(f"{address}/{choice['value']}", over, 303)
    assert visit.look(LocalCategory, int(str(choice["value"]))).valid_until == date(2026, 2, 28)
    other = story.reach("proposal", "examining")
    story.session.commit()
    page = visit["head"].get(f"/cases/{other.id}/file")
    assert not page.soup.select("input[name=local_category]")
    assert "养老托幼" in visit["author"].get(f"/cases/{number}").text, "what has it keeps it"
