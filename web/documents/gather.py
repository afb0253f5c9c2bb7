"""From committed rows to sheets. No request, no clock: the same rows give the same sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from models import Event, HandlingTask, LivelihoodProject, Proposal, Reply, Subject
from web.documents.sheets import (
    AcceptanceLine,
    AnswerLine,
    FeedbackFormSheet,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
    ReplyLetterSheet,
    Sheet,
)
from web.documents.wording import chinese_date, chinese_number
from workflow.deadlines import local_date
from workflow.numbers import short_number

VERDICTS = {"adopted": "采纳", "partly": "部分采纳", "planned": "列入计划", "not": "未采纳"}
PUBLICITY = {"full": "主动公开", "summary": "公开摘要", "none": "不予公开"}
MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Office:
    """The committee's office, as it signs and is written to."""

    committee: str = "政协云岭县委员会"
    #: as the titles of letters call it
    short_name: str = "县政协"
    address: str = ""
    postcode: str = ""
    phone: str = ""
    #: who gets a copy of every reply, beside the co-handling units
    copies: tuple[str, ...] = ("县政协提案委员会", "县人民政府督查室")

    @property
    def proposals(self) -> str:
        """The Committee on Proposals, to which the forms return."""
        return f"{self.committee}提案委员会"


@dataclass(frozen=True, slots=True)
class Order:
    """What is printed: the event it is printed from, for whom, and whether drafts may be seen."""

    subject: Subject
    event: Event
    office: Office = Office()
    #: only this proposer's copy; None: one for each proposer
    person_id: int | None = None
    drafts: bool = False
    #: titles of the files that go with the letter
    attachments: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The verification code: the beginning of the event's hash."""
        return self.event.hash[:MARK_LENGTH]


@dataclass(frozen=True, slots=True)
class _Proposer:
    person_id: int | None
    name: str
    salutation: str
    opening: str


def gather(name: str, order: Order) -> list[Sheet]:
    """Return the sheets of that name, one for each proposer; none if there is nothing yet."""
    subject = order.subject
    if isinstance(subject, HandlingTask):
        of_task: dict[str, Callable[[Order, HandlingTask], list[Sheet]]] = {
            "reply_letter": _reply_letters,
            "feedback_form": _feedback_forms,
        }
        return of_task[name](order, subject) if name in of_task else []
    if isinstance(subject, LivelihoodProject):
        of_project: dict[str, Callable[[Order, LivelihoodProject], list[Sheet]]] = {
            "project_application": _applications,
            "project_acceptance": _acceptances,
        }
        return of_project[name](order, subject) if name in of_project else []
    return []


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
    return f"关于{office.short_name}{meeting}第{short_number(proposal)}号提案的{answer}"


def _proposers(proposal: Proposal, person_id: int | None) -> list[_Proposer]:
    """Who is answered: the body that proposes, or the first proposer and those who cosigned."""
    if proposal.collective_body:
        name = proposal.collective_body
        return [_Proposer(proposal.author_id, name, name, "贵单位提出的")]
    everyone = []
    if proposal.author is not None:
        name = proposal.author.name
        everyone.append(_Proposer(proposal.author_id, name, f"{name}委员", "您提出的"))
    everyone += [
        _Proposer(one.person_id, one.name, f"{one.name}委员", "您联名提出的")
        for one in proposal.signatures
        if one.decision == "agreed"
    ]
    if person_id is None:
        return everyone
    return [one for one in everyone if one.person_id == person_id]


def _issued(task: HandlingTask) -> Reply | None:
    return next((reply for reply in reversed(task.replies) if reply.status == "issued"), None)


def _reply_letters(order: Order, task: HandlingTask) -> list[Sheet]:
    reply = _issued(task)
    if reply is None and order.drafts:
        reply = next((one for one in reversed(task.replies) if one.status == "sent"), None)
    if reply is None:
        return []
    proposal = task.proposal
    number = f"第{short_number(proposal)}号"
    again = "再次" if task.round > 1 else ""
    texts = {one.no: one.text for one in proposal.suggestions}
    answers = tuple(
        AnswerLine(one.no, texts.get(one.no, ""), VERDICTS[one.verdict], one.measure, one.due_on)
        for one in reply.answers
    )
    return [
        ReplyLetterSheet(
            case_number=case_number(proposal),
            title=letter_title(proposal, order.office, again=task.round > 1),
            unit=task.unit_name,
            doc_no=reply.doc_no,
            reply_class=reply.reply_class,
            signer=reply.signer,
            salutation=proposer.salutation,
            opening=f"{proposer.opening}《{proposal.title}》（{number}）收悉。"
            f"经认真研究办理，现{again}答复如下：",
            body=reply.body,
            answers=answers,
            closing="感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。"
            if not proposal.collective_body
            else "感谢贵单位对我们工作的关心和支持，欢迎继续提出宝贵意见。",
            issued_on=reply.issued_on or local_date(reply.sent_at),
            draft=reply.issued_on is None,
            contact_person=reply.contact_person,
            contact_phone=reply.contact_phone,
            publicity=PUBLICITY.get(reply.publicity, reply.publicity),
            attachments=("征询意见表", *order.attachments),
            copies=(*order.office.copies, *_co_units(task)),
            record_mark=order.mark,
        )
        for proposer in _proposers(proposal, order.person_id)
    ]


def _co_units(task: HandlingTask) -> tuple[str, ...]:
    """会办单位: they give their opinion once, whatever the round."""
    return tuple(
        one.unit_name
        for one in task.proposal.tasks
        if not one.answers_proposer and not one.released and one.round <= task.round
    )


def _feedback_forms(order: Order, task: HandlingTask) -> list[Sheet]:
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
    return [
        FeedbackFormSheet(
            case_number=case_number(proposal),
            title=proposal.title,
            proposer=proposer.name,
            lead_units=tuple(one.unit_name for one in answering),
            co_units=_co_units(task),
            doc_nos=tuple(reply.doc_no for reply in replies),
            round_no=task.round,
            suggestions=len(proposal.suggestions),
            issued_on=max(days),
            return_by=proposal.due_on if proposal.waits_for == "proposer" else None,
            return_to=order.office.proposals,
            address=order.office.address,
            postcode=order.office.postcode,
            phone=order.office.phone,
            record_mark=order.mark,
        )
        for proposer in _proposers(proposal, order.person_id)
    ]


def _units(project: LivelihoodProject) -> tuple[str, tuple[str, ...]]:
    lead = project.lead_unit.name if project.lead_unit else ""
    return lead, tuple(unit.name for unit in project.partner_units)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,.2f}"


def _applications(order: Order, project: LivelihoodProject) -> list[Sheet]:
    group = project.group.name if project.group else ""
    applicant = project.author.name if project.author else ""
    lead_unit, partner_units = _units(project)
    day = local_date(order.event.happened_at)
    opinions = {
        "endorsed": project.group_opinion or "同意报送。",
        "changes": project.group_opinion,
        "unreviewed": "联络组逾期未审，按规则自动报送。",
    }
    return [
        ProjectApplicationSheet(
            committee=order.office.committee,
            case_number=project.number or project.serial_no or "",
            year=day.year,
            title=project.title,
            source=group or f"{applicant}委员",
            applicant=applicant,
            group=group,
            lead_unit=lead_unit,
            partner_units=partner_units,
            place=project.place,
            need=project.need,
            goal=project.goal,
            beneficiaries="" if project.beneficiaries is None else f"{project.beneficiaries:,}",
            budget=_money(project.budget),
            fund_source=project.fund_source,
            start_plan=project.start_plan,
            finish_plan=project.finish_plan,
            group_opinion=opinions.get(project.group_outcome or "", ""),
            group_signed="",
            office_opinion="",
            office_signed="",
            ballot=project.ballot,
            issued_on=day,
            record_mark=order.mark,
        )
    ]


def _acceptances(order: Order, project: LivelihoodProject) -> list[Sheet]:
    """The latest inspection, or the one that the order's event recorded."""
    inspections = [
        one for one in project.inspections if one.recorded_at <= order.event.happened_at
    ] or project.inspections
    if not inspections:
        return []
    last = inspections[-1]
    lead_unit, partner_units = _units(project)
    spent = [report.spent for report in project.reports if report.spent is not None]
    appraisal = project.appraisals[-1] if project.appraisals and last.passed else None
    percents = [one.percent for one in project.reports if one.reported_at <= last.recorded_at]
    return [
        ProjectAcceptanceSheet(
            committee=order.office.committee,
            case_number=project.number or project.serial_no or "",
            title=project.title,
            place=project.place,
            lead_unit=lead_unit,
            partner_units=partner_units,
            inspectors=last.inspectors,
            issued_on=last.held_on,
            passed=last.passed,
            lines=(
                AcceptanceLine(
                    "目标任务", project.goal, f"形象进度{percents[-1]}%" if percents else ""
                ),
                AcceptanceLine(
                    "完成日期",
                    chinese_date(project.finish_plan),
                    f"{chinese_date(last.held_on)}验收{'通过' if last.passed else '未通过'}",
                ),
                AcceptanceLine(
                    "投　　资",
                    f"概算{_money(project.budget)}万元" if project.budget is not None else "",
                    f"累计完成{_money(spent[-1])}万元" if spent else "",
                ),
            ),
            opinion=last.opinion,
            remaining=last.remaining,
            rectify_by=last.rectify_by,
            appraisal=""
            if appraisal is None
            else f"应参加{appraisal.turnout}人，满意{appraisal.satisfied}票，"
            f"基本满意{appraisal.basic}票，不满意{appraisal.dissatisfied}票",
            record_mark=order.mark,
        )
    ]
