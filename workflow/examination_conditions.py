"""Conditions of the two examinations and of what becomes of a proposal that is not filed."""

from __future__ import annotations

from models import ExaminationMeeting, LocalCategory
from models.queries.parties import users_in_role
from workflow.acts import Act
from workflow.parties import current_tasks
from workflow.registry import condition, detail

#: 去向 for which the content goes to somebody else, and the office owes word of it
PASSED_ON = frozenset({"opinion", "public_opinion"})


@condition
def another_head(act: Act) -> bool:
    """Whoever examines first cannot decide: another person must hold the post that does."""
    heads = users_in_role(act.session, "office_head", act.today)
    return any(act.user is None or head.person_id != act.user.person_id for head in heads)


def _missing(act: Act) -> str:
    result = act.data.get("proposed_result")
    if result == "file" and not act.data.get("category"):
        return "建议立案的，请选类别"
    if result == "not_file" and not act.data.get("ground"):
        return "建议不予立案的，请选理由"
    return ""


@condition
def proposed_result_complete(act: Act) -> bool:
    """A proposed filing has its category, a proposed refusal its ground."""
    return not _missing(act)


@detail("proposed_result_complete")
def _(act: Act) -> str:
    return _missing(act)


@condition
def local_category_fits(act: Act) -> bool:
    """二级类别 stands under the category that was chosen with it."""
    number = act.data.get("local_category")
    finer = act.session.get(LocalCategory, number) if number else None
    return finer is None or finer.category == act.data.get("category")


@condition
def to_be_passed_on(act: Act) -> bool:
    """转意见建议 and 转社情民意 are sent somewhere; the other ways end with the decision."""
    return act.data.get("disposal") in PASSED_ON


def _replied(act: Act) -> list[str]:
    return [
        task.unit_name
        for task in current_tasks(act.proposal)
        if task.answers_proposer and task.answered_at is not None
    ]


@condition
def no_reply_yet(act: Act) -> bool:
    """撤案 comes before the reply: what a unit has answered is not taken back."""
    return not _replied(act)


@detail("no_reply_yet")
def _(act: Act) -> str:
    return "、".join(_replied(act))


@condition
def case_over(act: Act) -> bool:
    """The case to which the task belongs has come to its end, withdrawn for example."""
    return act.proposal.closed_at is not None


@condition
def agenda_set(act: Act) -> bool:
    """A meeting opens with something to examine."""
    return isinstance(act.subject, ExaminationMeeting) and bool(act.subject.items)
