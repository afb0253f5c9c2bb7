"""答复各稿和送达: every version of every round side by side, and how the letters were delivered."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from models import Delivery, HandlingTask, Proposal, Reply
from web import casepage, gate
from web.casetext import readable_replies, replies_of
from web.caseview import ReplyView
from web.differences import Piece, compare
from web.house import house, today
from web.letternotes import notes_of
from web.wording import VERDICTS, say, show_day, show_moment
from workflow.numbers import short_number
from workflow.rules import Rules
from workflow.sealing import reads_internal

bp = Blueprint("letters", __name__)
MODES = {"online": "网上", "in_person": "当面送交", "post": "邮寄", "passed_on": "请人转交"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version: what it is, who had it in hand, and what it changed."""

    no: int
    reply: ReplyView
    hands: tuple[str, ...]
    notes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    #: whether there is an earlier version to compare with
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """One line of the register of deliveries."""

    unit: str
    doc_no: str
    name: str
    mode: str
    on: str
    receipt: str
    letter_url: str


@bp.get("/cases/<int:number>/replies")
def show(number: int) -> str | Answer:
    """The versions and the register, as far as the reader may know them."""
    subject = gate.find(number)
    if isinstance(subject, HandlingTask):
        return redirect(url_for("letters.show", number=subject.proposal_id), 303)
    if not isinstance(subject, Proposal):
        gate.refuse(404, f"cases/{number}/replies", "这一类案件没有答复")
    matter = casepage.matter_of(subject)
    return render_template(
        "letters.html",
        title=subject.title,
        number=short_number(subject),
        case_url=casepage.case_url(subject),
        rounds=[
            (task, versions) for task in matter.tasks if (versions := _versions(task, matter.rules))
        ],
        deliveries=[line for task in matter.tasks for line in _deliveries(task)],
    )


def _versions(task: HandlingTask, rules: Rules) -> list[Version]:
    found: list[Version] = []
    before = ""
    known = {reply.id: no for no, reply in enumerate(task.replies, 1)}
    hidden = not reads_internal(house().engine, gate.visitor().standing, task.proposal, today())
    for reply in readable_replies(task):
        text = text_of(reply)
        view = replies_of((task,), rules, only=reply)[0]
        pieces = compare(before, text) if found else [Piece("same", text)]
        notes = notes_of(task, reply)
        hands = _hands(task, reply)
        # Who reads only some of the versions is not told how many there are.
        no = len(found) + 1 if hidden else known[reply.id]
        found.append(Version(no, view, hands, notes, tuple(pieces), bool(found)))
        before = text
    return found[::-1]


def text_of(reply: Reply) -> str:
    """Body and answers as one text, to be compared."""
    answers = [
        f"{one.no}. {say(VERDICTS[one.verdict])}"
        f"{f'（{show_day(one.due_on)}）' if one.due_on else ''}：{one.measure}"
        for one in reply.answers
    ]
    return "\n".join([reply.body, *answers])


def _hands(task: HandlingTask, reply: Reply) -> tuple[str, ...]:
    """Who drafted, checked and signed: for those who read what is inside."""
    if not reads_internal(house().engine, gate.visitor().standing, task.proposal, today()):
        return ()
    signed = _("纸质签发") if reply.on_paper else _("签发")
    lines = [
        (_("拟稿"), reply.drafter, show_moment(reply.drafted_at)),
        (_("核稿"), reply.checker, show_moment(reply.checked_at) if reply.checked_at else ""),
        (signed, reply.signer, show_day(reply.signed_on)),
    ]
    return tuple(f"{what}：{who}　{when}".rstrip("　") for what, who, when in lines if who)


def _deliveries(task: HandlingTask) -> list[Delivered]:
    user = gate.visitor().standing
    everything = reads_internal(house().engine, user, task.proposal, today())
    return [
        Delivered(
            unit=task.unit_name,
            doc_no=reply.doc_no,
            name=one.name,
            mode=say(MODES[one.mode]),
            on=show_day(one.delivered_on),
            receipt=_receipt(one),
            letter_url=url_for(
                "casework.document", number=task.id, name="reply_letter", to=one.person_id
            )
            if reply is task.replies[-1]
            else "",
        )
        for reply in task.replies
        for one in reply.deliveries
        if everything or one.person_id == user.person_id
    ]


def _receipt(one: Delivery) -> str:
    if one.mode == "online":
        return show_moment(one.read_at) if one.read_at else _("还没有确认收到")
    signed = _("%(who)s签收", who=one.received_by) if one.received_by else ""
    registered = _("%(who)s登记", who=one.recorded_by)
    return "　".join(filter(None, (signed, registered)))
