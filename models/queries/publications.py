"""Questions about publication: the parts of a case, and what the public pages show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from models.people import Member
from models.publications import Publication, PublicPage, PublicUnit
from models.search import normalise
from models.subjects import Subject


def publications_of(session: Session, case_id: int) -> Sequence[Publication]:
    """Every publication begun in one case, oldest first."""
    query = select(Publication).where(Publication.parent_id == case_id).order_by(Publication.id)
    return session.scalars(query).all()


def publications_after(session: Session, last_id: int) -> Sequence[Publication]:
    """Publications begun after that one."""
    query = select(Publication).where(Publication.id > last_id).order_by(Publication.id)
    return session.scalars(query).all()


def page_of(session: Session, publication_id: int) -> PublicPage | None:
    """The page of a publication, while it is public."""
    query = select(PublicPage).where(PublicPage.publication_id == publication_id)
    return session.scalars(query).first()


def posts_of(session: Session, person_ids: Collection[int]) -> list[str]:
    """工作单位及职务 of these members, as the register has them."""
    query = select(Member.employer_post).where(
        Member.person_id.in_(person_ids), Member.employer_post != ""
    )
    return list(session.scalars(query.order_by(Member.id)))


# ── what everybody may read ─────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PublicWish:
    """What somebody without an account looks for."""

    text: str = ""
    #: 届 and 次
    meeting: tuple[int, int] | None = None
    category: str = ""
    unit: str = ""
    #: the last page shown: its date and number
    after: tuple[date, str] | None = None
    limit: int = 20


def public_pages(session: Session, wish: PublicWish) -> Sequence[PublicPage]:
    """One screen of the public list, newest first; one row more than the limit when more follow."""
    query = select(PublicPage).options(selectinload(PublicPage.units))
    for word in normalise(wish.text).split():
        query = query.where(PublicPage.words.contains(word, autoescape=True))
    if wish.meeting is not None:
        term, no = wish.meeting
        query = query.where(PublicPage.term_no == term, PublicPage.session_no == no)
    if wish.category:
        query = query.where(PublicPage.category == wish.category)
    if wish.unit:
        replied = exists().where(PublicUnit.page_id == PublicPage.id, PublicUnit.name == wish.unit)
        query = query.where(replied)
    if wish.after is not None:
        on, number = wish.after
        query = query.where(
            or_(
                PublicPage.published_on < on,
                and_(PublicPage.published_on == on, PublicPage.number < number),
            )
        )
    order = (PublicPage.published_on.desc(), PublicPage.number.desc())
    return session.scalars(query.order_by(*order).limit(wish.limit + 1)).all()


def public_page(session: Session, number: str) -> PublicPage | None:
    """The page of the case of that number."""
    return session.scalars(select(PublicPage).where(PublicPage.number == number)).first()


def was_public(session: Session, number: str) -> bool:
    """Whether the case of that number was public once and was taken down."""
    case = select(Subject.id).where(Subject.kind == "proposal", Subject.number == number)
    query = select(Publication.id).where(
        Publication.parent_id.in_(case), Publication.withdrawn_on.is_not(None)
    )
    return session.scalar(query.limit(1)) is not None


def public_meetings(session: Session) -> list[tuple[int, int]]:
    """The sessions of which something is public, the latest first."""
    query = select(PublicPage.term_no, PublicPage.session_no).distinct()
    return sorted(((term, no) for term, no in session.execute(query)), reverse=True)


def public_units(session: Session) -> list[str]:
    """The units of which a reply is public."""
    return list(session.scalars(select(PublicUnit.name).distinct().order_by(PublicUnit.name)))


def public_categories(session: Session) -> set[str]:
    """The categories of which something is public."""
    return set(session.scalars(select(PublicPage.category).distinct()))
