"""How soon a case is due, as a list can be filtered: a condition in SQL for each answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_

from models.subjects import Subject

Bucket = Literal["late", "today", "week", "month", "later", "none", ""]

#: how far each of these reaches, in days from today; a longer one contains the shorter
REACH: Mapping[Bucket, int] = {"today": 0, "week": 7, "month": 30}


def in_bucket(due: Bucket, today: date) -> ColumnElement[bool]:
    """Whether an open case is due so soon, counted from that day."""
    open_ = Subject.closed_at.is_(None)
    if due == "none":
        return and_(open_, Subject.due_on.is_(None))
    if due == "late":
        return and_(open_, Subject.due_on < today)
    if due == "later":
        return and_(open_, Subject.due_on > today + timedelta(days=REACH["month"]))
    last = today + timedelta(days=REACH[due])
    return and_(open_, Subject.due_on >= today, Subject.due_on <= last)
