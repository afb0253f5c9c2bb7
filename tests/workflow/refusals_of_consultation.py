"""How the conditions of consultation come to refuse, and how they then hold."""

from __future__ import annotations

from collections.abc import Iterator

from tests.stories import Story
from tests.workflow.refusing import Case, Cases


def _number(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "working")
    story.do(task, "record_contact")
    story.show_and_hear(task)
    says = "与提案人沟通的次数还不够（已记录 / 要求）：1 / 2"
    yield Case(task, "draft_reply", says, {}, {}, mend=lambda: story.do(task, "record_contact"))


def _meeting(story: Story) -> Iterator[Case]:
    says = "答复之前至少要与提案人当面沟通一次（上门、座谈或者现场），提案人提出不需要的除外"
    task = story.reach("handling_task", "working")
    for _ in range(2):
        story.do(task, "record_contact", contact_mode="phone")
    story.show_and_hear(task)
    met = {"contact_mode": "site"}
    yield Case(
        task, "draft_reply", says, {}, {}, mend=lambda: story.do(task, "record_contact", **met)
    )
    task = story.reach("handling_task", "working")
    for _ in range(2):
        story.do(task, "record_contact", contact_mode="phone")
    story.show_and_hear(task)
    yield Case(
        task, "draft_reply", says, {}, {}, mend=lambda: story.do(task.proposal, "waive_meeting")
    )


def _waived(story: Story) -> Iterator[Case]:
    case = story.reach("proposal", "handling")
    story.do(case, "waive_meeting")

    def mend() -> None:
        case.meeting_waived_round = None

    yield Case(case, "waive_meeting", "提案人已经提出不需要当面沟通", {}, {}, mend=mend)


def _unasked(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "working")
    yield Case(
        task.proposal,
        "confirm_contact",
        "没有等您确认的沟通记录",
        {},
        {},
        by="author",
        mend=lambda: story.do(task, "record_contact"),
    )


def _answered(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "talked")
    case, (first, second) = task.proposal, task.contacts
    story.do(case, "confirm_contact", contact=first.id)
    says = "这次沟通不等您确认，或者您已经答复过"
    yield Case(case, "dispute_contact", says, {"contact": first.id}, {"contact": second.id})


def _nothing_to_correct(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "working")
    yield Case(
        task.proposal,
        "correct_contact",
        "没有可以更正的沟通记录",
        {},
        {},
        mend=lambda: story.do(task, "record_contact"),
    )


def _not_yours(story: Story) -> Iterator[Case]:
    story.mode = "separate"
    case = story.reach("proposal", "handling")
    story.session.refresh(case)
    for task in case.tasks:
        story.do(task, "accept")
        story.do(task, "record_contact")
    (mine,), (other,) = (task.contacts for task in case.tasks)
    says = "只能更正本单位的沟通记录，每次记录更正一次"
    bad, good = {"contact": other.id}, {"contact": mine.id}
    yield Case(case, "correct_contact", says, bad, good, by="unit_a")


CONSULTATION: dict[str, Cases] = {
    "enough_contacts": _number,
    "met_face_to_face": _meeting,
    "meeting_not_waived": _waived,
    "contact_to_answer": _unasked,
    "contact_awaits_you": _answered,
    "contact_to_correct": _nothing_to_correct,
    "contact_is_yours": _not_yours,
}
