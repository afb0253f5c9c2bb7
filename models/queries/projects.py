"""Questions about livelihood projects, calls and ballots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.organisation import LiaisonGroup
from models.projects import BallotLine, BallotSession, LivelihoodProject, ProjectCall
from models.promises import Promise
from models.publicprojects import PublicProject
from models.subjects import Subject


def towns(session: Session) -> Sequence[LiaisonGroup]:
    """The townships, as the township groups stand for them."""
    query = select(LiaisonGroup).where(LiaisonGroup.kind == "township", LiaisonGroup.active)
    return session.scalars(query.order_by(LiaisonGroup.id)).all()


def open_calls(session: Session, day: date) -> Sequence[ProjectCall]:
    """The calls that needs may be handed in to on that day."""
    query = select(ProjectCall).where(
        ProjectCall.closed_at.is_(None), ProjectCall.call_from <= day, ProjectCall.call_until >= day
    )
    return session.scalars(query.order_by(ProjectCall.id)).all()


def projects_of_call(session: Session, call_id: int) -> Sequence[LivelihoodProject]:
    """What was handed in to a call and is no draft any more, oldest first."""
    query = select(LivelihoodProject).where(
        LivelihoodProject.call_id == call_id, LivelihoodProject.private.is_(False)
    )
    return session.scalars(query.order_by(LivelihoodProject.id)).all()


def to_be_balloted(session: Session) -> Sequence[LivelihoodProject]:
    """The short list, oldest first."""
    query = select(LivelihoodProject).where(LivelihoodProject.state == "balloting")
    return session.scalars(query.order_by(LivelihoodProject.id)).all()


def ballot_result(session: Session, project_id: int) -> BallotLine | None:
    """The line of the last ballot that was counted on a project."""
    query = select(BallotLine).where(
        BallotLine.project_id == project_id, BallotLine.won.is_not(None)
    )
    return session.scalars(query.order_by(BallotLine.id.desc()).limit(1)).first()


def open_ballot_of(session: Session, project_ids: Collection[int], other: int) -> set[int]:
    """Those of the projects that stand on the list of another ballot that is not over."""
    query = (
        select(BallotLine.project_id)
        .join(BallotSession, BallotSession.id == BallotLine.ballot_id)
        .where(
            BallotLine.project_id.in_(project_ids),
            BallotSession.closed_at.is_(None),
            BallotSession.id != other,
        )
    )
    return set(session.scalars(query))


def carried_out(session: Session) -> Sequence[LivelihoodProject]:
    """Every project that owes monthly reports."""
    query = select(LivelihoodProject).where(LivelihoodProject.state == "carrying_out")
    return session.scalars(query.order_by(LivelihoodProject.id)).all()


def promises_of_lead(session: Session, project: LivelihoodProject) -> Sequence[Promise]:
    """The promises of the responsible unit that are not kept yet."""
    query = select(Promise).where(
        Promise.unit_id == project.lead_unit_id, Promise.closed_at.is_(None)
    )
    return session.scalars(query.order_by(Promise.id)).all()


def public_project_of(session: Session, project_id: int) -> PublicProject | None:
    """What is public of a project."""
    query = select(PublicProject).where(PublicProject.project_id == project_id)
    return session.scalars(query).first()


def calls_and_ballots(session: Session) -> Sequence[Subject]:
    """Every call and every ballot, the newest first."""
    query = select(Subject).where(Subject.kind.in_(("project_call", "ballot_session")))
    return session.scalars(query.order_by(Subject.id.desc())).all()


def listed_projects(session: Session) -> Sequence[LivelihoodProject]:
    """Every project that has a number, in the order of the numbers; with what a light needs."""
    query = select(LivelihoodProject).where(LivelihoodProject.number.is_not(None))
    return session.scalars(
        query.order_by(LivelihoodProject.number).options(
            selectinload(LivelihoodProject.milestones),
            selectinload(LivelihoodProject.reports),
            selectinload(LivelihoodProject.inspections),
            selectinload(LivelihoodProject.visits),
        )
    ).all()


def public_projects(session: Session, year: int | None = None) -> Sequence[PublicProject]:
    """What is public of projects, by number; of one year if it is given."""
    query = select(PublicProject)
    if year is not None:
        query = query.where(PublicProject.year == year)
    return session.scalars(query.order_by(PublicProject.year.desc(), PublicProject.number)).all()


def public_project(session: Session, number: str) -> PublicProject | None:
    """The public project of that number."""
    return session.scalars(select(PublicProject).where(PublicProject.number == number)).first()


def public_project_years(session: Session) -> Sequence[int]:
    """The years of which projects are public, the newest first."""
    query = select(PublicProject.year).distinct().order_by(PublicProject.year.desc())
    return session.scalars(query).all()


def in_state(session: Session, kind: str, state: str) -> Sequence[Subject]:
    """Every case of a kind in a state, oldest first."""
    query = select(Subject).where(Subject.kind == kind, Subject.state == state)
    return session.scalars(query.order_by(Subject.id)).all()
