"""What one looks at while writing: the text, the reply, the request that the form is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from models import HandlingTask, Proposal, Publication, Subject
from web import db, gate, publications, texttrace, topics
from web.assignmenttext import plan_beside
from web.casepage import Matter, matter_of
from web.casetext import (
    first_examination,
    readable_replies,
    replies_of,
    sections_of,
    suggestions_of,
)
from web.caseview import ReplyView, TextSection
from web.consultation import contacts_beside
from web.house import house, now
from web.judgements import forms_beside
from web.wording import say
from workflow.limits import foreseen
from workflow.rules import State

#: fields that only the form of the text itself has: nothing is to be seen beside it
_TEXT = frozenset({"background", "need"})
#: fields of a judgement about replies
_WAITING = frozenset({"drafted", "checked", "sent"})
_JUDGEMENT = frozenset({"attitude", "mediation_record"})
#: fields of comments on the text
_COMMENTS = frozenset({"comment_part", "text_comment"})
#: fields of who is to handle a case
_ASSIGNMENT = frozenset({"lead_units", "trial_answer"})
#: fields of a decision about filing
_EXAMINATION = frozenset({"category", "ground"})


def sections_beside(subject: Subject | None, fields: Sequence[str]) -> tuple[TextSection, ...]:
    """What belongs beside a form with these fields."""
    if subject is None or _TEXT & set(fields):
        return (*texttrace.comments_beside(subject), *topics.beside(set(fields)))
    if isinstance(subject, HandlingTask):
        matter = matter_of(subject.proposal)
        state = matter.rules.workflow(subject.kind).state(subject.state)
        return (*_of_task(subject, state, matter), *_suggestions(matter))
    matter = matter_of(subject)
    if "paper_form" in fields:
        return forms_beside(db.session(), subject, matter.rules)
    if "contact" in fields:
        return contacts_beside(db.session(), subject, matter.rules)
    if not isinstance(subject, Proposal):
        return _of_another(subject, fields)
    if _JUDGEMENT & set(fields):
        replies = replies_of(matter.tasks, matter.rules)
        return (*(_reply(one) for one in replies), *_suggestions(matter))
    if _ASSIGNMENT & set(fields):
        due = _coming_due(subject) if "authority" in fields else None
        return (*plan_beside(subject, matter.rules, due), *sections_of(subject),
                *_suggestions(matter))  # fmt: skip
    # Whoever handles it has read the text; whoever examines it reads it now.
    text = () if subject.tasks else sections_of(subject)
    said = texttrace.comments_beside(subject) if _COMMENTS & set(fields) else ()
    return (*_examined(subject, fields, matter), *said, *text, *_suggestions(matter))


def _of_another(subject: Subject, fields: Sequence[str]) -> tuple[TextSection, ...]:
    if isinstance(subject, Publication):
        return publications.beside(subject, fields)
    return sections_of(subject)


def _examined(proposal: Proposal, fields: Sequence[str], matter: Matter) -> tuple[TextSection, ...]:
    """The first examination, beside the form of whoever examines or decides after it."""
    if proposal.state != "examining" or not _EXAMINATION & set(fields):
        return ()
    lines = first_examination(proposal, matter.rules)
    return (TextSection(_("初审意见"), lines),) if lines else ()


def _coming_due(proposal: Proposal) -> date | None:
    """When the answer would be due if the case were assigned now."""
    engine, user = house().engine, gate.visitor().user
    act = engine.act(db.session(), proposal, "assign", user, now())
    due = foreseen(act, act.action.to[0].state)
    return due.on if due else None


def _of_task(task: HandlingTask, state: State, matter: Matter) -> list[TextSection]:
    last = readable_replies(task)[-1:]
    if last and (last[0].status in _WAITING or state.waits_for == "proposer"):
        return [_reply(replies_of((task,), matter.rules)[0])]
    if any("new_unit" in action.fields for action in state.actions):
        unit = task.suggested_unit.name if task.suggested_unit else ""
        label = say(matter.rules.field("suggested_unit").label)
        return [*sections_of(task), *([TextSection(label, (unit,))] if unit else [])]
    return []


def _reply(reply: ReplyView) -> TextSection:
    head = _("%(unit)s答复", unit=reply.unit)
    if reply.round > 1:
        head = f"{head}（{_('第 %(round)s 轮', round=reply.round)}）"
    first = "　".join(filter(None, (reply.doc_no, reply.class_label)))
    return TextSection(head, (*reply.notes, first, *reply.paragraphs))


def _suggestions(matter: Matter) -> tuple[TextSection, ...]:
    proposal = matter.subject
    if not isinstance(proposal, Proposal):
        return ()
    lines: list[str] = []
    asked = suggestions_of(proposal, matter.tasks)
    for one in asked:
        source = f"（{one.source}）" if one.source else ""
        lines.append(f"{one.no}. {one.text}{source}")
        lines += [
            f"{_('%(unit)s答复', unit=answer.unit)}：{answer.verdict_label}。{answer.measure}"
            for answer in one.answers
        ]
    head = _("建议与答复") if len(lines) > len(asked) else _("建议")
    return (TextSection(head, tuple(lines)),) if lines else ()
