"""Who did what before: the question behind `other_than` in states.yaml."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.accounts import User
from models.history import Event
from models.subjects import Subject


def did(
    session: Session, user: User, action: str, subject: Subject, case: Subject, own: bool
) -> bool:
    """Whether this person did that action, himself or through somebody standing in for him.

    Of the subject's own workflow the last doing counts: who drafted a text that another has
    since drafted anew may check it. Of the other parts of the case every doing counts.
    """
    query = select(Event.actor_id, Event.on_behalf_of_id).where(Event.action == action)
    if own:
        query = query.where(Event.subject_id == subject.id).order_by(Event.seq.desc()).limit(1)
    else:
        parts = select(Subject.id).where(or_(Subject.id == case.id, Subject.parent_id == case.id))
        query = query.where(Event.subject_id.in_(parts))
    doers = {doer for row in session.execute(query) for doer in row if doer is not None}
    if not doers:
        return False
    if user.id in doers:
        return True
    persons = select(User.id).where(User.id.in_(doers), User.person_id == user.person_id)
    return session.scalar(persons.limit(1)) is not None
