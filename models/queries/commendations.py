"""Award rules by date, commendations, and what stands against a candidate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from models.assessments import Assessment
from models.commendations import AwardRule, Commendation
from models.evaluations import Evaluation
from models.organisation import HandlingUnit, LiaisonGroup
from models.people import Member
from models.proposals import Proposal
from models.publications import PublicPage
from models.tasks import HandlingTask

#: states in which a candidate takes one of the places
HOLDING = ("approving", "noticing", "commended", "withdrawing")


def every_award_rule(session: Session) -> Sequence[AwardRule]:
    """All of them, also those that are over; the newest of each award first."""
    return session.scalars(
        select(AwardRule).order_by(AwardRule.award, AwardRule.valid_from.desc())
    ).all()


def award_rule_on(session: Session, award: str, day: date) -> AwardRule | None:
    """The rule of that award on that day."""
    query = select(AwardRule).where(
        AwardRule.award == award,
        AwardRule.valid_from <= day,
        or_(AwardRule.valid_until.is_(None), AwardRule.valid_until >= day),
    )
    return session.scalars(query.order_by(AwardRule.valid_from.desc())).first()


def commendations_of(
    session: Session, year: int | None = None, award: str = "", states: Collection[str] = ()
) -> Sequence[Commendation]:
    """Commendations of a year and an award, in the order in which they were recommended."""
    query = select(Commendation).options(joinedload(Commendation.proposal))
    if year is not None:
        query = query.where(Commendation.year == year)
    if award:
        query = query.where(Commendation.award == award)
    if states:
        query = query.where(Commendation.state.in_(states))
    return session.scalars(query.order_by(Commendation.year.desc(), Commendation.id)).all()


def excellent_among(session: Session, case_ids: Collection[int]) -> dict[int, Commendation]:
    """Which of these proposals are commended, and by which commendation."""
    if not case_ids:
        return {}
    query = select(Commendation).where(
        Commendation.award == "excellent_proposal",
        Commendation.state.in_(("commended", "withdrawing")),
        Commendation.__table__.c.proposal_id.in_(case_ids),
    )
    return {one.proposal_id: one for one in session.scalars(query) if one.proposal_id}


def excellent_year(session: Session, case_id: int) -> int | None:
    """Of which year it is an excellent proposal, as things stand."""
    found = excellent_among(session, [case_id]).get(case_id)
    return found.year if found else None


def public_pages_of(session: Session, number: str | None) -> Sequence[PublicPage]:
    """The public page of the case of that number, if it is public."""
    return session.scalars(select(PublicPage).where(PublicPage.number == number)).all()


def count_base(session: Session, award: str, year: int) -> int:
    """Of how many the share of an award is taken: filed in the year, seated, at work, busy."""
    if award == "excellent_proposal":
        begin = datetime(year - 1, 12, 31, 16, tzinfo=UTC)
        until = datetime(year, 12, 31, 16, tzinfo=UTC)
        within: tuple[ColumnElement[bool], ...] = (
            Proposal.filed_at >= begin, Proposal.filed_at < until,
        )  # fmt: skip
        return session.scalar(select(func.count(Proposal.id)).where(*within)) or 0
    if award == "excellent_member":
        seats = select(func.count(Member.id)).where(Member.status == "sitting")
        return session.scalar(seats) or 0
    if award == "excellent_group":
        groups = select(func.count(LiaisonGroup.id)).where(LiaisonGroup.active)
        return session.scalar(groups) or 0
    busy = select(HandlingTask.__table__.c.unit_id)
    units = select(func.count(HandlingUnit.id)).where(HandlingUnit.id.in_(busy))
    return session.scalar(units) or 0


def overdue_tasks(session: Session, unit_id: int, today: date) -> Sequence[HandlingTask]:
    """The unit's tasks that are open and past their day."""
    query = select(HandlingTask).where(
        HandlingTask.unit_id == unit_id,
        HandlingTask.closed_at.is_(None),
        HandlingTask.due_on < today,
    )
    return session.scalars(query.order_by(HandlingTask.id)).all()


def dissatisfied_cases(session: Session, unit_id: int) -> Sequence[Proposal]:
    """Cases answered by the unit whose last judgement is 不满意: not yet put right."""
    task = HandlingTask.__table__.c
    answered = select(task.proposal_id).where(
        task.unit_id == unit_id, task.duty != "co", task.released.is_(False)
    )
    last = (
        select(func.max(Evaluation.id).label("id"))
        .where(Evaluation.proposal_id.in_(answered))
        .group_by(Evaluation.proposal_id, Evaluation.person_id)
        .subquery()
    )
    unhappy = (
        select(Evaluation.proposal_id)
        .join(last, last.c.id == Evaluation.id)
        .where(or_(Evaluation.attitude == "dissatisfied", Evaluation.result == "dissatisfied"))
    )
    # What is still being judged is sealed: only a round that is over speaks against a unit.
    query = select(Proposal).where(Proposal.id.in_(unhappy), Proposal.state != "replied")
    return session.scalars(query.order_by(Proposal.id)).all()


def frozen_assessment(
    session: Session, holder: str, holder_id: int, year: int
) -> Assessment | None:
    """The decided assessment of that year, if there is one."""
    column = {
        "member": Assessment.person_id,
        "group": Assessment.assessed_group_id,
        "unit": Assessment.unit_id,
    }[holder]
    query = select(Assessment).where(
        column == holder_id, Assessment.year == year, Assessment.frozen_at.is_not(None)
    )
    return session.scalars(query).first()


def first_closed(session: Session, place: int) -> Proposal | None:
    """The so-manieth of the closed proposals that were filed, in the order of their ids."""
    query = select(Proposal).where(Proposal.state == "closed", Proposal.number.is_not(None))
    return session.scalars(query.order_by(Proposal.id).offset(place).limit(1)).first()


def proposal_by_number(session: Session, number: str) -> Proposal | None:
    """The filed proposal of that number; 12-3-023 in full."""
    return session.scalars(select(Proposal).where(Proposal.number == number)).first()
