"""What the case page says of assignment: plans and trial answers, instructions, supervision."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from models import AssignmentPlan, Proposal, Subject, TrialAnswer
from web import gate
from web.caseview import Fact, TextSection
from web.house import house, today
from web.wording import DUTIES, local, paragraphs, say, show_day, show_moment, show_value
from workflow.rules import Rules
from workflow.sealing import reads_internal


def records_of(subject: Subject, rules: Rules) -> tuple[TextSection, ...]:
    """Dated records on a proposal: who was asked, what leaders wrote and did."""
    if not isinstance(subject, Proposal):
        return ()
    internal: list[TextSection] = []
    if reads_internal(house().engine, gate.visitor().user, subject, today()):
        internal = [*_instructions(subject), *(_plan(one, rules) for one in subject.plans)]
    return (*_supervisions(subject, rules), *internal)


def plan_beside(proposal: Proposal, rules: Rules, due: date | None) -> tuple[TextSection, ...]:
    """What is kept in view beside a form of assignment: the last plan, and the coming date."""
    found: list[TextSection] = []
    if due is not None:
        line = _("今天交办的，答复期限是%(day)s。", day=show_day(due))
        found.append(TextSection(_("期限"), (line,)))
    if proposal.plans:
        found.append(_plan(proposal.plans[-1], rules))
    found += _instructions(proposal)
    return tuple(found)


def facts_of_assignment(proposal: Proposal, rules: Rules) -> tuple[Fact, ...]:
    """交办机关, 文号, 交办会; 督办领导."""
    facts: list[Fact] = []
    if (key := proposal.key) is not None:
        form = show_value(rules.field("supervision_form"), key.form)
        since = _("%(day)s列为重点提案", day=show_day(key.since))
        facts.append(Fact(say(rules.field("key_leader").label), (key.leader_name, form, since)))
    if (given := proposal.assignment) is not None:
        authority = show_value(rules.field("authority"), given.authority)
        place = ""
        if given.handover is not None:
            day = show_day(given.handover.held_on)
            place = _("%(day)s交办会（%(place)s）", day=day, place=given.handover.place)
        values = (authority, given.letter_no, place)
        facts.append(
            Fact(say(rules.field("authority").label), tuple(value for value in values if value))
        )
    return tuple(facts)


def _plan(plan: AssignmentPlan, rules: Rules) -> TextSection:
    label = _("预交办") if plan.trial else _("拟办")
    mode = show_value(rules.field("handling_mode"), plan.handling_mode)
    when = show_day(local(plan.made_at).date())
    who = _("%(mode)s；%(when)s %(who)s提出", mode=mode, when=when, who=plan.made_by)
    lines = [who, *paragraphs(plan.note), *(_answer(one, plan, rules) for one in plan.answers)]
    return TextSection(f"{label}（{plan.no}）" if plan.no > 1 else label, tuple(lines))


def _answer(one: TrialAnswer, plan: AssignmentPlan, rules: Rules) -> str:
    head = _("%(duty)s　%(unit)s", duty=say(DUTIES[one.duty]), unit=one.unit_name)
    if one.answer is None or one.answered_at is None:
        if not plan.trial:
            return head
        return f"{head}：{_('等候答复') if plan.closed_at is None else _('未答复')}"
    words = [show_value(rules.field("trial_answer"), one.answer)]
    if one.other_unit is not None:
        words.append(one.other_unit.name)
    if one.reason:
        words.append(one.reason)
    signed = _("%(who)s，%(when)s", who=one.answered_by, when=show_moment(one.answered_at))
    return f"{head}：{'；'.join(words)}（{signed}）"


def _instructions(proposal: Proposal) -> list[TextSection]:
    lines = [
        _("%(leader)s（%(day)s）：%(text)s", leader=one.leader, day=show_day(one.given_on),
          text=one.text)
        for one in proposal.instructions
    ]  # fmt: skip
    return [TextSection(_("领导批示"), tuple(lines))] if lines else []


def _supervisions(proposal: Proposal, rules: Rules) -> list[TextSection]:
    lines: list[str] = []
    for one in proposal.supervisions:
        form = show_value(rules.field("supervision_form"), one.form)
        day = show_day(one.held_on)
        lines.append(
            _("%(day)s　%(leader)s%(form)s：%(done)s", day=day, leader=one.leader, form=form,
              done=one.done)
        )  # fmt: skip
        if one.result:
            lines.append(_("结果：%(result)s", result=one.result))
    return [TextSection(_("领导督办"), tuple(lines))] if lines else []
