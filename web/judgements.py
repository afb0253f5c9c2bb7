"""评价 as the case page shows them: who, by which way, each version, and what was noticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import Evaluation, EvaluationAlert, Mediation, PaperForm, Proposal, Subject
from models.queries.evaluations import alerts_of, counting, mediations, paper_forms, ratings_of
from web import db, gate
from web.caseview import TextSection
from web.fileview import AttachmentView
from web.house import house, today
from web.judgementview import EvaluationView, JudgementsView, NoteView
from web.wording import paragraphs, say, show_day, show_moment, show_size, show_value
from workflow.parties import parties_of
from workflow.rules import Rules
from workflow.sealing import visible_evaluations

#: who reads every version, the forms on paper and what was noticed
WATCHERS = frozenset({"office", "office_head", "auditor"})
_CONFIDANTS = frozenset({"office", "office_head"})
CHANNELS = {"online": "本人在线填写", "paper": "纸质代录"}
FORMS = {
    "entered": "待第二人复核，还没有计入",
    "confirmed": "复核无误，已经计入",
    "rejected": "与扫描件不符，没有计入",
    "disputed": "提案人有异议，不再计入",
}
ALERTS = {
    "device": "与承办单位账号用的是同一台设备",
    "browser": "与承办单位账号来自同一网络，用的是同一种浏览器",
    "address": "与承办单位账号来自同一网络",
}
_AXES = ("met_how", "attitude", "result", "targeted", "promises_clear")


def judgements_view(session: Session, subject: Subject, rules: Rules) -> JudgementsView | None:
    """Everything about evaluations that this user may read; None when there is nothing."""
    if not isinstance(subject, Proposal):
        return None
    visitor = gate.visitor()
    seen = visible_evaluations(house().engine, session, visitor.user, subject, today())
    watching = bool(visitor.roles & WATCHERS)
    counted = counting(seen)
    forms = [
        one
        for one in paper_forms(session, subject.id)
        if watching or one.person_id == visitor.user.person_id
    ]
    view = JudgementsView(
        evaluations=tuple(
            _evaluation(one, _earlier(one, seen, watching=watching), rules) for one in counted
        ),
        forms=tuple(_form(one, rules) for one in forms),
        alerts=tuple(map(alert_note, alerts_of(session, subject.id))) if watching else (),
        mediations=tuple(_meeting(one) for one in mediations(session, subject.id)),
        ratings=_ratings(session, subject, rules, watching=watching),
    )
    return view if view.anything else None


def _earlier(one: Evaluation, seen: Iterable[Evaluation], *, watching: bool) -> list[Evaluation]:
    if not watching and one.person_id != gate.visitor().standing.person_id:
        return []
    return [
        other
        for other in seen
        if (other.round, other.person_id) == (one.round, one.person_id) and other.id < one.id
    ]


def _evaluation(one: Evaluation, earlier: Sequence[Evaluation], rules: Rules) -> EvaluationView:
    confiding = bool(gate.visitor().roles & _CONFIDANTS)
    facts = [(rules.field(axis), getattr(one, axis)) for axis in _AXES]
    lines = [(say(field.label), show_value(field, value)) for field, value in facts if value]
    adoption = rules.field("adoption")
    lines.append((say(adoption.label), show_value(adoption, one.adoption)))
    if one.change_reason:
        lines.append((_("更正的理由"), one.change_reason))
    if one.urged and confiding:
        field = rules.field("urged")
        lines.append((say(field.label), show_value(field, one.urged)))
    return EvaluationView(
        name=one.name,
        round=one.round,
        channel=say(CHANNELS[one.channel]),
        when=show_moment(one.filed_at),
        facts=tuple(line for line in lines if line[1]),
        paragraphs=paragraphs(one.comment),
        earlier=tuple(_evaluation(other, (), rules) for other in earlier),
    )


def _form(form: PaperForm, rules: Rules) -> NoteView:
    answers = [
        show_value(rules.field(name), form.answers[name])
        for name in ("attitude", "result")
        if form.answers.get(name)
    ]
    lines = [
        _(
            "收到日期：%(day)s　录入：%(name)s",
            day=show_day(form.received_on),
            name=form.entered_by,
        ),
        _("态度：%(attitude)s　结果：%(result)s", attitude=answers[0], result=answers[1]),
        form.answers.get("comment") or "",
        _("复核：%(name)s", name=form.decided_by) if form.decided_by else "",
        form.reason,
    ]
    return NoteView(
        head=form.name,
        mark=say(FORMS[form.status]),
        lines=tuple(line for line in lines if line),
        files=_scans(form),
    )


def forms_beside(session: Session, subject: Subject, rules: Rules) -> tuple[TextSection, ...]:
    """What was typed in, answer by answer, to be compared with the scan."""
    names = (*_AXES, "adoption", "comment")
    return tuple(
        TextSection(
            one.name,
            tuple(
                _(
                    "%(label)s：%(value)s",
                    label=say(rules.field(name).label),
                    value=show_value(rules.field(name), one.answers.get(name)) or "—",
                )
                for name in names
            ),
        )
        for one in waiting_forms(session, subject)
    )


def scans_beside(subject: Subject | None, fields: Iterable[str]) -> tuple[AttachmentView, ...]:
    """The scans of the forms that a form is about."""
    if subject is None or "paper_form" not in fields:
        return ()
    return tuple(view for one in waiting_forms(db.session(), subject) for view in _scans(one))


def waiting_forms(session: Session, subject: Subject) -> list[PaperForm]:
    """The forms that wait for a second person."""
    return [one for one in paper_forms(session, subject.id) if one.status == "entered"]


def _scans(form: PaperForm) -> tuple[AttachmentView, ...]:
    return tuple(
        AttachmentView(
            file.name, url_for("casework.attachment", number=file.id), show_size(file.size)
        )
        for file in form.scans
    )


def alert_note(alert: EvaluationAlert) -> NoteView:
    """One alert, as the case page and the list of alerts show it."""
    return NoteView(
        head=alert.evaluation.name,
        mark=say(ALERTS[alert.kind]),
        lines=(
            _(
                "评价于 %(when)s；%(unit)s的账号（%(name)s）于 %(then)s 在该处登录",
                when=show_moment(alert.evaluation.filed_at),
                unit=alert.unit_name,
                name=alert.unit_user_name,
                then=show_moment(alert.signed_in_at),
            ),
        ),
    )


def _meeting(one: Mediation) -> NoteView:
    lines = [
        _("地点：%(place)s", place=one.place),
        _("请谁参加：%(names)s", names=one.invited),
        _("实际参加：%(names)s", names=one.attended) if one.attended else "",
        *paragraphs(one.record),
    ]
    day = one.held_on or one.meets_on
    return NoteView(
        head=show_day(day),
        mark=_("已经协商") if one.record else _("已经召集"),
        lines=tuple(line for line in lines if line),
    )


def _ratings(
    session: Session, proposal: Proposal, rules: Rules, *, watching: bool
) -> tuple[NoteView, ...]:
    # Until the case is closed the member must not read it: he is still judging the unit.
    closed = proposal.closed_at is not None
    mine = "proposer" in parties_of(gate.visitor().standing, proposal, today())
    if not (watching or (closed and mine)):
        return ()
    return tuple(
        NoteView(
            head=one.unit_name,
            mark=show_value(rules.field("quality"), one.quality),
            lines=paragraphs(one.comment),
        )
        for one in ratings_of(session, proposal.id)
    )
