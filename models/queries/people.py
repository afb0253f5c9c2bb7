"""Questions about people, groups, units and sessions that the procedure asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import CalendarDay
from models.organisation import HandlingUnit, LiaisonGroup, PlenarySession
from models.people import Member, Person


def name_of(session: Session, person_id: int) -> str:
    """What somebody is called today."""
    return session.get_one(Person, person_id).name


def name_of_group(session: Session, group_id: int | None) -> str:
    """What a liaison group is called today; nothing for none."""
    return session.get_one(LiaisonGroup, group_id).name if group_id is not None else ""


def names_of_units(session: Session, unit_ids: Collection[int]) -> list[str]:
    """What these units are called today, in the order asked."""
    rows = session.scalars(select(HandlingUnit).where(HandlingUnit.id.in_(unit_ids)))
    named = {unit.id: unit.name for unit in rows}
    return [named[number] for number in unit_ids if number in named]


def sitting_member(session: Session, person_id: int | None) -> Member | None:
    """The person's present seat."""
    return session.scalars(
        select(Member)
        .where(Member.person_id == person_id, Member.status == "sitting")
        .order_by(Member.id.desc())
        .limit(1)
    ).first()


def sitting_members(session: Session, member_ids: Collection[int]) -> list[Member]:
    """Those of the ids that are sitting members, in id order."""
    return list(
        session.scalars(
            select(Member)
            .where(Member.id.in_(member_ids), Member.status == "sitting")
            .order_by(Member.id)
        )
    )


def active_units(session: Session, unit_ids: Collection[int]) -> list[HandlingUnit]:
    """Those of the ids that are active handling units, in id order."""
    return list(
        session.scalars(
            select(HandlingUnit)
            .where(HandlingUnit.id.in_(unit_ids), HandlingUnit.active)
            .order_by(HandlingUnit.id)
        )
    )


def session_on(session: Session, day: date) -> PlenarySession | None:
    """The session whose proposals are collected on that day: the latest that has begun to collect.

    Source: a session's collection opens before the session and stays open, for inter-session
    proposals, until the next one's collection begins.
    """
    return session.scalars(
        select(PlenarySession)
        .where(PlenarySession.collection_from <= day)
        .order_by(PlenarySession.collection_from.desc())
        .limit(1)
    ).first()


def corrected_days(session: Session) -> list[tuple[date, bool, str]]:
    """The rows by which the office corrects the national calendar."""
    rows = session.scalars(select(CalendarDay).order_by(CalendarDay.day))
    return [(row.day, row.is_workday, row.name) for row in rows]
