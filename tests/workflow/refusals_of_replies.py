"""How each condition of the reply comes to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.samples import answers
from tests.stories import Story
from tests.workflow.refusing import Case, Cases, simple

TASK = "handling_task"


def _answers(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "talked")
    whole = answers(task.proposal)
    says = "请逐条答复建议：第2条"
    yield Case(task, "show_draft", says, {"answers": whole[:1]}, {"answers": whole})
    task = story.reach("handling_task", "talked")
    extra = [*whole, whole[0] | {"no": 3}]
    yield Case(task, "show_draft", "请逐条答复建议", {"answers": extra}, {"answers": whole})


def _planned(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "talked")
    first, second = answers(task.proposal)
    undated = [first, second | {"verdict": "planned"}]
    dated = [first, second | {"verdict": "planned", "due_on": "2027-06-30"}]
    says = "列入计划的，请写明完成时限：第2条"
    yield Case(task, "show_draft", says, {"answers": undated}, {"answers": dated})


def _heard(story: Story) -> Iterator[Case]:
    task = story.reach(TASK, "talked")
    says = "答复之前要先把草稿送提案人听取意见"
    yield Case(task, "draft_reply", says, {}, {}, mend=lambda: story.show_and_hear(task))


def _commented(story: Story) -> Iterator[Case]:
    story.joint = True
    task = story.reach(TASK, "hearing")
    story.do(task, "comment_on_draft", by="author")
    says = "您已经对草稿提过意见"
    yield Case(task, "comment_on_draft", says, {}, {}, by="author", by_then="ally")


def _countersigned(story: Story) -> Iterator[Case]:
    """The lead unit sends while a co-unit has not countersigned: refused, naming the unit."""
    task = story.reach(TASK, "countersigning")
    says = "尚有会办单位没有会签：云岭县财政局"

    def mend() -> None:
        story.now += timedelta(days=14)

    yield Case(task, "send_to_check", says, {}, {}, mend=mend)


def _numbered(story: Story) -> Iterator[Case]:
    for action in ("sign_reply", "sign_on_paper"):
        task = story.reach(TASK, "checking")
        task.replies[-1].doc_no = ""
        story.do(task, "pass_check")
        good = {"doc_no": "云建函〔2026〕12号"}
        yield Case(task, action, "请填写发文字号", {}, good)


def _read(story: Story) -> Iterator[Case]:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "acknowledge_letter", by="author")
    says = "您已经确认收到答复"
    yield Case(case, "acknowledge_letter", says, {}, {}, by="author", by_then="ally")


REPLIES: dict[str, Cases] = {
    "every_suggestion_answered": _answers,
    "planned_items_dated": _planned,
    "proposer_heard": _heard,
    "not_yet_commented": _commented,
    "comment_given": simple(
        TASK,
        "hearing",
        "comment_on_draft",
        "希望修改的，请写明意见",
        {"draft_view": "changes"},
        {"draft_view": "changes", "draft_comment": "请写明时间"},
    ),
    "countersigned": _countersigned,
    "reservation_given": simple(
        TASK,
        "countersigning",
        "countersign",
        "有保留意见的，请写明",
        {"countersign_view": "reserve"},
        {"countersign_view": "reserve", "reservation": "补助标准须再核"},
    ),
    "doc_no_given": _numbered,
    "class_reason_given": simple(
        TASK,
        "reply_check",
        "approve_reply",
        "更正办理结果的，请写明理由",
        {"confirmed_class": "B"},
        {"confirmed_class": "B", "class_reason": "还没有办完"},
    ),
    "letter_unread": _read,
}
