"""Duty rules, who looks after which group, and who is counted on the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from models.accounts import Grant, User
from models.duties import AreaContact, DutyRule
from models.organisation import LiaisonGroup
from models.people import Member, Person


def duty_rules(session: Session) -> Sequence[DutyRule]:
    """Every rule, also those that are over, in their order."""
    return session.scalars(
        select(DutyRule).order_by(DutyRule.place, DutyRule.valid_from, DutyRule.id)
    ).all()


def same_rule(session: Session, asked: DutyRule) -> bool:
    """Whether another rule of that name and holder is in force at the same time."""
    query = select(DutyRule).where(DutyRule.name == asked.name, DutyRule.holder == asked.holder)
    return any(
        one.id != asked.id
        and (asked.valid_until is None or one.valid_from <= asked.valid_until)
        and (one.valid_until is None or asked.valid_from <= one.valid_until)
        for one in session.scalars(query)
    )


def active_groups(session: Session) -> Sequence[LiaisonGroup]:
    """Every group that works, townships first, by name."""
    query = select(LiaisonGroup).where(LiaisonGroup.active)
    return session.scalars(query.order_by(LiaisonGroup.kind.desc(), LiaisonGroup.name)).all()


def seated(session: Session, *, group_id: int | None = None) -> Sequence[Member]:
    """The sitting members, of one group if it is given, by name."""
    query = (
        select(Member)
        .join(Person)
        .where(Member.status == "sitting")
        .options(joinedload(Member.person), joinedload(Member.group))
        .order_by(Person.name_sort, Person.name, Member.id)
    )
    if group_id is not None:
        query = query.where(Member.group_id == group_id)
    return session.scalars(query).all()


def area_contacts(session: Session) -> Sequence[AreaContact]:
    """Everybody's groups, also what is over; the newest first."""
    query = (
        select(AreaContact)
        .options(joinedload(AreaContact.person), joinedload(AreaContact.group))
        .order_by(AreaContact.until.is_not(None), AreaContact.since.desc(), AreaContact.id)
    )
    return session.scalars(query).all()


def contacts_on(session: Session, day: date) -> Sequence[AreaContact]:
    """Who looks after which group on that day."""
    query = (
        select(AreaContact)
        .options(joinedload(AreaContact.person))
        .where(AreaContact.since <= day, or_(AreaContact.until.is_(None), AreaContact.until >= day))
        .order_by(AreaContact.id)
    )
    return session.scalars(query).all()


def people_of_the_committee(session: Session) -> Sequence[Person]:
    """Who may be given groups: everybody with an account of the committee, by name."""
    roles = ("office", "office_head", "supervisor", "leader")
    query = (
        select(Person)
        .join(User, User.person_id == Person.id)
        .join(Grant, Grant.user_id == User.id)
        .where(User.active, Grant.role.in_(roles))
        .order_by(Person.name_sort, Person.name)
        .distinct()
    )
    return session.scalars(query).all()
