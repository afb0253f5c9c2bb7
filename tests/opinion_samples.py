"""Opinions and issues in tests: sample forms, beginnings, and how each state is come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.queries.links import linked_from
from tests.fillings import SCAN, form, later

if TYPE_CHECKING:
    from models import OpinionIssue, SocialOpinion
    from tests.stories import Story

OPINION = {
    "opinion_title": "老旧小区二次供水水箱多年没有清洗",
    "opinion_kind": "information",
    "background": "县城 23 个小区有水箱，近三年清洗过的只有 4 个。",
    "analysis": "由谁清洗没有写进物业合同。",
    "advice": "由住建局牵头，半年清洗一次，结果贴在楼门口。",
}
ISSUE_TEXT = "县城 23 个小区的水箱多年没有清洗，建议半年清洗一次。"


def write(story: Story, by: str = "author", **changed: Any) -> SocialOpinion:
    """A complete opinion, still being drafted."""
    story.now += story.pace
    subject: Any = story.engine.open(
        story.session, "social_opinion", by=story.county[by], data=OPINION | changed, now=story.now
    )
    return subject


def open_issue(story: Story, *opinions: SocialOpinion) -> OpinionIssue:
    """A new issue of these opinions, of a fresh one where none is named."""
    chosen = opinions or (_sent(story),)
    story.now += story.pace
    data = {"issue_title": "关于二次供水的反映", "chosen_opinions": [one.id for one in chosen]}
    subject: Any = story.engine.open(
        story.session, "opinion_issue", by=story.county["office"], data=data, now=story.now
    )
    return subject


def _sent(story: Story, **changed: Any) -> SocialOpinion:
    opinion = write(story, **changed)
    story.do(opinion, "send_opinion")
    return opinion


def publish(story: Story, *opinions: SocialOpinion) -> OpinionIssue:
    """Edited, signed and gone out."""
    issue = open_issue(story, *opinions)
    for act in ("edit_issue", "send_to_sign", "sign_issue"):
        story.do(issue, act)
    return issue


def use_it(story: Story, opinion: SocialOpinion) -> None:
    """An issue of this opinion alone goes out."""
    publish(story, opinion)


def merge_it(story: Story, opinion: SocialOpinion) -> None:
    """An issue of this opinion and another goes out."""
    publish(story, opinion, _sent(story, by="ally", opinion_title="水箱锈蚀"))


def give_up_the_draft(story: Story, opinion: SocialOpinion) -> None:
    """The proposal it was turned into is not written after all."""
    (link,) = linked_from(story.session, opinion.id, "turned_into")
    story.do(link.target, "discard")


def _use(level: str) -> Callable[[Story, Any], dict[str, Any]]:
    return lambda story, _subject: {
        "use_level": level,
        "used_on": later(story, 0),
        "publication_no": "地区政协《社情民意》第12期",
        "use_evidence": SCAN,
    }


def _edit(story: Story, issue: Any) -> dict[str, Any]:
    return {
        "issue_title": "县城二次供水水箱亟待清洗",
        "chosen_opinions": [item.opinion_id for item in issue.items],
        "issue_text": ISSUE_TEXT,
        "main_to": "县委、县政府",
        "copies_to": "地区政协工委",
    }


OPINION_SAMPLES: dict[tuple[str, str], Callable[[Story, Any], dict[str, Any]]] = {
    ("social_opinion", "write"): form(**OPINION),
    ("social_opinion", "not_use_opinion"): form(reason="与上月的一件相同"),
    ("social_opinion", "hand_to_unit"): lambda story, _subject: {
        "opinion_unit": story.county.units[0].id
    },
    ("social_opinion", "forward_opinion"): _use("prefecture"),
    ("social_opinion", "record_adoption"): _use("region"),
    ("social_opinion", "record_instruction"): lambda story, _subject: {
        "leader_level": "county",
        "instruction_leader": "陶县长",
        "instruction_on": later(story, 0),
        "instruction_text": "请住建局牵头落实",
        "use_evidence": SCAN,
    },
    ("social_opinion", "record_result"): form(opinion_result="已清洗 12 个小区"),
    ("opinion_issue", "edit_issue"): _edit,
    ("opinion_issue", "cancel_issue"): form(reason="与上期重复"),
    ("opinion_issue", "return_issue"): form(reason="请核对小区数"),
}
WAYS_OF_OPINIONS = {
    "sent": ("drafting", "send_opinion"),
    "discarded": ("drafting", "discard"),
    "withdrawn": ("sent", "withdraw"),
    "with_unit": ("sent", "hand_to_unit"),
    "handled": ("with_unit", "record_result"),
    "used": ("sent", "use_it"),
    "merged": ("sent", "merge_it"),
    "turned": ("sent", "turn_into_proposal"),
    "turned_in_vain": ("turned", "give_up_the_draft"),
    "not_used": ("sent", "not_use_opinion"),
    "used_again_with_unit": ("used", "hand_to_unit"),
}
WAYS_OF_ISSUES = {
    "edited": ("editing", "edit_issue"),
    "signing": ("edited", "send_to_sign"),
    "issued": ("signing", "sign_issue"),
    "cancelled": ("editing", "cancel_issue"),
}
TURNS: dict[str, Callable[[Story, Any], object]] = {
    "use_it": use_it,
    "merge_it": merge_it,
    "give_up_the_draft": give_up_the_draft,
}
#: what else may become of an opinion that stands there, by an issue it is put into
ASIDES_OF_OPINIONS = dict.fromkeys(
    ("sent", "with_unit", "handled", "turned"), ("use_it", "merge_it")
)
BEGINNINGS: dict[str, Callable[[Story, str], Any]] = {
    "social_opinion": lambda story, _state: write(story),
    "opinion_issue": lambda story, _state: open_issue(story),
}
