"""Sample forms of livelihood projects, calls and ballots."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.queries.projects import open_ballot_of, promises_of_lead, to_be_balloted
from tests.fillings import CONTACT, SCAN, form, later
from workflow.monthly import months_to_report

if TYPE_CHECKING:
    from tests.stories import Story

    Sample = Callable[[Story, Any], dict[str, Any]]

KIND = "livelihood_project"
APPLICATION = {
    "project_kind": "government",
    "project_name": "青山镇卫生院改建",
    "place": "青山镇",
    "need": "看病要走 40 公里",
    "goal": "新建业务用房 1200 平方米",
    "beneficiaries": 12000,
    "budget": "350.50",
}
EXAMINED = {
    "universality": "yes_",
    "public_benefit": "yes_",
    "feasibility": "partly",
    "money_secured": "yes_",
    "opinion": "群众反映多年，资金已有安排",
}
APPRAISED = {"turnout": 100, "votes_satisfied": 60, "votes_basic": 20, "votes_not": 5}


def call_form(story: Story, _call: Any = None) -> dict[str, Any]:
    """A call of a month, from today."""
    return {
        "call_title": "县政府民生实事项目征集公告",
        "call_from": later(story, 0),
        "call_until": later(story, 30),
        "call_scope": "饮水、道路、看病、上学、养老",
    }


def ballot_form(story: Story, _ballot: Any = None) -> dict[str, Any]:
    """A ballot for one place, in a fortnight."""
    return {"ballot_on": later(story, 14), "ballot_body": "县人民代表大会", "places": 1}


def milestones(story: Story, *plan: tuple[str, int, int]) -> list[dict[str, Any]]:
    """A plan: name, days from the story's today, weight."""
    plan = plan or (("开工", 20, 20), ("主体", 100, 50), ("完工", 190, 30))
    return [
        {"name": name, "planned_on": later(story, days), "weight": weight}
        for name, days, weight in plan
    ]


def listing(story: Story, _project: Any) -> dict[str, Any]:
    """A whole listing."""
    return {
        "responsible_leader": story.county["county_leader"].person_id,
        "lead_unit": story.county.units[0].id,
        "partner_units": [story.county.units[1].id],
        "budget": "350.50",
        "budget_year": "350.50",
        "funds": [
            {"source": "县级财政", "amount": "300"},
            {"source": "福利彩票公益金", "amount": "50.50"},
        ],
        "start_plan": later(story, 10),
        "finish_plan": later(story, 200),
        "milestones": milestones(story),
    }


def _report(story: Story, project: Any) -> dict[str, Any]:
    months = months_to_report(project, _today(story))
    return {
        "report_month": months[0] if months else "2026-03",
        "progress": project.progress,
        "note": "照常施工",
        "next_plan": "继续施工",
    }


def _today(story: Story) -> Any:
    from workflow.deadlines import local_date

    return local_date(story.now)


def _visit(_story: Story, project: Any) -> dict[str, Any]:
    found = [one.id for one in project.visits if one.open]
    return {"site_visit": found[-1]} if found else {}


def _item(_story: Story, project: Any) -> dict[str, Any]:
    found = [one.id for one in project.remaining if one.confirmed_on is None]
    return {"remaining_item": found[-1]} if found else {}


def _promise(story: Story, project: Any) -> dict[str, Any]:
    found = promises_of_lead(story.session, project)
    return {"kept_promise": found[0].id} if found else {}


def free_candidates(story: Story) -> list[int]:
    """The short list without what stands on the list of a ballot already."""
    known = [one.id for one in to_be_balloted(story.session)]
    taken = open_ballot_of(story.session, known, 0)
    return [one for one in known if one not in taken]


def _votes(_story: Story, ballot: Any) -> dict[str, Any]:
    votes = [{"no": line.no, "votes": 190 - 60 * (line.no - 1)} for line in ballot.lines]
    return {"entitled": 210, "cast": 200, "valid": 195, "ballot_votes": votes}


def _accepted(story: Story, _project: Any) -> dict[str, Any]:
    return {
        "inspectors": "甲、乙",
        "inspected_on": later(story, 0),
        "accepted_items": [{"item": "业务用房 1200 平方米", "result": "fit"}],
        "opinion": "合格",
    }


def and_(first: Sample, **more: Any) -> Sample:
    """A form with these fields besides."""
    return lambda story, subject: first(story, subject) | more


PROJECT_SAMPLES: dict[tuple[str, str], Sample] = {
    (KIND, "write"): form(**APPLICATION),
    (KIND, "examine_need"): form(**EXAMINED),
    (KIND, "turn_down"): form(reason="已有规划"),
    (KIND, "take_off_list"): form(reason="情况有了变化"),
    (KIND, "give_up_listing"): form(reason="资金没有落实"),
    (KIND, "list_project"): listing,
    (KIND, "accept"): form(**CONTACT),
    (KIND, "report_progress"): _report,
    (KIND, "refuse_report"): form(reason="数字不对"),
    (KIND, "return_report"): form(reason="请附照片"),
    (KIND, "record_visit"): lambda story, _project: {
        "visit_kind": "inspection",
        "visited_on": later(story, 0),
        "visitors": "李文斌等 6 位委员",
        "findings": "围挡没有封闭",
        "rectification": "封闭围挡",
        "rectify_by": later(story, 10),
    },
    (KIND, "report_rectified"): and_(_visit, note="已经封闭"),
    (KIND, "confirm_rectified"): and_(_visit, opinion="到现场看过，已经改好"),
    (KIND, "deny_rectified"): lambda story, project: (
        _visit(story, project) | {"reason": "还有缺口", "rectify_by": later(story, 20)}
    ),
    (KIND, "extend"): lambda story, _project: {"new_due": later(story, 300), "reason": "雨季"},
    (KIND, "carry_over"): lambda story, _project: {
        "new_due": "2027-08-31",
        "budget_year": "100",
        "milestones": milestones(story, ("开工", 20, 20), ("主体", 300, 50), ("完工", 400, 30)),
        "reason": "投资大，分两年实施",
    },
    (KIND, "link_promise"): _promise,
    (KIND, "propose_cancel"): form(reason="另有项目覆盖"),
    (KIND, "agree_cancel"): form(opinion="同意"),
    (KIND, "refuse_cancel"): form(reason="群众仍有需要"),
    (KIND, "finish"): form(note="已完工", signer="张局长"),
    (KIND, "pass_inspection"): _accepted,
    (KIND, "fail_inspection"): lambda story, _project: {
        "inspectors": "甲、乙",
        "inspected_on": later(story, 0),
        "reason": "漏水",
        "new_due": later(story, 30),
    },
    (KIND, "confirm_benefit"): lambda story, _project: {
        **APPRAISED,
        "inspected_on": later(story, 0),
        "evidence": SCAN,
    },
    (KIND, "deny_benefit"): lambda story, _project: {
        "inspectors": "受益户代表",
        "inspected_on": later(story, 0),
        "reason": "还不通水",
        "new_due": later(story, 30),
    },
    (KIND, "record_appraisal"): form(**APPRAISED, appraised_by="deputies"),
    (KIND, "record_objection"): form(note="有人问路灯何时亮，已经答复"),
    (KIND, "report_remaining"): and_(_item, note="已经补种"),
    (KIND, "confirm_remaining"): _item,
    ("proposal", "begin_project"): form(project_name="给老旧小区装一部电梯"),
    ("proposal", "nominate_project"): form(project_name="老旧小区加装电梯"),
    ("promise", "begin_project"): form(project_name="给老旧小区装一部电梯"),
    ("promise", "nominate_project"): form(project_name="老旧小区加装电梯"),
    ("project_call", "correct_call"): call_form,
    ("project_call", "prolong_call"): lambda story, _call: {
        "call_until": later(story, 60),
        "reason": "来的还不多",
    },
    ("project_call", "end_call"): form(reason="已经够了"),
    ("ballot_session", "change_ballot"): ballot_form,
    ("ballot_session", "fix_list"): lambda story, _ballot: {
        "candidates": free_candidates(story)[:2]
    },
    ("ballot_session", "count_ballot"): _votes,
    ("ballot_session", "cancel_ballot"): form(reason="会议改期"),
}
