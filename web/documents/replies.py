"""The sheets of a handling task: the reply letter and the form that asks for a judgement of it."""

from __future__ import annotations

from models import HandlingTask, Proposal, Reply, ReplyAnswer
from web.documents.addressees import Addressee, addressees, all_numbers, named, source_of
from web.documents.orders import Office, Order
from web.documents.sheets import AnswerLine, FeedbackFormSheet, ReplyLetterSheet, Sheet
from web.documents.wording import chinese_number
from workflow.deadlines import local_date
from workflow.merging import AskedSuggestion, asked_suggestions
from workflow.numbers import short_number

VERDICTS = {"adopted": "采纳", "partly": "部分采纳", "planned": "列入计划", "not": "未采纳"}
PUBLICITY = {"full": "主动公开", "summary": "公开摘要", "none": "不予公开"}


def case_number(proposal: Proposal) -> str:
    """The number as offices write it: 十二届三次第023号, 十二届三次第平006号."""
    session = proposal.session
    before = f"{chinese_number(session.term.no)}届{chinese_number(session.no)}次" if session else ""
    return f"{before}第{short_number(proposal)}号"


def letter_title(proposal: Proposal, office: Office, *, again: bool) -> str:
    """关于县政协第十二届第三次会议第023号提案的答复."""
    session = proposal.session
    meeting = (
        f"第{chinese_number(session.term.no)}届第{chinese_number(session.no)}次会议"
        if session
        else ""
    )
    answer = "再次答复" if again else "答复"
    return f"关于{office.short_name}{meeting}{all_numbers(proposal)}提案的{answer}"


def _issued(task: HandlingTask) -> Reply | None:
    return next((reply for reply in reversed(task.replies) if reply.status == "issued"), None)


def reply_letters(order: Order, task: HandlingTask) -> list[Sheet]:
    """Return the letter to each proposer, as it was let out."""
    return _letters(order, task, _issued(task))


def reply_drafts(order: Order, task: HandlingTask) -> list[Sheet]:
    """Return the letter as it lies before the office, marked 送审稿; none once it is let out."""
    last = task.replies[-1:]
    waiting = [one for one in last if one.status in ("drafted", "checked", "sent")]
    return _letters(order, task, waiting[0], "送审稿") if waiting else []


def comment_drafts(order: Order, task: HandlingTask) -> list[Sheet]:
    """Return the draft that the proposers were last shown, until the letter is let out."""
    shown = [one for one in task.replies if one.status == "shown" and one.round == task.round]
    if not shown or _issued(task) is not None:
        return []
    return _letters(order, task, shown[-1], "征求意见稿")


def _letters(order: Order, task: HandlingTask, reply: Reply | None, draft: str = "") -> list[Sheet]:
    if reply is None:
        return []
    proposal = task.proposal
    again = "再次" if task.round > 1 else ""
    asked = {one.no: one for one in asked_suggestions(proposal)}
    answers = tuple(_answer(one, asked.get(one.no)) for one in reply.answers)
    return [
        ReplyLetterSheet(
            case_number=case_number(proposal),
            title=letter_title(proposal, order.office, again=task.round > 1),
            unit=task.unit_name,
            doc_no=reply.doc_no,
            reply_class=reply.final_class,
            signer=reply.signer,
            salutation=proposer.salutation,
            opening=_opening(proposal, proposer, again),
            body=reply.body,
            answers=answers,
            closing="感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。"
            if not proposer.body
            else "感谢贵单位对我们工作的关心和支持，欢迎继续提出宝贵意见。",
            issued_on=reply.issued_on or local_date(reply.drafted_at),
            draft=draft,
            contact_person=reply.contact_person,
            contact_phone=reply.contact_phone,
            publicity=PUBLICITY.get(reply.publicity, reply.publicity),
            attachments=("征询意见表", *order.attachments),
            copies=(*order.office.copies, *_co_units(task)),
            record_mark=order.mark,
        )
        for proposer in addressees(proposal, order.person_id)
    ]


def _answer(answer: ReplyAnswer, asked: AskedSuggestion | None) -> AnswerLine:
    return AnswerLine(
        no=answer.no,
        suggestion=asked.text if asked else "",
        verdict=VERDICTS[answer.verdict],
        measure=answer.measure,
        due_on=answer.due_on,
        source=source_of(asked) if asked else "",
    )


def _opening(proposal: Proposal, proposer: Addressee, again: str) -> str:
    """Each is told of his own proposal; who was merged in, also of the one it went into."""
    begins = f"{proposer.opening}{named(proposer.case)}收悉。"
    if proposer.case is not proposal:
        into = f"该件已并入{named(proposal)}一并办理"
        return f"{begins}{into}，经认真研究，现{again}一并答复如下："
    if proposal.merged:
        others = "、".join(f"第{short_number(one)}号" for one in proposal.merged)
        return f"{begins}经与并入的{others}提案一并研究办理，现{again}答复如下："
    return f"{begins}经认真研究办理，现{again}答复如下："


def _co_units(task: HandlingTask) -> tuple[str, ...]:
    """会办单位: they give their opinion once, whatever the round."""
    return tuple(
        one.unit_name
        for one in task.proposal.tasks
        if not one.answers_proposer and not one.released and one.round <= task.round
    )


def feedback_forms(order: Order, task: HandlingTask) -> list[Sheet]:
    """Return the blank form for each proposer, once the letter has been issued."""
    proposal = task.proposal
    answering = [
        one
        for one in proposal.tasks
        if one.answers_proposer and not one.released and one.round == task.round
    ]
    replies = [reply for reply in map(_issued, answering) if reply is not None]
    days = [reply.issued_on for reply in replies if reply.issued_on is not None]
    if _issued(task) is None or not days:
        return []
    asked = asked_suggestions(proposal)
    return [
        FeedbackFormSheet(
            case_number=case_number(proposal) if proposer.case is proposal else _beside(proposer),
            title=proposer.case.title,
            proposer=proposer.name,
            lead_units=tuple(one.unit_name for one in answering),
            co_units=_co_units(task),
            doc_nos=tuple(reply.doc_no for reply in replies),
            round_no=task.round,
            suggestions=len(asked),
            sources=tuple(source_of(one) for one in asked) if proposal.merged else (),
            issued_on=max(days),
            return_by=proposal.due_on if proposal.waits_for == "proposer" else None,
            return_to=order.office.proposals,
            address=order.office.address,
            postcode=order.office.postcode,
            phone=order.office.phone,
            record_mark=order.mark,
        )
        for proposer in addressees(proposal, order.person_id)
    ]


def _beside(proposer: Addressee) -> str:
    """His own number first, then the one under which the case is handled."""
    main = proposer.case.main
    own = case_number(proposer.case)
    return f"{own}（并入第{short_number(main)}号）" if main else own
