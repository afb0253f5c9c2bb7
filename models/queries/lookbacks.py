"""Questions of the yearly look-back (回头看): every letter of class B or C, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.promises import Promise
from models.replies import Reply
from models.subjects import Subject
from models.tasks import HandlingTask

#: the class that counts: as the office corrected it, or else as the unit set it
_class = func.coalesce(Reply.confirmed_class, Reply.reply_class)


def letters_to_look_at(
    session: Session, *, session_id: int | None = None, unit_id: int | None = None
) -> Sequence[tuple[HandlingTask, Reply]]:
    """Every letter of class B or C with its task, in the order of units and letters."""
    query = (
        select(HandlingTask, Reply)
        .join(Reply, Reply.task_id == HandlingTask.id)
        .where(Reply.status == "issued", _class.in_(("B", "C")))
        .order_by(HandlingTask.unit_id, Reply.issued_on, Reply.id)
    )
    if session_id is not None:
        query = query.where(Subject.session_id == session_id)
    if unit_id is not None:
        query = query.where(HandlingTask.unit_id == unit_id)
    return [(task, reply) for task, reply in session.execute(query)]


def promises_by_letter(session: Session, reply_ids: Sequence[int]) -> dict[int, list[Promise]]:
    """The promises of these letters with what was told of them."""
    query = (
        select(Promise)
        .where(Promise.reply_id.in_(reply_ids))
        .order_by(Promise.suggestion_no, Promise.id)
        .options(selectinload(Promise.notes), selectinload(Promise.second_letter))
    )
    found: dict[int, list[Promise]] = {}
    for promise in session.scalars(query):
        found.setdefault(promise.reply_id, []).append(promise)
    return found
