"""Which finer categories there are, and which are in use on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.categories import LocalCategory


def every_category(session: Session) -> Sequence[LocalCategory]:
    """All of them, also those that are over."""
    query = select(LocalCategory).order_by(LocalCategory.category, LocalCategory.id)
    return session.scalars(query).all()


def categories_on(session: Session, day: date) -> Sequence[LocalCategory]:
    """Those that can be chosen on that day."""
    query = select(LocalCategory).where(
        LocalCategory.valid_from <= day,
        or_(LocalCategory.valid_until.is_(None), LocalCategory.valid_until >= day),
    )
    return session.scalars(query.order_by(LocalCategory.category, LocalCategory.id)).all()


def category_on(session: Session, number: int, day: date) -> LocalCategory | None:
    """The one of that id, if it can be chosen on that day."""
    return next((one for one in categories_on(session, day) if one.id == number), None)


def same_name(session: Session, asked: LocalCategory) -> bool:
    """Whether another one of that name under that category is in use at the same time."""
    query = select(LocalCategory).where(
        LocalCategory.category == asked.category, LocalCategory.name == asked.name
    )
    return any(
        one.id != asked.id
        and (asked.valid_until is None or one.valid_from <= asked.valid_until)
        and (one.valid_until is None or asked.valid_from <= one.valid_until)
        for one in session.scalars(query)
    )
