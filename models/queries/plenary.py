"""Questions about plenary sessions: which there are, and whether anything was submitted to one."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.organisation import PlenarySession
from models.subjects import Subject


def plenary_for_change(session: Session, number: int) -> PlenarySession | None:
    """The session of that id, kept from others: nothing is submitted to it until we have ended."""
    return session.get(PlenarySession, number, with_for_update={"of": PlenarySession})


def is_in_use(session: Session, number: int) -> bool:
    """Whether anything was submitted to the session of that id; drafts may still move."""
    query = exists().where(Subject.session_id == number, Subject.private.is_(False))
    return bool(session.scalar(select(query)))


def in_use(session: Session) -> set[int]:
    """The ids of the sessions to which anything was submitted."""
    query = select(Subject.session_id).where(Subject.private.is_(False)).distinct()
    return {number for number in session.scalars(query) if number is not None}
