"""Members come, move, are replaced and go; a term ends and another begins.

Cases keep the names they were submitted under; nothing here touches them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models import GroupStay, LiaisonGroup, Member, Person, Term
from models.queries import members as queries

#: why somebody is no longer a member
REASONS = {
    "term_over": "届满",
    "moved": "调出",
    "resigned": "辞去",
    "removed": "撤销资格",
    "died": "去世",
}
_DAY = timedelta(days=1)
_LONGEST_TERM = timedelta(days=6 * 366)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who takes a seat in the middle of a term."""

    person: Person
    term: Term
    member_no: str
    sector: str
    employer_post: str
    group: LiaisonGroup | None
    on: date
    replaces: Member | None = None


def faults_of_day(member: Member, day: date, today: date) -> list[str]:
    """Why this cannot have happened to the member on that day."""
    if member.status != "sitting":
        return ["这位委员已经离任。"]
    if day > today:
        return ["日期不能晚于今天；到了那一天再登记。"]
    if member.joined_on is not None and day < member.joined_on:
        return ["日期不能早于就任的日期。"]
    return []


def move(session: Session, member: Member, group: LiaisonGroup | None, on: date) -> None:
    """To another liaison group from that day on; where he was stays written down."""
    stays = queries.stays_of(session, member.id)
    if stays:
        stays[-1].until = on - _DAY
    else:
        session.add(_stay(member, member.group, member.joined_on, on - _DAY))
    session.add(_stay(member, group, on, None))
    member.group = group


def _stay(
    member: Member, group: LiaisonGroup | None, since: date | None, until: date | None
) -> GroupStay:
    return GroupStay(
        member_id=member.id,
        group=group,
        group_name=group.name if group else "",
        since=since,
        until=until,
    )


def leave(session: Session, member: Member, on: date, why: str) -> None:
    """That day is his last; his account stays, so that he can evaluate his old cases."""
    member.status, member.left_on, member.left_reason = "left", on, why
    for stay in queries.stays_of(session, member.id):
        stay.until = stay.until or on


def join(session: Session, newcomer: Newcomer) -> Member:
    """Give somebody a seat, in the place of one who left or as one more."""
    member = Member(
        person=newcomer.person,
        term=newcomer.term,
        member_no=newcomer.member_no,
        sector=newcomer.sector,
        employer_post=newcomer.employer_post,
        group=newcomer.group,
        status="sitting",
        joined_on=newcomer.on,
        replaces_id=newcomer.replaces.id if newcomer.replaces else None,
    )
    session.add(member)
    return member


def faults_of_term(no: int, starts: date, known: Iterable[Term]) -> list[tuple[str, str]]:
    """Field and sentence for each reason why such a term cannot begin."""
    last = max(known, key=lambda term: term.no, default=None)
    if not 1949 <= starts.year <= 2199:
        return [("starts", "请核对本届开始的年份。")]
    if last is None:
        return []
    if no != last.no + 1:
        return [("no", "届次要接着最近一届往下编。")]
    if starts <= last.starts:
        return [("starts", "新一届不能早于上一届开始。")]
    if starts - last.starts > _LONGEST_TERM:
        return [("starts", "离上一届开始超过六年，请核对年份。")]
    return []


def open_term(session: Session, no: int, starts: date) -> Term:
    """A new term; the one before it ends on the day before."""
    known = queries.terms(session)
    term = Term(no=no, starts=starts)
    session.add(term)
    for earlier in known[:1]:
        if earlier.no < no and earlier.ends is None:
            earlier.ends = starts - _DAY
    return term


def close_earlier(session: Session, term: Term) -> list[Member]:
    """届满: whoever still sits for an earlier term leaves on its last day."""
    leaving = list(queries.sitting_before(session, term))
    for member in leaving:
        leave(session, member, term.starts - _DAY, "term_over")
    return leaving
