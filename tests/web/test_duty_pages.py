"""The pages of duties, assessments and awards: what is shown, to whom, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import select

from models import AreaContact, Assessment, DutyRule, OrderEvent, Outbox, ScoreScheme
from tests.assessment_samples import YEAR, assess, lay_down_schemes, recommend
from tests.opinion_samples import write
from tests.pages import Visit
from tests.people import START
from tests.stories import ONCE, Story
from web.dutynews import post_duties
from workflow.deadlines import local_date
from workflow.presets import preset_text

pytestmark = ONCE


def test_the_board_shows_what_is_done_and_opens_it(visit: Visit, story: Story) -> None:
    opinion = write(story)
    story.do(opinion, "send_opinion")
    story.session.add(
        AreaContact(
            person_id=story.county["office"].person_id, group_id=story.county.other_group.id,
            since=date(2026, 1, 1),
        )
    )  # fmt: skip
    story.session.commit()
    office = visit["office"].get("/duties")
    assert "2 个组（共 2 个）" in office.text
    rows = {row.select_one("td").get_text(" ", strip=True): row.get_text(" ", strip=True)
            for row in office.soup.select("tbody tr")}  # fmt: skip
    assert "1 / 12 缺 2" in rows["青山镇联络组"], "March is done; January and February are over"
    assert "0 / 12 缺 2" in rows["县直文教联络组 薛晓燕"]
    mine = visit["office"].get("/duties?which=mine")
    assert "1 个组（共 2 个）" in mine.text
    assert "县直文教联络组" in mine.text
    content = visit["office"].get("/duties/table").response.data
    table = list(load_workbook(BytesIO(content)).active.values)
    assert len(table) == 1 + 2 * 6
    assert table[1][:7] == ("青山镇联络组", None, "社情民意信息", "每月", 1, 12, 2)
    year = visit["leader"].get("/duties/group")
    assert f"/cases/{opinion.id}" in year.links
    assert "接下来六周要办的" in year.text
    other = visit["other_leader"].get("/duties/group")
    assert opinion.title not in other.text
    visit["leader"].get(f"/duties/groups/{story.county.group.id}", 403)
    own = visit["author"].get("/duties/mine")
    assert f"/cases/{opinion.id}" in own.links
    assert opinion.title not in visit["ally"].get("/duties/mine").text


def test_the_office_changes_the_duties_and_the_change_is_noted(visit: Visit, story: Story) -> None:
    office = visit["office"]
    office.get("/duties/rules")
    office.post("/duties/rules", {"_take": "six"}, 303)
    story.session.commit()
    known = story.session.scalars(select(DutyRule).order_by(DutyRule.place)).all()
    assert known[0].name == "社情民意信息"
    number = known[0].id
    story.session.commit()
    new = {"name": "社情民意信息", "holder": "group", "period": "quarter", "minimum": "2",
           "counts": ["information"], "valid_from": "2026-07-01", "valid_until": ""}  # fmt: skip
    page = office.post("/duties/rules", new, 422)
    assert "同名的指标在这段时间里已经有一条" in page.text
    page = office.post("/duties/rules", new | {"counts": [], "minimum": "0"}, 422)
    assert "至少选一种" in page.text
    assert "在 1 到 99 之间" in page.text
    old = {"name": "社情民意信息", "holder": "group", "period": "month", "minimum": "1",
           "counts": ["information"], "valid_from": "2000-01-01"}  # fmt: skip
    office.post(f"/duties/rules/{number}", old | {"valid_until": "2026-06-30"}, 303)
    office.post("/duties/rules", new, 303)
    story.session.commit()
    told = story.session.scalars(select(OrderEvent).where(OrderEvent.what == "duty_rule")).all()
    assert len(told) == 8
    assert told[-1].by_name == "薛晓燕"
    assert ["周期和次数", "", "每季度至少 2 次"] in told[-1].detail["changes"]
    story.session.commit()
    assert "修改履职指标" in visit["auditor"].get("/audit/changes").text


def test_the_office_says_who_looks_after_which_groups(visit: Visit, story: Story) -> None:
    office, person = visit["office"], story.county["head"].person_id
    group = story.county.group.id
    page = office.post("/duties/areas", {"person_id": str(person), "since": "2026-03-01"}, 422)
    assert "至少选一个联络组" in page.text
    form = {"person_id": str(person), "groups": [str(group)], "since": "2026-03-01"}
    office.post("/duties/areas", form, 303)
    office.post("/duties/areas", form, 303)  # the same once more adds nothing
    story.session.commit()
    (one,) = story.session.scalars(select(AreaContact)).all()
    number = one.id
    story.session.commit()
    office.post("/duties/areas", {"_end": str(number)}, 303)
    story.session.refresh(one)
    assert one.until == local_date(START) + timedelta(days=1), "the pages' today"
    story.session.commit()
    assert "1 个组（共 2 个）" in visit["head"].get("/duties?which=mine").text


def test_a_scheme_is_entered_and_everybody_is_assessed_by_it(visit: Visit, story: Story) -> None:
    office = visit["office"]
    assert (
        "name: 委员履职考核（广水 2017）"
        in office.get("/assessments/schemes?preset=guangshui_2017").one("textarea").get_text()
    )
    bad = preset_text("guangshui_2017").replace("points: 20", "points: many", 1)
    page = office.post("/assessments/schemes", {"text": bad, "valid_from": "2026-01-01"}, 422)
    assert "filed 的 points 要写数字" in page.text
    assert "points: many" in page.one("textarea").get_text(), "what was typed stays"
    good = {"text": preset_text("guangshui_2017"), "valid_from": "2026-01-01"}
    office.post("/assessments/schemes", good, 303)
    page = office.post("/assessments/schemes", good, 422)
    assert "已有同一类的办法自这一天或者以后起用" in page.text
    office.post("/assessments/schemes", good | {"valid_from": "2027-01-01"}, 303)
    story.session.commit()
    first, second = story.session.scalars(select(ScoreScheme).order_by(ScoreScheme.id)).all()
    assert first.valid_until == date(2026, 12, 31)
    assert second.valid_until is None
    number = first.id
    story.session.commit()
    assert "最多 80" in visit["author"].get(f"/assessments/schemes/{number}").text
    office.post("/assessments/begin", {"holder": "member", "year": str(YEAR)}, 303)
    office.post("/assessments/begin", {"holder": "member", "year": str(YEAR)}, 303)
    story.session.commit()
    found = story.session.scalars(select(Assessment)).all()
    assert len(found) == len(story.county.members), "twice is once"
    story.session.commit()
    desk = office.get(f"/assessments?year={YEAR}")
    assert "不排名次" in desk.text
    assert desk.soup.select_one("select[name=by]") is None


def test_nobody_sees_another_ones_assessment(visit: Visit, story: Story) -> None:
    one = assess(story)
    theirs = assess(story, "group")
    story.session.commit()
    page = visit["author"].get(f"/cases/{one.id}")
    assert "积分台账" in page.text
    assert f"/cases/{one.id}" in visit["author"].get("/assessments/mine").links
    for name in ("ally", "leader", "unit_a"):
        visit[name].get(f"/cases/{one.id}", 404)
    visit["leader"].get(f"/cases/{theirs.id}")
    visit["other_leader"].get(f"/cases/{theirs.id}", 404)


def test_tables_are_ordered_by_points_only_where_the_committee_says_so(
    visit: Visit, story: Story
) -> None:
    lay_down_schemes(story)
    for name, score in (("author", 10), ("ally", 90)):
        assess(story, "member", name).score = score
    story.session.commit()

    def names(address: str) -> list[str]:
        table = visit["office"].get(address).soup.select_one("section.sheet table.list")
        return [row.select_one("td").get_text(strip=True) for row in table.select("tbody tr")]

    where = f"/assessments?year={YEAR}&holder=member&by=score"
    by_register = names(where)
    story.county.plenary.parameters = {"ranking": "yes_"}
    story.session.commit()
    by_points = names(where)
    assert by_points[0] == "阿依古丽·艾力"
    assert set(by_points) == set(by_register)
    assert names(f"/assessments?year={YEAR}&holder=member") == by_register


def test_awards_have_rules_and_everybody_reads_what_was_decided(visit: Visit, story: Story) -> None:
    office = visit["office"]
    form = {"award": "excellent_member", "valid_from": "2026-01-01"}
    page = office.post("/commendations/rules", form, 422)
    assert "百分比和名数至少写一项" in page.text
    office.post("/commendations/rules", form | {"most": "3"}, 303)
    office.post("/commendations/rules", form | {"most": "4"}, 422)
    one = recommend(story)
    story.session.commit()
    assert f"/cases/{one.id}" in visit["author"].get("/commendations").links, "his own"
    assert "和志强" not in visit["ally"].get("/commendations").text
    assert "名额 3，已用 0（基数 5）" in office.get("/commendations").text
    story.do(one, "pass_commendation")
    story.do(one, "approve_commendation")
    story.session.commit()
    assert "公示中" in visit["ally"].get("/commendations").text
    story.pass_days(20)
    story.session.commit()
    assert "表彰〔2026〕1号" in visit["unit_a"].get("/commendations").text


def test_leaders_are_reminded_once_a_week_of_what_falls_due(story: Story) -> None:
    soon = START.replace(day=23)
    assert post_duties(story.session, soon) == 3  # two leaders of one group, one of the other
    story.session.flush()
    assert post_duties(story.session, soon + timedelta(days=1)) == 0
    (first, *_others) = story.session.scalars(
        select(Outbox).where(Outbox.key.like("duties-%"))
    ).all()
    assert "两周内要完成：社情民意信息、意见建议、集体活动、视察活动" in first.payload["text"]
