"""Two proposals on one matter in the sample: merged, parted again, or left by the main case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from random import Random

from models import User
from web.sample.people import MAIN_UNIT
from web.sample.plans import ProposalPlan
from web.sample.proposals import ProposalStory
from web.sample.texts import say
from web.sample.timeline import Anchor, Deed, Step, days_before


def second_proposals(story: ProposalStory, author: User) -> Iterator[Step]:
    """What another member hands in on the same matter, and what the office does with the two."""
    how = story.plan.merging
    if not how:
        return
    topic = replace(
        story.topic,
        title=story.topic.title.replace("关于", "关于进一步", 1),
        suggestions=story.topic.suggestions[1:],
        answers=story.topic.answers[1:],
    )
    plan = ProposalPlan(until="", anchor=story.plan.anchor, route="direct")
    twin = ProposalStory(story.walk, plan, topic, author, [], Random(topic.title))
    yield from twin.steps()
    reason = say("merge", story.rng)
    yield Step("merge", 1, _merge(story, twin, reason))
    if how == "undone":
        part = twin.by(twin.officer, "undo_merge", reason=say("part", story.rng))
        yield Step("part", 1, part)
    elif how == "withdrawn":
        yield story.withdrawal(1, 2)
    else:
        # From now on she is one of those who are talked to, heard and asked.
        story.cosigners = [*story.cosigners, author]
        story.topic = replace(story.topic, answers=story.topic.answers + topic.answers)


def _merge(story: ProposalStory, twin: ProposalStory, reason: str) -> Deed:
    def deed(now: datetime) -> None:
        story.walk.do(twin.case, "merge", story.officer, now, merge_into=story.case.id,
                      reason=reason)  # fmt: skip
        if story.plan.merging == "kept":
            story.agreed.append(twin.author)

    return deed


def merged_plans() -> Iterator[ProposalPlan]:
    """One of each kind."""
    yield ProposalPlan(until="", anchor=Anchor("", date(2026, 1, 20)), merging="kept")
    yield ProposalPlan(
        until="assign", anchor=Anchor("assign", days_before(4)), merging="kept", lead=MAIN_UNIT,
        second_author="main",
    )  # fmt: skip
    yield ProposalPlan(until="merge", anchor=Anchor("merge", days_before(2)), merging="kept")
    yield ProposalPlan(until="part", anchor=Anchor("part", days_before(3)), merging="undone")
    yield ProposalPlan(
        until="withdraw", anchor=Anchor("withdraw", days_before(2)), merging="withdrawn"
    )
