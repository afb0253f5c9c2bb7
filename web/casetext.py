"""The matter itself, as the case page shows it: tags, facts, text, suggestions, replies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from models import HandlingTask, LivelihoodProject, Proposal, Reply, Subject
from web import gate, parts
from web.assignmenttext import facts_of_assignment
from web.caseview import AnswerView, Fact, ReplyView, Signal, SuggestionView, TextSection
from web.house import house, today
from web.letternotes import notes_of
from web.merging import annexes, source_of
from web.pausetext import pause_tag
from web.projectparts import project_facts
from web.proposers import names_beside, proposer_tags
from web.wording import DUTIES, VERDICTS, paragraphs, say, section, show_day, show_value
from workflow.merging import asked_suggestions
from workflow.numbers import category_number
from workflow.parties import parties_of
from workflow.rules import Rules
from workflow.sealing import reads_internal

_SIGNALS: dict[str, Signal] = {"adopted": "ok", "partly": "ok", "planned": "soon", "not": "late"}
_STATUS = {
    "shown": "征求提案人意见", "drafted": "待核稿", "checked": "待签发", "sent": "报送待审",
    "returned": "退回重拟", "issued": "已送提案人",
}  # fmt: skip
_GROUP_OUTCOMES = {"endorsed": "同意报送", "changes": "提出修改建议", "unreviewed": "联络组未审"}


def tags_of(subject: Subject, rules: Rules) -> tuple[str, ...]:
    """Short words under the title."""
    tags: list[str] = []
    if isinstance(subject, Proposal):
        if stopped := pause_tag(subject):
            tags.append(stopped)
        if subject.key is not None:
            tags.append(_("重点提案"))
        if subject.category:
            tags.append(show_value(rules.field("category"), subject.category))
            if subject.local_category:
                tags.append(subject.local_category)
        if subject.in_session is not None:
            tags.append(_("会议提案") if subject.in_session else _("平时提案"))
        tags += proposer_tags(subject, rules)
    if subject.round > 1:
        tags.append(_("第 %(round)s 轮办理", round=subject.round))
    return tuple(tags)


def facts_of(subject: Subject, tasks: Sequence[HandlingTask], rules: Rules) -> tuple[Fact, ...]:
    """The list of facts beside the text."""
    lines: list[tuple[str, Iterable[str]]] = [(_("流水号"), [subject.serial_no or ""])]
    if isinstance(subject, Proposal):
        lines += names_beside(subject, rules)
    else:
        lines.append((_("提出人"), [subject.author_name]))
    lines.append((_("所属联络组"), [subject.group_name]))
    if isinstance(subject, Proposal):
        lines += _proposal_facts(subject, tasks, rules)
    elif isinstance(subject, LivelihoodProject):
        outcome = _GROUP_OUTCOMES.get(subject.group_outcome or "", "")
        lines += project_facts(subject, rules, outcome)
    elif isinstance(subject, HandlingTask):
        lines += [
            (_("承办单位"), [subject.unit_name]),
            (_("办理方式"), [say(DUTIES[subject.duty])]),
        ]
    else:
        lines = parts.FACTS[subject.kind](subject, rules)
    facts = (Fact(label, tuple(value for value in values if value)) for label, values in lines)
    found = tuple(fact for fact in facts if fact.values)
    return found + facts_of_assignment(subject, rules) if isinstance(subject, Proposal) else found


def _category_number(proposal: Proposal, rules: Rules) -> str:
    """经济建设类第012号."""
    parts = category_number(proposal)
    if parts is None:
        return ""
    name, number = parts
    category = say(dict(rules.field("category").choices).get(name, name))
    return _("%(category)s类第%(number)s号", category=category, number=number)


def _proposal_facts(
    proposal: Proposal, tasks: Sequence[HandlingTask], rules: Rules
) -> list[tuple[str, Iterable[str]]]:
    def label(name: str) -> str:
        return say(rules.field(name).label)

    def value(name: str) -> str:
        return show_value(rules.field(name), getattr(proposal, name))

    waiting = [one.name for one in proposal.signatures if one.decision == "pending"]
    outcome = _GROUP_OUTCOMES.get(proposal.group_outcome or "", "")
    units = [
        _("%(duty)s　%(unit)s", duty=say(DUTIES[task.duty]), unit=task.unit_name)
        for task in tasks
        if not task.released and task.round == proposal.round
    ]
    return [
        (_("类别号"), [_category_number(proposal, rules)]),
        (_("等候答复的联名邀请"), waiting),
        (label("collective_contact"), [proposal.collective_contact]),
        (_("代录"), [proposal.entered_by_name]),
        (_("收到日期"), [show_day(proposal.received_on)]),
        (_("提案人的异议"), [proposal.dispute_reason]),
        (label("provenance"), [value("provenance")]),
        (label("contact_wish"), [value("contact_wish")]),
        (_("联络组意见"), [say(outcome), proposal.group_opinion]),
        (label("suggested_units"), proposal.suggested_unit_names),
        (_("承办单位"), units),
        (label("requirements"), [proposal.requirements]),
        (label("ground"), [value("ground")]),
        (label("disposal"), [value("disposal"), *_passed_on(proposal)]),
        (_("初审意见"), first_examination(proposal, rules) if _reads_drafts(proposal) else ()),
        (_("审查意见"), [proposal.examination_opinion]),
        (_("公开"), [value("publish_consent"), proposal.publish_reason]),
    ]


def first_examination(proposal: Proposal, rules: Rules) -> tuple[str, ...]:
    """What the first examination proposes, line by line; nothing before it."""
    if not proposal.proposed_result:
        return ()
    proposed = (
        ("proposed_result", proposal.proposed_result),
        ("category", proposal.proposed_category),
        ("ground", proposal.proposed_ground),
    )
    values = [show_value(rules.field(name), value) for name, value in proposed]
    units = "、".join(unit.short_name for unit in proposal.proposed_units)
    lines = [value for value in values if value]
    if units:
        lines.append(_("拟交办单位：%(units)s", units=units))
    return (*lines, proposal.first_opinion)


def _passed_on(proposal: Proposal) -> list[str]:
    if proposal.disposal_on is None:
        return []
    day = show_day(proposal.disposal_on)
    return [_("%(day)s送%(place)s", day=day, place=proposal.disposal_to)]


def sections_of(subject: Subject) -> tuple[TextSection, ...]:
    """The text."""
    if isinstance(subject, HandlingTask):
        found = (
            [
                section("会办意见", subject.opinion),
                section("申请退办的理由", subject.return_reason),
            ]
            if _reads_drafts(subject)
            else []
        )
    elif isinstance(subject, Proposal):
        found = [section("情况", subject.background), section("分析", subject.analysis)]
        found += annexes(subject)
        found += [
            section(_("%(unit)s的会办意见", unit=task.unit_name), task.opinion)
            for task in _tasks(subject)
            if task.opinion
        ]
    elif isinstance(subject, LivelihoodProject):
        found = [section("群众诉求", subject.need), section("目标任务", subject.goal)]
    else:
        found = parts.SECTIONS[subject.kind](subject)
    return tuple(one for one in found if one)


def _tasks(proposal: Proposal) -> list[HandlingTask]:
    # A 会办 opinion is between the units and the office.
    return list(proposal.tasks) if _reads_drafts(proposal) else []


def _reads_drafts(subject: Subject) -> bool:
    return reads_internal(house().engine, gate.visitor().standing, subject, today())


def suggestions_of(subject: Subject, tasks: Sequence[HandlingTask]) -> tuple[SuggestionView, ...]:
    """The suggestions with the latest answers the user may read."""
    if not isinstance(subject, Proposal):
        return ()
    answers: dict[int, list[AnswerView]] = {}
    for task in tasks:
        if task.released or not (readable := readable_replies(task)):
            continue
        for answer in readable[-1].answers:
            answers.setdefault(answer.no, []).append(
                AnswerView(
                    unit=_by_round(task),
                    verdict=answer.verdict,
                    verdict_label=say(VERDICTS[answer.verdict]),
                    signal=_SIGNALS[answer.verdict],
                    measure=answer.measure,
                    due_on=answer.due_on,
                )
            )
    return tuple(
        SuggestionView(one.no, one.text, tuple(answers.get(one.no, ())), source_of(one))
        for one in asked_suggestions(subject)
    )


def _by_round(task: HandlingTask) -> str:
    if task.round == 1:
        return task.unit_name
    return f"{task.unit_name}（{_('第 %(round)s 轮', round=task.round)}）"


def readable_replies(task: HandlingTask) -> list[Reply]:
    """The replies this user may read.

    Proposers read the draft on which they are heard, until the letter is out, and the letters
    that were let out; whoever else has no part in the handling reads those letters alone.
    """
    if _reads_drafts(task.proposal):
        return list(task.replies)
    issued = [reply for reply in task.replies if reply.status == "issued"]
    shown = [reply for reply in task.replies if reply.status == "shown"]
    if shown and not issued and "proposer" in parties_of(gate.visitor().standing, task, today()):
        return shown[-1:]
    return issued


def replies_of(
    tasks: Sequence[HandlingTask], rules: Rules, only: Reply | None = None
) -> tuple[ReplyView, ...]:
    """The replies, newest first; or one of them."""
    found = [
        (task, reply) for task in tasks for reply in readable_replies(task) if only in (None, reply)
    ]
    found.sort(key=lambda one: one[1].id, reverse=True)
    return tuple(_reply_view(task, reply, rules) for task, reply in found)


def _reply_view(task: HandlingTask, reply: Reply, rules: Rules) -> ReplyView:
    facts = (
        Fact(say(rules.field("signer").label), (_signed(reply),)),
        Fact(say(rules.field("class_reason").label), (_corrected(reply, rules),)),
        Fact(_("联系人"), tuple(filter(None, (reply.contact_person, reply.contact_phone)))),
        Fact(
            say(rules.field("publicity").label),
            (show_value(rules.field("publicity"), reply.publicity),),
        ),
        Fact(_("成文日期"), (show_day(reply.issued_on),) if reply.issued_on else ()),
    )
    return ReplyView(
        unit=task.unit_name,
        round=reply.round,
        doc_no=reply.doc_no,
        class_label=show_value(rules.field("reply_class"), reply.final_class),
        status_label=say(_STATUS[reply.status]),
        paragraphs=paragraphs(reply.body),
        facts=tuple(fact for fact in facts if any(fact.values)),
        notes=notes_of(task, reply),
    )


def _signed(reply: Reply) -> str:
    if reply.signer and reply.on_paper:
        return _("%(name)s（纸质签发，由单位登记）", name=reply.signer)
    return reply.signer


def _corrected(reply: Reply, rules: Rules) -> str:
    if reply.confirmed_class is None:
        return ""
    own = show_value(rules.field("reply_class"), reply.reply_class)
    return _("单位原定 %(own)s；%(why)s", own=own, why=reply.class_reason)
