"""Questions about volumes: which there are of a case, which wait, which must be counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from models.archive import ArchivePiece, ArchiveVolume
from models.history import Event
from models.proposals import Proposal
from models.subjects import Subject


def volumes_of(session: Session, proposal_id: int) -> Sequence[ArchiveVolume]:
    """The volume of a case and its supplements, in order."""
    query = select(ArchiveVolume).where(ArchiveVolume.proposal_id == proposal_id)
    return session.scalars(query.order_by(ArchiveVolume.supplement_no)).all()


def by_case_number(session: Session, number: str) -> Proposal | None:
    """The proposal with that 案号 or 流水号."""
    query = select(Proposal).where(or_(Proposal.number == number, Proposal.serial_no == number))
    return session.scalars(query.where(Subject.private.is_(False)).limit(1)).first()


def open_volumes(
    session: Session, year: int | None, after: tuple[date, int] | None, limit: int
) -> Sequence[ArchiveVolume]:
    """Volumes that are not archived yet, the soonest due first; one more than the limit."""
    query = select(ArchiveVolume).where(ArchiveVolume.closed_at.is_(None))
    if year is not None:
        query = query.where(ArchiveVolume.year == year)
    if after is not None:
        on, number = after
        query = query.where(
            or_(
                Subject.due_on > on,
                and_(Subject.due_on == on, ArchiveVolume.id > number),
            )
        )
    query = query.options(selectinload(ArchiveVolume.proposal))
    return session.scalars(query.order_by(Subject.due_on, ArchiveVolume.id).limit(limit + 1)).all()


def count_by_year(session: Session) -> list[tuple[int, int, int]]:
    """Of each year: how many volumes wait, and how many are archived; the latest year first."""
    open_ = func.count().filter(Subject.closed_at.is_(None))
    done = func.count().filter(Subject.closed_at.is_not(None))
    query = select(ArchiveVolume.year, open_, done).group_by(ArchiveVolume.year)
    return [
        (year, o, d) for year, o, d in session.execute(query.order_by(ArchiveVolume.year.desc()))
    ]


def uncounted(session: Session, limit: int = 50) -> Sequence[tuple[int, int]]:
    """Volumes whose pieces have not been counted, each with its version."""
    query = (
        select(ArchiveVolume.id, ArchiveVolume.version)
        .join(ArchivePiece, ArchivePiece.volume_id == ArchiveVolume.id)
        .where(ArchivePiece.first_page.is_(None), Subject.closed_at.is_(None))
        .distinct()
        .limit(limit)
    )
    return [(number, version) for number, version in session.execute(query)]


def events_by_action(
    session: Session, subject_ids: Sequence[int]
) -> dict[int, dict[str, list[Event]]]:
    """The events of these subjects, by subject and action, in order."""
    found: dict[int, dict[str, list[Event]]] = {number: {} for number in subject_ids}
    query = select(Event).where(Event.subject_id.in_(subject_ids)).order_by(Event.id)
    for event in session.scalars(query):
        found[event.subject_id].setdefault(event.action, []).append(event)
    return found


def volumes_after(session: Session, last_id: int) -> Sequence[ArchiveVolume]:
    """Volumes opened after that one."""
    query = select(ArchiveVolume).where(ArchiveVolume.id > last_id).order_by(ArchiveVolume.id)
    return session.scalars(query).all()


def archived_cases(session: Session, year: int) -> list[Subject]:
    """The cases whose volume of that year is archived, in the order of their numbers."""
    volume = aliased(ArchiveVolume, flat=True)
    query = (
        select(Proposal)
        .join(volume, volume.proposal_id == Proposal.id)
        .where(
            volume.year == year,
            volume.supplement_no == 0,
            volume.archived_on.is_not(None),
        )
        .order_by(Proposal.number, Proposal.id)
    )
    return list(session.scalars(query))
