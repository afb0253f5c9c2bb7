"""Questions to the register (登记簿): which series there are, and who has which number."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectin_polymorphic

from models.history import NumberSeries
from models.opinions import OpinionIssue, SocialOpinion
from models.projects import LivelihoodProject
from models.proposals import Proposal
from models.subjects import Subject
from models.supervision import SupervisionCase


def every_series(session: Session) -> Sequence[NumberSeries]:
    """The series in which a number was ever given."""
    return session.scalars(select(NumberSeries).order_by(NumberSeries.name)).all()


def with_serial(session: Session, kind: str, prefix: str) -> Sequence[Subject]:
    """Whatever of this kind has a 流水号 that begins so, drafts too."""
    return _all(session, kind, Subject.serial_no.startswith(prefix, autoescape=True))


def with_number(session: Session, kind: str, prefix: str) -> Sequence[Subject]:
    """Whatever of this kind has a 案号, 项目编号 or 督办号 that begins so."""
    return _all(session, kind, Subject.number.startswith(prefix, autoescape=True))


def with_category_number(session: Session, prefix: str) -> Sequence[Proposal]:
    """The proposals whose 类别号 begins so."""
    query = select(Proposal).where(Proposal.category_number.startswith(prefix, autoescape=True))
    return session.scalars(query).all()


def _all(session: Session, kind: str, begins: ColumnElement[bool]) -> Sequence[Subject]:
    query = select(Subject).where(Subject.kind == kind, begins)
    whole = selectin_polymorphic(
        Subject, [Proposal, LivelihoodProject, SupervisionCase, SocialOpinion, OpinionIssue]
    )
    return session.scalars(query.options(whole)).all()
