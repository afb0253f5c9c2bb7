"""The dates that stand on a transfer slip: what is due when, counted from the assignment."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models import HandlingTask, Subject
from workflow.acts import Act
from workflow.builtin import OPEN
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.lengths import Duration
from workflow.limits import duration_of, foreseen, parameter_deadline
from workflow.rules import Action

_UNITS = {"working_days": "个工作日", "days": "天", "months": "个月"}


def slip_limits(
    session: Session, engine: Engine, task: HandlingTask
) -> tuple[tuple[str, date, str], ...]:
    """签收、申请退办、会办意见、答复, each with its date and the rule behind it."""
    rules = engine.rules_of(session, task)
    own = _at_opening(session, engine, task)
    case = _at_opening(session, engine, task.proposal, task)
    states = [state.name for state in rules.workflow("handling_task").states]
    found: list[tuple[str, date, str]] = []
    if "to_sign" in states and (sign := foreseen(own, "to_sign")):
        found.append(("签收期限", sign.on, _basis(own, "sign_time")))
    window = parameter_deadline(own, "return_window", task.opened_at)
    found.append(("退办期限", window.on, _basis(own, "return_window")))
    # The proposal's own date has moved on once everybody has answered.
    handled = task.proposal.state in ("handling", "rehandling")
    if not task.answers_proposer and handled and (opinion := foreseen(own, "opining")):
        found.append(("会办意见", opinion.on, "书面送主办单位"))
    reply = foreseen(case, "handling" if task.round == 1 else "rehandling")
    if reply is not None:
        basis = _basis(own, "reply_time" if task.round == 1 else "rehandle_time")
        found.append(("答复期限", reply.on, basis))
    return tuple(found)


def _at_opening(
    session: Session, engine: Engine, subject: Subject, task: HandlingTask | None = None
) -> Act:
    moment = (task or subject).opened_at
    return Act(
        session, engine, engine.rules_of(session, subject), subject, Action(OPEN, "", ()), None,
        moment, local_date(moment),
    )  # fmt: skip


def _basis(act: Act, parameter: str) -> str:
    if all(one.name != parameter for one in act.rules.parameters):
        return ""
    length = duration_of(act.rules, act.subject, parameter)
    return f"自交办次日起 {_words(length)}"


def _words(length: Duration) -> str:
    return f"{length.amount} {_UNITS[length.unit]}"
