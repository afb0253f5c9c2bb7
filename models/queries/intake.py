"""Questions asked while rosters and proposals are taken in."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.accounts import Grant, User
from models.history import FormKey
from models.intake import ImportRun
from models.organisation import GroupPost, HandlingUnit, LiaisonGroup, Term
from models.people import Member, Person


def term_by_no(session: Session, no: int) -> Term | None:
    """The term with that ordinal."""
    return session.scalars(select(Term).where(Term.no == no)).first()


def latest_term(session: Session) -> Term | None:
    """The term with the highest ordinal."""
    return session.scalars(select(Term).order_by(Term.no.desc()).limit(1)).first()


def every_member(session: Session) -> list[Member]:
    """All members of all terms, sitting or not."""
    return list(
        session.scalars(
            select(Member).options(selectinload(Member.group)).order_by(Member.id)
        ).unique()
    )


def every_group(session: Session) -> list[LiaisonGroup]:
    """All liaison groups with their posts."""
    return list(
        session.scalars(
            select(LiaisonGroup).options(selectinload(LiaisonGroup.posts)).order_by(LiaisonGroup.id)
        )
    )


def every_unit(session: Session) -> list[HandlingUnit]:
    """All handling units."""
    return list(session.scalars(select(HandlingUnit).order_by(HandlingUnit.id)))


def persons_by_id(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """These persons."""
    return {
        person.id: person for person in session.scalars(select(Person).where(Person.id.in_(ids)))
    }


def persons_named(session: Session, names: Collection[str]) -> list[Person]:
    """Everybody with one of these names, with their seats."""
    return list(
        session.scalars(
            select(Person)
            .where(Person.name.in_(names))
            .options(selectinload(Person.memberships))
            .order_by(Person.id)
        )
    )


def every_post(session: Session) -> list[GroupPost]:
    """Who leads which group, today."""
    return list(session.scalars(select(GroupPost).order_by(GroupPost.id)))


def member_by_no(session: Session, member_no: str) -> Member | None:
    """Whose seat has that number."""
    return session.scalars(select(Member).where(Member.member_no == member_no)).first()


def leaders_named(session: Session, group_id: int, name: str) -> list[Person]:
    """Who leads that group, in whatever post, and is called so."""
    posts = select(GroupPost.person_id).where(GroupPost.group_id == group_id)
    query = select(Person).where(Person.id.in_(posts), Person.name == name)
    return list(session.scalars(query.order_by(Person.id)))


def clerks_named(session: Session, unit_id: int, name: str) -> list[Person]:
    """Who has an account for that unit and is called so."""
    query = select(User.person_id).join(Grant, Grant.user_id == User.id)
    people = select(Person).where(
        Person.id.in_(query.where(Grant.unit_id == unit_id)), Person.name == name
    )
    return list(session.scalars(people.order_by(Person.id)))


def every_account(session: Session) -> list[User]:
    """All accounts with their grants."""
    return list(session.scalars(select(User).order_by(User.id)).unique())


def form_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Those of the keys that have been used."""
    return set(session.scalars(select(FormKey.key).where(FormKey.key.in_(keys))))


def imports(session: Session, limit: int = 50) -> list[ImportRun]:
    """The newest imports, newest first."""
    return list(session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(limit)))
