"""Traps of the member: no reason (T9), nothing between the sessions (T13), ranking (T16).

Three stand where their pages are: one letter for each proposer (T11) in tests/web/test_letters.py,
text that survives (T14) in test_forms.py, passwords (T15) in test_login.py and test_admin.py, and
the whole chain in one place (T17) in test_proposal_pages.py.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from models import Base, Proposal
from tests.pages import Visit
from tests.people import CUTOFF, County, todays_rules
from tests.reading import words_of
from tests.stories import ONCE, Story
from web.access import ACCESS

ROOT = Path(__file__).parents[2]
#: of apps that count who was there, and of tables that say who is first
BURDEN = re.compile(
    r"签到|打卡|排名|排行|check[-_ ]?in\b|leader.?board|ranking|streak", re.IGNORECASE
)


@ONCE
def test_t09_every_proposer_is_told_in_writing(visit: Visit, story: Story) -> None:
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
def test_t09_the_member_reads_where_it_went_and_not_what_was_proposed(
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


def test_t09_whatever_is_unfavourable_in_the_open_is_told_to_the_proposer() -> None:
    """A refusal that the proposer is not told of does not exist in the procedure."""
    states = todays_rules().workflow("proposal").states
    silent = [
        (state.name, action.name)
        for state in states
        for action in state.actions
        if action.negative and not action.internal and not {"proposer", "author"} & {*action.notify}
    ]
    assert silent == []


def test_t16_nobody_has_to_check_in_and_nothing_is_ranked() -> None:
    """指尖上的形式主义: no page, address, table or word for it; what is denied may be said."""
    names = {*ACCESS, *Base.metadata.tables}
    names |= {column.name for one in Base.metadata.tables.values() for column in one.columns}
    assert [name for name in sorted(names) if BURDEN.search(name)] == []
    words = [*(ROOT / "web" / "templates").rglob("*.html"), ROOT / "states.yaml"]
    said = [
        (path.name, line.strip())
        for path in words
        for line in path.read_text("utf-8").splitlines()
        if BURDEN.search(line.replace("不排名次", "").replace("签到表", ""))
    ]
    # A committee may turn it on; it is off by itself.
    assert said == [("states.yaml", "ranking:"), ("states.yaml", "label: 考核排名次")]
    assert todays_rules().parameter("ranking").default == "no_"


@ONCE
def test_t13_the_share_of_inter_session_proposals_is_shown_for_each_group(
    visit: Visit, story: Story, county: County
) -> None:
    for _ in range(2):
        story.reach("proposal", "submitted")
    story.propose()
    story.now = CUTOFF + timedelta(days=40)
    story.reach("proposal", "filed")
    lone = story.propose(by="stranger")
    lone.group_id = None
    story.do(lone, "submit", by="stranger")
    story.session.commit()
    page = visit["office"].get("/office/groups")
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert rows == [
        "合计 4 2 / 4 1 / 4",
        "青山镇联络组 3 1 / 3 1 / 3",
        "县直文教联络组 0 — —",
        "没有编入联络组的委员 1 1 / 1 0 / 1",
    ]
    assert f"/office/proposals?liaison={county.group.id}" in page.links
    of_none = visit["head"].get("/office/groups?session=999").one("select[name=session]")
    assert not of_none.select("option[selected]"), "an unknown session is all of them"
    visit["leader"].get("/office/groups", 403)
