"""Sample forms of yearly assessments and commendations, and how they come to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from models import AwardRule, ScoreScheme
from models.queries.assessments import scheme_on
from models.queries.commendations import award_rule_on
from tests.fillings import form, later
from workflow.assessing import reportable, waiting_items
from workflow.presets import preset_text
from workflow.schemes import read_scheme

if TYPE_CHECKING:
    from tests.stories import Story

SCHEMES = {"member": "guangshui_2017", "group": "peixian_2018", "unit": "fengyang"}
YEAR = 2026


def lay_down_schemes(story: Story) -> None:
    """A scheme for members, groups and units, as the office has entered them."""
    for holder, name in SCHEMES.items():
        if scheme_on(story.session, holder, date(YEAR, 12, 31)) is None:
            text = preset_text(name)
            story.session.add(
                ScoreScheme(holder=holder, name=read_scheme(text).name, text=text,
                            valid_from=date(YEAR, 1, 1), entered_at=story.now)
            )  # fmt: skip
    story.session.flush()


def lay_down_award_rules(story: Story, **changed: Any) -> None:
    """A rule for every award: five each, a fifth of them collective."""
    for award in ("excellent_proposal", "advanced_unit", "excellent_member", "excellent_group"):
        if award_rule_on(story.session, award, date(YEAR, 12, 31)) is None:
            columns = {"most": 5, "collective_percent": 20, "excludes": [], "excluded_people": []}
            story.session.add(
                AwardRule(award=award, valid_from=date(YEAR, 1, 1), **columns | changed)
            )
    story.session.flush()


def assess(story: Story, holder: str = "member", who: str = "author") -> Any:
    """An assessment that the office has begun: of a member, his group, or unit a."""
    lay_down_schemes(story)
    county = story.county
    asked = {
        "member": lambda: {"assessed_member": county.seat(who)},
        "group": lambda: {"assessed_group": county.group.id},
        "unit": lambda: {"assessed_unit": county.units[0].id},
    }[holder]()
    story.now += story.pace
    return story.engine.open(
        story.session, "assessment", by=county["office"],
        data={"assessed_year": YEAR, **asked}, now=story.now,
    )  # fmt: skip


def begin_assessment(story: Story, position: str) -> Any:
    """Of a member, or of what the position names."""
    word = position.removeprefix("reporting").removeprefix("_of_")
    holder = word if word in ("group", "unit") else "member"
    return assess(story, holder, _unassessed(story) if holder == "member" else "author")


def _unassessed(story: Story) -> str:
    """A member who has no assessment yet: each has one a year."""
    from models.queries.assessments import assessments_of

    known = {one.person_id for one in assessments_of(story.session, "member", YEAR)}
    return next(name for name, seat in story.county.members.items() if seat.person_id not in known)


def recommend(story: Story, by: str = "author", **changed: Any) -> Any:
    """A recommendation: of 和志强 for excellent member, or what is told."""
    lay_down_award_rules(story)
    asked = {"award": "excellent_member", "award_year": YEAR, "merits": "履职认真，提案有见地。",
             "award_member": story.county.seat("former")}  # fmt: skip
    data = {name: value for name, value in (asked | changed).items() if value is not None}
    story.now += story.pace
    return story.engine.open(
        story.session, "commendation", by=story.county[by], data=data, now=story.now
    )


def begin_commendation(story: Story, _position: str) -> Any:
    """A recommendation of somebody who has not been recommended."""
    from models.queries.commendations import commendations_of

    known = {one.person_id for one in commendations_of(story.session, YEAR)}
    name = next(name for name, seat in story.county.members.items() if seat.person_id not in known)
    return recommend(story, award_member=story.county.seat(name))


def _item(_story: Story, assessment: Any) -> dict[str, Any]:
    return {
        "score_item": next((one.name for one in reportable(assessment)), "none"),
        "item_text": "帮扶一户困难家庭，村委会有证明",
        "item_on": "2026-02-20",
    }


def _check(_story: Story, assessment: Any) -> dict[str, Any]:
    waiting = waiting_items(assessment)
    return {"reported_item": waiting[-1].no if waiting else 1, "item_verdict": "accepted"}


ASSESSMENT_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("assessment", "report_item"): _item,
    ("assessment", "check_item"): _check,
    ("assessment", "hand_in_assessment"): form(self_report="全年参加了各项活动。"),
    ("assessment", "cancel_assessment"): form(reason="今年刚就任，不考核"),
    ("assessment", "object_assessment"): form(reason="三月的视察没有计入"),
    ("assessment", "send_back_assessment"): form(reason="请再核对请假"),
    ("assessment", "ask_correction"): form(corrected_score="88.5", reason="漏计一件"),
    ("assessment", "refuse_correction"): form(reason="依据不足"),
    ("assessment", "void_assessment"): form(reason="考核的对象弄错了"),
    ("commendation", "not_commend"): form(reason="事迹不突出"),
    ("commendation", "withdraw_recommendation"): form(reason="另荐他人"),
    ("commendation", "send_back_commendation"): form(reason="请补充事迹"),
    ("commendation", "approve_commendation"): lambda story, _one: {
        "award_meeting": "十二届县政协第 41 次主席会议",
        "award_meeting_on": later(story, 0),
    },
    ("commendation", "note_public_objection"): form(reason="有人反映情况不实"),
    ("commendation", "ask_withdrawal"): form(reason="事迹不实"),
    ("commendation", "agree_withdrawal"): form(reason="经核查属实"),
    ("commendation", "refuse_withdrawal"): form(reason="查无此事"),
}
#: how a state is reached: the state before it, and the act
OF_ASSESSMENT = {
    "reported": ("reporting", "report_item"),
    "examining": ("reporting", "hand_in_assessment"),
    "examining_reported": ("reported", "hand_in_assessment"),
    "checked": ("examining_reported", "check_item"),
    "objecting": ("examining", "examine_assessment"),
    "deciding": ("objecting", "accept_assessment"),
    "frozen": ("deciding", "decide_assessment"),
    "correcting": ("frozen", "ask_correction"),
    "cancelled": ("reporting", "cancel_assessment"),
}
OF_COMMENDATION = {
    "approving": ("reviewing", "pass_commendation"),
    "noticing": ("approving", "approve_commendation"),
    "commended": ("noticing", "wait_out_the_notice"),
    "withdrawing": ("commended", "ask_withdrawal"),
    "withdrawn": ("withdrawing", "agree_withdrawal"),
    "not_commended": ("reviewing", "not_commend"),
}


def wait_out_the_notice(story: Story, _commendation: Any) -> None:
    """The public notice runs out, and the clock strikes."""
    story.pass_days(15)


TURNS = {"wait_out_the_notice": wait_out_the_notice}
BEGINNINGS = {"assessment": begin_assessment, "commendation": begin_commendation}
