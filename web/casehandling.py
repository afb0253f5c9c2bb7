"""What happened between office and units, as the case page shows it: returns, extensions, plans."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import Extension, HandlingTask, Proposal
from web import gate
from web.caseview import TextSection
from web.house import house, now, today
from web.pausetext import pause_lines
from web.wording import paragraphs, say, show_day
from workflow.deadlines import days_left, local_date
from workflow.judgement import unmet
from workflow.limits import calendar_of
from workflow.machine import Impossible
from workflow.parties import current_tasks
from workflow.sealing import reads_internal

#: what became of a request to return a task
OUTCOMES = {
    "agreed": "同意退办",
    "refused": "不同意退办，继续办理",
    "moved": "县领导裁定改交其他单位",
    "kept": "县领导裁定仍由该单位承办",
}


def handling_sections(proposal: Proposal) -> tuple[TextSection, ...]:
    """The sections about the units' side of a case that this user may read."""
    internal = reads_internal(house().engine, gate.visitor().standing, proposal, today())
    found = [
        (_("延期"), tuple(_extensions(proposal, internal=internal))),
        (_("中止计时"), tuple(pause_lines(proposal, internal=internal))),
    ]
    if internal:
        found += [
            (_("退办经过"), tuple(_returns(proposal))),
            (_("承办单位建议增加的单位"), tuple(_wanted(proposal))),
            (_("承办人和办理方案"), tuple(_plans(proposal))),
        ]
    return tuple(TextSection(label, lines) for label, lines in found if lines)


def return_window(session: Session, task: HandlingTask) -> str:
    """How long the unit may still ask to return the task; nothing once it may not."""
    engine, user = house().engine, gate.visitor().standing
    if not reads_internal(engine, user, task, today()):
        return ""
    try:
        act = engine.act(session, task, "ask_return", user, now())
    except Impossible:
        return ""
    if unmet(act, act.action.only_if):
        return ""
    last = engine.parameter_deadline(act, "return_window", task.opened_at).on
    left, _signal = days_left(last, today(), calendar_of(session))
    if left <= 0:
        return _("今天是可以申请退办的最后一天")
    return _("%(day)s以前可以申请退办，还有 %(days)s 个工作日", day=show_day(last), days=left)


def _returns(proposal: Proposal) -> Iterator[str]:
    """The chain of returns: which unit, why, naming whom, decided how."""
    asked = [task for task in proposal.tasks if task.returns]
    for number, task in enumerate(
        sorted(asked, key=lambda task: task.return_asked_at or task.opened_at), 1
    ):
        day = show_day(local_date(task.return_asked_at)) if task.return_asked_at else ""
        yield _(
            "%(no)s. %(unit)s %(day)s申请退办。理由：%(reason)s",
            no=number, unit=task.unit_name, day=day, reason=_flat(task.return_reason),
        )  # fmt: skip
        if task.duty_basis:
            yield _("职责依据：%(basis)s", basis=_flat(task.duty_basis))
        if task.suggested_unit:
            yield _("建议改由%(unit)s承办", unit=task.suggested_unit.name)
        yield _decided(task)


def _decided(task: HandlingTask) -> str:
    if task.return_outcome is None or task.return_decided_at is None:
        return _("还没有裁定")
    words = _(
        "%(day)s %(who)s裁定：%(outcome)s",
        day=show_day(local_date(task.return_decided_at)),
        who=task.return_decided_by,
        outcome=say(OUTCOMES[task.return_outcome]),
    )
    if task.moved_to:
        words = _("%(words)s，改由%(unit)s承办", words=words, unit=task.moved_to.name)
    return _("%(words)s。理由：%(reason)s", words=words, reason=_flat(task.return_opinion))


def _extensions(proposal: Proposal, *, internal: bool) -> Iterator[str]:
    units = {task.id: task.unit_name for task in proposal.tasks}
    for one in proposal.extensions:
        if one.decision == "granted" and one.until:
            yield _(
                "%(unit)s经批准延期：由%(old)s延至%(until)s。理由：%(reason)s",
                unit=units[one.task_id], old=show_day(one.old_due), until=show_day(one.until),
                reason=_flat(one.reason),
            )  # fmt: skip
        elif internal:
            yield _(
                "%(unit)s申请由%(old)s延至%(asked)s。理由：%(reason)s",
                unit=units[one.task_id], old=show_day(one.old_due), asked=show_day(one.asked_until),
                reason=_flat(one.reason),
            )  # fmt: skip
        if internal:
            yield from _request(one)


def _request(one: Extension) -> Iterator[str]:
    yield _("目前进展：%(text)s", text=_flat(one.work_so_far))
    yield _("与提案人商量的情况：%(text)s", text=_flat(one.told_proposer))
    if one.decision is None or one.decided_at is None:
        yield _("还没有决定")
        return
    outcome = _("准予延期") if one.decision == "granted" else _("不予延期")
    words = _(
        "%(day)s %(who)s：%(outcome)s",
        day=show_day(local_date(one.decided_at)), who=one.decided_by, outcome=outcome,
    )  # fmt: skip
    yield (
        _("%(words)s。理由：%(reason)s", words=words, reason=_flat(one.opinion))
        if one.opinion
        else words
    )


def _wanted(proposal: Proposal) -> Iterator[str]:
    present = {task.unit_id for task in current_tasks(proposal)}
    for task in proposal.tasks:
        if not task.wanted_units:
            continue
        names = [
            _("%(unit)s（已经增加）", unit=unit.name) if unit.id in present else unit.name
            for unit in task.wanted_units
        ]
        yield _(
            "%(unit)s建议增加%(names)s。理由：%(reason)s",
            unit=task.unit_name, names="、".join(names), reason=_flat(task.wanted_reason),
        )  # fmt: skip


def _plans(proposal: Proposal) -> Iterator[str]:
    for task in current_tasks(proposal):
        if not task.handler:
            continue
        who = [task.section, task.handler]
        line = _("%(unit)s：%(who)s", unit=task.unit_name, who="　".join(filter(None, who)))
        if task.plan_leader:
            line = _("%(line)s，分管领导%(leader)s", line=line, leader=task.plan_leader)
        yield line
        yield from paragraphs(task.plan_text)


def _flat(text: str) -> str:
    return "　".join(paragraphs(text))
