"""What the figures about evaluations are made from: cases that were replied to, and their rows."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.contacts import Contact
from models.evaluations import Evaluation, EvaluationAlert
from models.history import Event
from models.proposals import Proposal
from models.replies import Reply, ReplyAnswer
from models.subjects import Subject


def rounds_asked(session: Session, plenary_id: int | None) -> list[tuple[Proposal, int]]:
    """Every proposal that was replied to, with how many rounds its proposers were asked about."""
    asked = (
        select(Event.subject_id, func.count().label("rounds"))
        .where(Event.action == "all_answered")
        .group_by(Event.subject_id)
        .subquery()
    )
    query = (
        select(Proposal, asked.c.rounds)
        .join(asked, asked.c.subject_id == Proposal.id)
        .options(selectinload(Proposal.signatures), joinedload(Proposal.author))
        .order_by(Proposal.id)
    )
    if plenary_id is not None:
        query = query.where(Proposal.session_id == plenary_id)
    return [(proposal, rounds) for proposal, rounds in session.execute(query).unique()]


def evaluations_of(session: Session, plenary_id: int | None) -> list[Evaluation]:
    """Every version of every evaluation, in order."""
    query = select(Evaluation).options(joinedload(Evaluation.paper_form)).order_by(Evaluation.id)
    if plenary_id is not None:
        query = query.where(Evaluation.proposal_id.in_(_of_session(plenary_id)))
    return list(session.scalars(query))


def contacts_by_case(session: Session, plenary_id: int | None) -> list[Contact]:
    """Every contact with what the proposers say of it."""
    query = select(Contact).options(selectinload(Contact.voices)).order_by(Contact.id)
    if plenary_id is not None:
        query = query.where(Contact.proposal_id.in_(_of_session(plenary_id)))
    return list(session.scalars(query))


def verdicts_of_units(session: Session, plenary_id: int | None) -> Counter[str]:
    """How many suggestions the units say they have adopted, by verdict, in letters let out."""
    query = (
        select(ReplyAnswer.verdict, func.count())
        .join(Reply, Reply.id == ReplyAnswer.reply_id)
        .where(Reply.status == "issued")
        .group_by(ReplyAnswer.verdict)
    )
    if plenary_id is not None:
        query = query.where(Reply.task_id.in_(_of_session(plenary_id)))
    found: Counter[str] = Counter()
    for verdict, count in session.execute(query):
        found[verdict] = count
    return found


def _of_session(plenary_id: int) -> Select[int]:
    return select(Subject.id).where(Subject.session_id == plenary_id)


def every_alert(session: Session) -> list[EvaluationAlert]:
    """What was noticed, newest first."""
    query = (
        select(EvaluationAlert)
        .options(joinedload(EvaluationAlert.evaluation))
        .order_by(EvaluationAlert.id.desc())
    )
    return list(session.scalars(query))
