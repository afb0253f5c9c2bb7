"""Questions about examination meetings and what can be put before them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meetings import AgendaItem, ExaminationMeeting
from models.proposals import Proposal

#: the state in which a proposal waits for its second examination
EXAMINING = "examining"


def cases_to_examine(session: Session) -> Sequence[Proposal]:
    """Every proposal that waits for its second examination, in the order of arrival."""
    query = select(Proposal).where(Proposal.state == EXAMINING).order_by(Proposal.serial_no)
    return session.scalars(query).all()


def of_those(session: Session, numbers: Collection[int]) -> list[int]:
    """Those of the ids that wait for their second examination."""
    query = select(Proposal.id).where(Proposal.id.in_(numbers), Proposal.state == EXAMINING)
    return list(session.scalars(query))


def open_item(session: Session, proposal_id: int) -> AgendaItem | None:
    """The case's undecided place on the agenda of a meeting that is not over."""
    query = (
        select(AgendaItem)
        .join(ExaminationMeeting, ExaminationMeeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.proposal_id == proposal_id,
            AgendaItem.outcome.is_(None),
            ExaminationMeeting.closed_at.is_(None),
        )
        .order_by(AgendaItem.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def sitting_item(session: Session, proposal_id: int) -> AgendaItem | None:
    """The same, of a meeting that sits now."""
    item = open_item(session, proposal_id)
    if item is None:
        return None
    meeting = session.get_one(ExaminationMeeting, item.meeting_id)
    return item if meeting.present else None


def proposals_in(session: Session, state: str) -> Sequence[Proposal]:
    """Every proposal in that state, the soonest due first."""
    query = select(Proposal).where(Proposal.state == state)
    return session.scalars(query.order_by(Proposal.due_on, Proposal.serial_no)).all()


def meetings(session: Session, limit: int = 30) -> Sequence[ExaminationMeeting]:
    """The meetings, the latest first."""
    query = select(ExaminationMeeting).order_by(
        ExaminationMeeting.meeting_on.desc(), ExaminationMeeting.id.desc()
    )
    return session.scalars(query.limit(limit)).all()


def agenda_places(session: Session) -> dict[int, str]:
    """For each case that a meeting has before it, the name of the meeting."""
    query = (
        select(AgendaItem.proposal_id, ExaminationMeeting.title)
        .join(ExaminationMeeting, ExaminationMeeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.outcome.is_(None), ExaminationMeeting.closed_at.is_(None))
    )
    return {row.proposal_id: row.title for row in session.execute(query)}
