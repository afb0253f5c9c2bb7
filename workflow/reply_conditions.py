"""Conditions of the reply: its content, the proposers' word, countersigning, number and class."""

from __future__ import annotations

from models import Countersignature, DraftComment, Reply
from workflow.acts import Act
from workflow.evaluators import proposers_of
from workflow.merging import asked_suggestions
from workflow.parties import countersigners, current_tasks
from workflow.registry import condition, detail


def _unanswered_suggestions(act: Act) -> list[int]:
    answered = {answer["no"] for answer in act.data.get("answers", []) if answer["measure"]}
    return [s.no for s in asked_suggestions(act.proposal) if s.no not in answered]


@condition
def every_suggestion_answered(act: Act) -> bool:
    """清单式、一一对应答复: each numbered suggestion has its answer, and nothing else has."""
    numbers = {s.no for s in asked_suggestions(act.proposal)}
    return not _unanswered_suggestions(act) and all(
        answer["no"] in numbers for answer in act.data.get("answers", [])
    )


@detail("every_suggestion_answered")
def _(act: Act) -> str:
    return "、".join(f"第{number}条" for number in _unanswered_suggestions(act))


def _undated(act: Act) -> list[int]:
    return [
        answer["no"]
        for answer in act.data.get("answers", [])
        if answer["verdict"] == "planned" and not answer["due_on"]
    ]


@condition
def planned_items_dated(act: Act) -> bool:
    """A promise has a date."""
    return not _undated(act)


@detail("planned_items_dated")
def _(act: Act) -> str:
    return "、".join(f"第{number}条" for number in _undated(act))


# ── the proposers' word on the draft ────────────────────────────────────────


def shown_drafts(act: Act) -> list[Reply]:
    """The drafts of the present round that the proposers were shown."""
    task = act.task
    return [one for one in task.replies if one.status == "shown" and one.round == task.round]


def _comments(act: Act) -> list[DraftComment]:
    shown = shown_drafts(act)
    # Who has left the case by now, with the one that was merged into it, is not waited for.
    asked = {one.person_id for one in proposers_of(act.proposal)}
    return [one for one in shown[-1].comments if one.person_id in asked] if shown else []


@condition
def proposer_heard(act: Act) -> bool:
    """The draft was shown in this round, and every proposer has spoken or let the time pass.

    Who came since, with a case that was merged into this one, has to be shown it too.
    """
    asked = {one.person_id for one in proposers_of(act.proposal)}
    heard = {one.person_id for one in _comments(act)}
    return bool(shown_drafts(act)) and heard >= asked and not waits_for_more_comments(act)


@condition
def waits_for_more_comments(act: Act) -> bool:
    """A proposer has not said anything about the draft yet."""
    return any(comment.view == "pending" for comment in _comments(act))


@condition
def not_yet_commented(act: Act) -> bool:
    """One word a proposer on one draft."""
    return act.user is not None and any(
        comment.view == "pending" and comment.person_id == act.user.person_id
        for comment in _comments(act)
    )


@condition
def comment_given(act: Act) -> bool:
    """Who wants it changed says how."""
    return act.data.get("draft_view") != "changes" or bool(act.data.get("draft_comment"))


# ── countersigning ──────────────────────────────────────────────────────────


def _missing(act: Act) -> list[Countersignature]:
    return countersigners(act.task)


@condition
def waits_for_countersigning(act: Act) -> bool:
    """A co-handling unit has not countersigned yet."""
    return bool(_missing(act))


@condition
def countersigned(act: Act) -> bool:
    """Every co-handling unit has countersigned, or the time for it is over."""
    due = act.subject.due_on
    return not _missing(act) or (due is not None and due < act.today)


@detail("countersigned")
def _(act: Act) -> str:
    return "、".join(one.unit_name for one in _missing(act))


@condition
def reservation_made(act: Act) -> bool:
    """A co-handling unit has a reservation, which the lead unit has to weigh."""
    return any(one.view == "reserve" for one in act.task.replies[-1].countersignatures)


@condition
def reservation_given(act: Act) -> bool:
    """A reservation is written down."""
    return act.data.get("countersign_view") != "reserve" or bool(act.data.get("reservation"))


# ── signing, vetting, delivery ──────────────────────────────────────────────


@condition
def doc_no_given(act: Act) -> bool:
    """A letter that is signed has its number, from the drafter or from who signs."""
    return bool(act.data.get("doc_no") or act.task.replies[-1].doc_no)


@condition
def class_reason_given(act: Act) -> bool:
    """Who corrects the unit's class says why."""
    corrected = act.data.get("confirmed_class")
    own = act.task.replies[-1].reply_class
    return corrected in (None, own) or bool(act.data.get("class_reason"))


@condition
def letter_unread(act: Act) -> bool:
    """A letter of this round has not been acknowledged by this proposer."""
    proposal = act.proposal
    return act.user is not None and any(
        delivery.person_id == act.user.person_id and delivery.read_at is None
        for task in current_tasks(proposal)
        for reply in task.replies
        for delivery in reply.deliveries
        if delivery.mode == "online"
    )
