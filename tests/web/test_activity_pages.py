"""Activities, opinions and issues in the browser: who sees and does what, and what is printed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from models import Activity, LivelihoodProject, Proposal, SocialOpinion
from models.database import read_session
from models.queries.links import linked_from
from tests.activity_samples import INSPECTION, plan
from tests.fillings import later
from tests.opinion_samples import ISSUE_TEXT, OPINION, publish
from tests.pages import Visit
from tests.reading import words_of
from tests.stories import ONCE, Story
from workflow import history


def _id(answer: Any) -> int:
    return int(answer.location.rpartition("/")[2])


def _listed(visit: Visit, number: int) -> list[str]:
    """The names in the list of an activity, in its order."""
    with read_session(visit.database) as session:
        return [one.person_name for one in session.get_one(Activity, number).participants]


@ONCE
def test_a_leader_plans_and_records_and_another_confirms(visit: Visit, story: Story) -> None:
    story.session.commit()
    leader, author = visit["leader"], visit["author"]
    number = _id(leader.send("/new/activity", {**INSPECTION, "plan_on": later(story, 9)}))
    names = _listed(visit, number)
    assert {"段环莺", "阿依古丽·艾力"} <= set(names)
    # Seen by the group, asked or not, and by nobody of another.
    assert f"/cases/{number}" in author.get("/activities").links
    visit["stranger"].get(f"/cases/{number}", 404)
    author.send(f"/cases/{number}/ask_leave", {"leave_reason": "住院检查"})
    assert "住院检查" in author.get(f"/cases/{number}").text
    assert "住院检查" not in visit["ally"].get(f"/cases/{number}").text
    page = leader.get(f"/cases/{number}/record_activity")
    boxes = page.soup.select("input[type=radio][name$='-attendance']:checked")
    assert [box["value"] for box in boxes] == ["leave"]  # nothing else is filled in
    form = {"held_on": later(story, 0), "activity_results": "看了水厂"}
    place = names.index("段环莺")
    rows = {f"attendance-{place}-attendance": "leave", f"attendance-{place}-reason": "住院检查"}
    refused = leader.send(f"/cases/{number}/record_activity", form | rows, 422)
    assert "还有委员没有选到会情况" in refused.text
    assert "看了水厂" in refused.text
    leader.send(f"/cases/{number}/record_activity", form | rows | {"attendance_rest": "present"})
    assert f"/cases/{number}" in visit["office"].get("/office").links
    assert "confirm_activity" not in leader.get(f"/cases/{number}").text
    visit["office"].send(f"/cases/{number}/confirm_activity", {"note": "属实"})
    done = visit.look(Activity, number)
    assert (done.state, bool(done.confirmed_by)) == ("confirmed", True)


@ONCE
def test_attendance_is_a_spreadsheet_for_who_organises(visit: Visit, story: Story) -> None:
    activity = story.reach("activity", "confirmed")
    story.session.commit()
    answer = visit["leader"].client.get(f"/cases/{activity.id}/attendance")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(lines) == len(activity.participants)
    assert {line[6] for line in lines} == {"到会", "请假"}
    assert "外出培训" not in str(lines)  # why somebody was on leave is not handed on
    visit["other_leader"].get(f"/cases/{activity.id}/attendance", 404)
    year = visit["office"].get("/activities/year")
    assert "青山镇联络组" in year.text
    assert visit["other_leader"].get("/activities/year").text.count("青山镇联络组") == 0


@ONCE
def test_a_finding_becomes_a_proposal_with_one_act_and_both_sides_say_so(
    visit: Visit, story: Story
) -> None:
    activity = story.reach("activity", "confirmed")
    story.session.commit()
    author, number = visit["author"], activity.id
    author.send(f"/cases/{number}/turn_into_proposal", {"draft_for": "own"})
    with read_session(visit.database) as session:
        (link,) = linked_from(session, number, "turned_into")
        draft = link.to_id
        proposal = session.get_one(Proposal, draft)
        assert (proposal.provenance, proposal.state) == ("inspection", "drafting")
        assert "管网老化" in proposal.background
    assert f"/cases/{draft}" in author.get(f"/cases/{number}").links
    assert f"/cases/{number}" in author.get(f"/cases/{draft}").links
    # A draft is its author's alone: the others are not told of it.
    assert f"/cases/{draft}" not in visit["ally"].get(f"/cases/{number}").links
    text = {"title": "关于农村饮水的提案", "background": "管网老化", "analysis": "年久",
            "suggestions-0": "换管"}  # fmt: skip
    author.send(f"/cases/{draft}/write", text)
    author.send(f"/cases/{draft}/submit", {"publish_consent": "full"})
    assert f"/cases/{draft}" in visit["office"].get(f"/cases/{number}").links
    printed = words_of(visit, "office", draft, "proposal_form")
    assert "提案来源视察（农村饮水工程运行情况）" in printed


@ONCE
def test_a_group_speaks_through_its_own_activity(visit: Visit, story: Story) -> None:
    activity = story.reach("activity", "confirmed")
    story.do(activity, "turn_into_proposal", by="author", draft_for="group")
    story.do(activity, "turn_into_opinion", by="ally")
    story.do(activity, "turn_into_project", by="ally")
    targets = [one.target for one in linked_from(story.session, activity.id, "turned_into")]
    proposal, opinion, project = targets
    assert (proposal.collective_body, proposal.convenor_id) == (
        "青山镇联络组", story.county["author"].person_id,
    )  # fmt: skip
    assert isinstance(opinion, SocialOpinion)
    assert (opinion.author_id, opinion.private) == (story.county["ally"].person_id, True)
    assert isinstance(project, LivelihoodProject)
    assert (project.project_kind, project.state) == ("own", "drafting")
    assert "管网老化" in project.need


@ONCE
def test_an_opinion_is_sent_and_every_fate_is_told_to_its_writer(
    visit: Visit, story: Story
) -> None:
    story.session.commit()
    author, office = visit["author"], visit["office"]
    number = _id(author.send("/new/social_opinion", OPINION))
    visit["leader"].get(f"/cases/{number}", 404)
    office.get(f"/cases/{number}", 404)
    assert "最多 1500 字" in author.get(f"/cases/{number}").text
    author.send(f"/cases/{number}/send_opinion", {})
    assert f"/cases/{number}" in visit["leader"].get("/opinions").links
    visit["ally"].get(f"/cases/{number}", 404)
    refused = office.send(f"/cases/{number}/not_use_opinion", {"reason": ""}, 422)
    assert "请填写“理由”" in refused.text
    office.send(f"/cases/{number}/not_use_opinion", {"reason": "与上月一件相同"})
    assert "与上月一件相同" in author.get(f"/cases/{number}").text
    assert "不采用" in author.get("/notices").text


@ONCE
def test_an_issue_is_edited_signed_by_another_and_printed(visit: Visit, story: Story) -> None:
    opinion = story.reach("social_opinion", "sent")
    story.session.commit()
    office, head = visit["office"], visit["head"]
    form = {"issue_title": "关于二次供水的反映", "chosen_opinions": [str(opinion.id)]}
    number = _id(office.send("/new/opinion_issue", form))
    page = office.get(f"/cases/{number}/edit_issue")
    assert OPINION["background"] in page.soup.select_one("textarea[name=issue_text]").text
    edited = form | {"issue_text": ISSUE_TEXT, "main_to": "县委、县政府"}
    office.send(f"/cases/{number}/edit_issue", edited)
    visit["author"].get(f"/cases/{number}", 404)
    office.send(f"/cases/{number}/send_to_sign", {})
    same = office.get(f"/cases/{number}/sign_issue", 409)
    assert "须由另一个人来做" in same.text
    head.send(f"/cases/{number}/sign_issue", {})
    used = visit.look(SocialOpinion, opinion.id)
    assert (used.state, used.background) == ("used", OPINION["background"])
    page = visit["author"].get(f"/cases/{opinion.id}")
    assert "单篇采用" in page.text
    assert f"/cases/{number}" in page.links
    printed = words_of(visit, "author", number, "opinion_issue")
    for part in ("社情民意〔2026〕1期", "主送：县委、县政府", "反映人：段环莺", "水箱多年没有清洗"):
        assert part in printed, part
    words_of(visit, "ally", number, "opinion_issue", 404)


@ONCE
def test_each_level_of_use_stands_by_itself_with_its_day(visit: Visit, story: Story) -> None:
    first, second = (story.reach("social_opinion", "sent") for _ in range(2))
    publish(story, first, second)
    story.session.refresh(first)
    for act in ("forward_opinion", "record_adoption", "record_instruction"):
        story.do(first, act)
    assert [(one.use, one.level) for one in first.uses] == [
        ("merged", "county"), ("forwarded", "prefecture"), ("adopted", "region"),
        ("instruction", "county"),
    ]  # fmt: skip
    story.session.commit()
    page = visit["author"].get(f"/cases/{first.id}").text
    for words in ("综合采用", "报送地区", "自治区采用", "县领导批示（陶县长）：请住建局牵头落实"):
        assert words in page, words


@ONCE
def test_what_is_not_filed_but_worth_reporting_goes_on_as_an_opinion(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "examining")
    story.do(case, "not_file", disposal="public_opinion")
    story.do(case, "record_disposal")
    (link,) = linked_from(story.session, case.id, "turned_into")
    opinion = link.target
    assert isinstance(opinion, SocialOpinion)
    assert (opinion.state, opinion.background, opinion.author_id) == (
        "sent", case.background, case.author_id,
    )  # fmt: skip
    assert opinion.advice.startswith("1. ")
    story.session.commit()
    assert f"/cases/{opinion.id}" in visit["author"].get(f"/cases/{case.id}").links
    # One that goes elsewhere opens nothing.
    other = story.reach("proposal", "examining")
    story.do(other, "not_file", disposal="opinion")
    story.do(other, "record_disposal")
    assert not linked_from(story.session, other.id, "turned_into")


@ONCE
def test_duties_can_be_read_from_the_record(story: Story) -> None:
    activity = plan(story)
    story.do(activity, "record_activity")
    event = story.do(activity, "confirm_activity")
    told = history.body(event)["noted"]
    assert told["held_on"] == later(story, 0)
    rows = {one["person"]: (one["attendance"], one["speech"]) for one in told["participants"]}
    assert rows == {one.person_id: (one.attendance, one.speech) for one in activity.participants}
    assert ("present", "oral") in rows.values()
