"""Parties of an activity and of an issue: who organises, who takes part, who confirms."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from models import Activity, OpinionIssue, Subject, User
from models.queries import activities as activity_queries
from models.queries import parties as queries
from workflow.acts import Act
from workflow.parties import group_leader, party, roles_of


@party
def organiser(user: User, subject: Subject, today: date) -> bool:
    """组织者: the group's leader, or the office where the county organises."""
    if not isinstance(subject, Activity):
        return False
    if subject.group_id is not None:
        return group_leader(user, subject, today)
    return "office" in roles_of(user, today)


@party
def invitee(user: User, subject: Subject, today: date) -> bool:
    """受邀委员: stands in the list of those who take part."""
    return (
        isinstance(subject, Activity)
        and "member" in roles_of(user, today)
        and any(one.person_id == user.person_id for one in subject.participants)
    )


@party
def group_member(user: User, subject: Subject, today: date) -> bool:
    """本组委员: sits in the group that organises, invited or not."""
    return (
        isinstance(subject, Activity)
        and subject.group_id is not None
        and "member" in roles_of(user, today)
        and any(
            seat.group_id == subject.group_id and seat.status == "sitting"
            for seat in user.person.memberships
        )
    )


@party
def confirmer(user: User, subject: Subject, today: date) -> bool:
    """确认人: the office for a group's activity, the head for one of the county's."""
    if not isinstance(subject, Activity):
        return False
    return ("office" if subject.group_id is not None else "office_head") in roles_of(user, today)


@party
def contributor(user: User, subject: Subject, today: date) -> bool:
    """反映人: whose opinion stands in an issue that has gone out."""
    return (
        isinstance(subject, OpinionIssue)
        and subject.issued_on is not None
        and bool(roles_of(user, today) & {"member", "liaison_leader"})
        and any(one.opinion.author_id == user.person_id for one in subject.items)
    )


# ── who is told ─────────────────────────────────────────────────────────────


def organisers(act: Act) -> list[User]:
    """Everybody who stands as organiser."""
    subject = act.subject
    if not isinstance(subject, Activity):
        return []
    if subject.group_id is not None:
        return queries.reviewers_of_group(act.session, subject.group_id, act.today)
    return queries.users_in_role(act.session, "office", act.today)


def invitees(act: Act) -> list[User]:
    """Everybody in the list."""
    subject = act.subject
    found = subject.participants if isinstance(subject, Activity) else ()
    return _members(act, [one.person_id for one in found])


def group_members(act: Act) -> list[User]:
    """The sitting members of the group that organises."""
    subject = act.subject
    if not isinstance(subject, Activity):
        return []
    seats = activity_queries.seats_of_group(act.session, subject.group_id)
    return _members(act, [seat.person_id for seat in seats])


def confirmers(act: Act) -> list[User]:
    """Everybody who may be the second person."""
    subject = act.subject
    if not isinstance(subject, Activity):
        return []
    role = "office" if subject.group_id is not None else "office_head"
    return queries.users_in_role(act.session, role, act.today)


def contributors(act: Act) -> list[User]:
    """The writers of what the issue is made of, once it has gone out."""
    subject = act.subject
    if not isinstance(subject, OpinionIssue) or subject.issued_on is None:
        return []
    authors = [one.opinion.author_id for one in subject.items if one.opinion.author_id]
    roles = ("member", "liaison_leader")
    return queries.users_of_persons(act.session, authors, roles, act.today)


def _members(act: Act, persons: Collection[int]) -> list[User]:
    return queries.users_of_persons(act.session, persons, ("member",), act.today)
