"""Questions about the sheets that have left the house."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from models.history import Event
from models.issues import IssuedSheet
from models.subjects import Subject

#: how far back of the newest entry the worker looks for sheets to register
_REACH = 20_000


def to_issue(
    session: Session, causes: Collection[tuple[str, str]], since: datetime, limit: int
) -> list[int]:
    """The acts (kind of subject, action) recorded since then whose sheets are not registered yet.

    Oldest first. Only the newest entries of the record are looked through, so that the question
    costs the same however long the record grows.
    """
    newest = session.scalar(select(func.max(Event.id))) or 0
    query = (
        select(Event.id)
        .join(Subject, Subject.id == Event.subject_id)
        .where(
            Event.id > newest - _REACH,
            Event.recorded_at >= since,
            tuple_(Subject.kind, Event.action).in_(list(causes)),
            ~select(IssuedSheet.id).where(IssuedSheet.cause_id == Event.id).exists(),
        )
        .order_by(Event.id)
        .limit(limit)
    )
    return list(session.scalars(query))


def issued_by(session: Session, cause_id: int) -> list[IssuedSheet]:
    """What that act let out, in order."""
    query = select(IssuedSheet).where(IssuedSheet.cause_id == cause_id)
    return list(session.scalars(query.order_by(IssuedSheet.name, IssuedSheet.copy)))


def issued_of(session: Session, subject_ids: Collection[int]) -> list[IssuedSheet]:
    """What these subjects have let out, oldest first."""
    query = select(IssuedSheet).where(IssuedSheet.subject_id.in_(subject_ids))
    return list(session.scalars(query.order_by(IssuedSheet.id)))


def issued_as(session: Session, code: str) -> IssuedSheet | None:
    """The sheet with that code."""
    return session.scalars(select(IssuedSheet).where(IssuedSheet.code == code)).first()


def issued_file(session: Session, sha256: str) -> IssuedSheet | None:
    """The sheet, or the joined file, with exactly these bytes; the one copy before the joined."""
    query = select(IssuedSheet).where(IssuedSheet.sha256 == sha256)
    return session.scalars(query.order_by(IssuedSheet.copy.desc(), IssuedSheet.id)).first()
