"""The names that stand on printed sheets: of people, units, groups and cases."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.organisation import HandlingUnit, LiaisonGroup
from models.people import Person
from models.subjects import Subject


def printed_names(session: Session) -> Iterator[str]:
    """Every name and title, one after another; names of people first."""
    for column in (Person.name, HandlingUnit.name, LiaisonGroup.name, Subject.title):
        yield from session.scalars(select(column).distinct().execution_options(yield_per=1000))
