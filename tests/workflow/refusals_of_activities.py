"""How the conditions of activities, of opinions and of issues come to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.activity_samples import plan
from tests.opinion_samples import OPINION, open_issue, write
from tests.stories import Story
from tests.workflow.refusing import Case, Cases, mended, simple


def _too_late_for_leave(story: Story) -> Iterator[Case]:
    activity = plan(story)
    story.now += timedelta(days=15)
    earlier = timedelta(days=2)

    def mend() -> None:
        story.now -= earlier

    yield Case(activity, "ask_leave", "活动的日子已经过了，不能再请假", {}, {}, mend=mend)


def _leave_twice(story: Story) -> Iterator[Case]:
    activity = story.reach("activity", "on_leave")
    on_leave = next(one for one in activity.participants if one.leave_asked_at)
    who = next(
        name for name, user in story.county.users.items() if user.person_id == on_leave.person_id
    )
    other = next(
        name
        for name, user in story.county.users.items()
        if any(one.person_id == user.person_id != on_leave.person_id
               for one in activity.participants)
    )  # fmt: skip
    yield Case(activity, "ask_leave", "您已经请过假", {}, {}, by=who, by_then=other)


def _not_everyone(story: Story) -> Iterator[Case]:
    activity = plan(story)
    names = "、".join(one.person_name for one in activity.participants[1:])
    says = f"还有委员没有选到会情况：{names}"
    yield Case(activity, "record_activity", says, {"attendance_rest": None}, {})


def _leave_without_reason(story: Story) -> Iterator[Case]:
    activity = plan(story)
    first = activity.participants[0]
    row = {"person": first.person_id, "attendance": "leave"}
    says = f"请假的要写明事由：{first.person_name}"
    good = {"attendance": [row | {"reason": "住院"}]}
    yield Case(activity, "record_activity", says, {"attendance": [row]}, good)


def _report_without_author(story: Story) -> Iterator[Case]:
    says = "调研报告要有正文或者文件，并写明执笔人"
    author = [story.county.seat("author")]
    for bad in ({"report_text": "一、现状"}, {"report_authors": author, "activity_evidence": None}):
        report = plan(story, activity_kind="research_report")
        good = {"report_text": "一、现状", "report_authors": author}
        yield Case(report, "record_activity", says, bad, good)


def _left(story: Story) -> Iterator[Case]:
    activity = story.reach("activity", "confirmed")
    story.county.members["ally"].status = "left"

    def mend() -> None:
        story.county.members["ally"].status = "sitting"

    says = "只有在任委员可以提出提案"
    yield Case(activity, "turn_into_proposal", says, {}, {}, by="ally", mend=mend)


def _writer_left(story: Story) -> Iterator[Case]:
    opinion = story.reach("social_opinion", "not_used")
    story.county.members["author"].status = "left"

    def mend() -> None:
        story.county.members["author"].status = "sitting"

    says = "提出人现在不是在任委员，不能再提出提案"
    yield Case(opinion, "turn_into_proposal", says, {}, {}, by="office", mend=mend)


def _county_is_no_group(story: Story) -> Iterator[Case]:
    activity = story.reach("activity", "confirmed_by_county")
    says = "集体提案须由组织这次活动的联络组的委员提出"
    bad, good = {"draft_for": "group"}, {"draft_for": "own"}
    yield Case(activity, "turn_into_proposal", says, bad, good)


def _not_addressed(story: Story) -> Iterator[Case]:
    opinion = write(story, opinion_kind="suggestion")
    whom = {"addressee": "township", "addressee_name": "青山镇人民政府"}

    def mend() -> None:
        story.do(opinion, "write", opinion_kind="suggestion", **whom)

    yield Case(opinion, "send_opinion", "意见建议要写明向谁提", {}, {}, mend=mend)


def _too_long(story: Story) -> Iterator[Case]:
    opinion = write(story, background="水" * 1600)
    rest = sum(len(OPINION[name]) for name in ("opinion_title", "analysis", "advice"))
    short = OPINION["background"].replace(" ", "")
    # Blanks are not counted: a text of exactly the limit goes through.
    longest = "水 " * (1500 - rest)
    assert len(short) < 1500

    def mend() -> None:
        story.do(opinion, "write", background=longest)

    says = f"一事一报，请压缩篇幅（现有字数 / 最多）：{1600 + rest} / 1500"
    yield Case(opinion, "send_opinion", says, {}, {}, mend=mend)


def _unfinished(story: Story) -> Iterator[Case]:
    for name in ("background", "analysis", "advice"):
        opinion = write(story, **{name: ""})
        says = "请先写全情况、分析和对策建议"

        def mend(opinion: object = opinion) -> None:
            story.do(opinion, "write")  # type: ignore[arg-type]

        yield Case(opinion, "send_opinion", says, {}, {}, mend=mend)


def _turned_twice(story: Story) -> Iterator[Case]:
    opinion = story.reach("social_opinion", "turned")
    says = f"已经转为提案的草稿：关于{opinion.title}的提案"

    def mend() -> None:
        story.go_on(opinion, "give_up_the_draft")

    yield Case(opinion, "turn_into_proposal", says, {}, {}, mend=mend)


def _being_edited(story: Story) -> Iterator[Case]:
    for action in ("not_use_opinion", "withdraw"):
        opinion = story.reach("social_opinion", "sent")
        issue = open_issue(story, opinion)
        says = f"本件正在编入专报：{issue.number}"

        def mend(issue: object = issue) -> None:
            story.do(issue, "cancel_issue")  # type: ignore[arg-type]

        yield Case(opinion, action, says, {}, {}, mend=mend)


ACTIVITIES: dict[str, Cases] = {
    "activity_kind_fits": simple(
        "activity", "planned_by_county", "change_plan",
        "会议由县政协组织，要选会议级别；不是会议的不选",
        {"activity_kind": "meeting"}, {"activity_kind": "meeting", "meeting_level": "standing"},
    ),
    "before_activity": _too_late_for_leave,
    "not_yet_on_leave": _leave_twice,
    "everyone_accounted": _not_everyone,
    "leave_has_reason": _leave_without_reason,
    "report_complete": _report_without_author,
    "sits_now": _left,
    "group_to_speak_for": _county_is_no_group,
    "opinion_complete": _unfinished,
    "opinion_short_enough": _too_long,
    "addressee_named": _not_addressed,
    "author_sits_now": _writer_left,
    "not_turned_yet": _turned_twice,
    "not_in_an_issue": _being_edited,
    "issue_written": mended(
        "opinion_issue", "editing", "send_to_sign", "请先编辑正文，写明主送", "edit_issue"
    ),
}  # fmt: skip
