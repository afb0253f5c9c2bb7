"""Effects of the reply: each version is kept, with who drafted it and who did what with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from models import Countersignature, Delivery, DraftComment, HandlingTask, Reply, ReplyAnswer
from workflow.acts import Act
from workflow.evaluators import proposers_of
from workflow.likeness import note_likeness
from workflow.parties import countersigners, current_tasks
from workflow.registry import effect


def _version(act: Act, status: str) -> Reply:
    """A new version of the reply, as the form says it; earlier ones stay as they are."""
    data = act.data
    reply = Reply(
        round=act.task.round,
        doc_no=data.get("doc_no") or "",
        reply_class=data["reply_class"],
        body=data["reply_body"],
        contact_person=data.get("contact_person") or act.task.contact_person,
        contact_phone=data.get("contact_phone") or act.task.contact_phone,
        publicity=data.get("publicity") or "",
        status=status,
        drafter_id=act.user.id if act.user else None,
        drafter=act.actor_name,
        drafted_at=act.now,
        answers=[_answer(answer) for answer in data["answers"]],
    )
    act.task.replies.append(reply)
    return reply


def _answer(answer: dict[str, Any]) -> ReplyAnswer:
    due_on: date | None = answer["due_on"]
    return ReplyAnswer(
        no=answer["no"], verdict=answer["verdict"], measure=answer["measure"], due_on=due_on
    )


def _last(task: HandlingTask) -> Reply:
    return task.replies[-1]


# ── the proposers' word on the draft ────────────────────────────────────────


@effect
def show_draft(act: Act) -> None:
    """送听取意见: every proposer is asked about this very text."""
    reply = _version(act, "shown")
    reply.comments = [
        DraftComment(person_id=one.person_id, name=one.name) for one in proposers_of(act.proposal)
    ]
    # Where the case waits depends on it, and so does who may speak.
    act.session.flush()


@effect
def record_comment(act: Act) -> None:
    """One proposer's word on the draft."""
    for comment in _last(act.task).comments:
        if act.user and comment.person_id == act.user.person_id:
            comment.view = act.data["draft_view"]
            comment.comment = act.data.get("draft_comment") or ""
            comment.said_at = act.now


@effect
def note_silent_proposers(act: Act) -> None:
    """未回复: silence is no consent, but the draft goes on."""
    silent = [one for one in _last(act.task).comments if one.view == "pending"]
    for comment in silent:
        comment.view = "silent"
    act.noted["silent"] = [one.name for one in silent]


# ── inside the unit ─────────────────────────────────────────────────────────


@effect
def record_reply(act: Act) -> None:
    """拟稿: a new version, which the co-handling units of the round are asked to countersign."""
    reply = _version(act, "drafted")
    reply.countersignatures = [
        Countersignature(unit_id=task.unit_id, unit_name=task.unit_name)
        for task in current_tasks(act.proposal)
        if not task.answers_proposer
    ]
    note_likeness(act, reply)
    act.session.flush()


@effect
def record_countersign(act: Act) -> None:
    """会签: 同意 or 有保留意见, for the unit in whose name the person stands there."""
    if act.user is None:
        raise TypeError("only a person countersigns")
    units = {grant.unit_id for grant in act.user.grants if grant.holds_on(act.today)}
    for one in countersigners(act.task):
        if one.unit_id in units:
            one.view = act.data["countersign_view"]
            one.reservation = act.data.get("reservation") or ""
            one.signed_by, one.said_at = act.actor_name, act.now


@effect
def note_silent_countersigners(act: Act) -> None:
    """逾期未会签: a silent unit is named, and does not stop the case."""
    silent = countersigners(act.task)
    for one in silent:
        one.view = "silent"
    act.noted["silent"] = [one.unit_name for one in silent]


@effect
def record_check(act: Act) -> None:
    """核稿."""
    reply = _last(act.task)
    reply.status, reply.checked_at = "checked", act.now
    reply.checker_id, reply.checker = act.user.id if act.user else None, act.actor_name


@effect
def sign_reply(act: Act) -> None:
    """签发, by the unit's leader in his own name."""
    reply = _last(act.task)
    _sign(act, reply)
    reply.signer, reply.signed_on = act.actor_name, act.today


@effect
def sign_on_paper(act: Act) -> None:
    """纸质签发: the leader signed a sheet; who registers it is not who signed."""
    reply = _last(act.task)
    _sign(act, reply)
    reply.signer, reply.signed_on = act.data["signer"], act.data["signed_on"]
    reply.on_paper = True


def _sign(act: Act, reply: Reply) -> None:
    reply.status = "sent"
    reply.doc_no = act.data.get("doc_no") or reply.doc_no
    reply.signer_id = act.user.id if act.user else None


@effect
def return_reply(act: Act) -> None:
    """退回重拟: the version stays readable, with who sent it back and why."""
    reply = _last(act.task)
    reply.status = "returned"
    reply.returned_by, reply.return_reason = act.actor_name, act.data["reason"]


# ── letting it out ──────────────────────────────────────────────────────────


@effect
def issue_reply(act: Act) -> None:
    """The letter is dated and goes to every proposer; a corrected class stands beside."""
    reply, data = _last(act.task), act.data
    if data.get("confirmed_class") not in (None, reply.reply_class):
        reply.confirmed_class = data["confirmed_class"]
        reply.class_reason = data.get("class_reason") or ""
    reply.status, reply.issued_on = "issued", act.today
    reply.deliveries = [
        Delivery(person_id=one.person_id, name=one.name, mode="online", delivered_on=act.today)
        for one in proposers_of(act.proposal)
    ]
    act.task.answered_at = act.now


def _issued_now(act: Act) -> list[Reply]:
    tasks = current_tasks(act.proposal)
    return [reply for task in tasks for reply in task.replies if reply.status == "issued"]


@effect
def acknowledge_letter(act: Act) -> None:
    """确认收到: when a proposer first said that the letter has reached him."""
    for reply in _issued_now(act):
        for delivery in reply.deliveries:
            own = act.user is not None and delivery.person_id == act.user.person_id
            if own and delivery.mode == "online" and delivery.read_at is None:
                delivery.read_at = act.now


@effect
def record_delivery(act: Act) -> None:
    """送达登记: letters handed over on paper; a unit registers its own letter, the office any."""
    data, names = act.data, {one.person_id: one.name for one in proposers_of(act.proposal)}
    units = {grant.unit_id for grant in act.user.grants} if act.user else set()
    for task in current_tasks(act.proposal):
        if act.party == "lead_unit" and task.unit_id not in units:
            continue
        for reply in task.replies:
            if reply.status == "issued":
                reply.deliveries += [
                    Delivery(
                        person_id=person_id,
                        name=names[person_id],
                        mode=data["delivery_mode"],
                        delivered_on=data["delivered_on"],
                        received_by=data.get("received_by") or "",
                        recorded_by=act.actor_name,
                    )
                    for person_id in data["delivered_to"]
                ]
