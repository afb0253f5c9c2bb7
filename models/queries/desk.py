"""The lists on somebody's desk: what waits for them, what goes on, what is done.

Every question starts from `visibility.may_see`; none returns a case the user may not open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session, joinedload, selectin_polymorphic

from models.accounts import User
from models.activities import Activity
from models.archive import ArchiveVolume
from models.assessments import Assessment
from models.assignment import KeyProposal
from models.letters import Countersignature
from models.opinions import OpinionIssue, SocialOpinion
from models.projects import LivelihoodProject, partner_unit
from models.promises import Promise
from models.proposals import Proposal, Signature
from models.publications import Publication
from models.queries.asked import asks_proposer
from models.queries.board import in_phase, of_unit, without_owner
from models.queries.buckets import Bucket, in_bucket
from models.queries.search import matching, words_of
from models.queries.visibility import Sees, asked_in_trial, kept, may_see
from models.queries.wishes import Group, Wish
from models.replies import Reply
from models.subjects import Subject
from models.supervision import SupervisionCase
from models.tasks import HandlingTask

__all__ = ["Bucket", "Group", "Wish", "count_cases", "find_cases", "sort_key", "waits_for_user"]

_NO_DATE = "9999-12-31"
_WHOLE_ROLES = ("office", "office_head", "supervisor", "leader")
_task = HandlingTask.__table__.c
_project = LivelihoodProject.__table__.c
_proposal = Proposal.__table__.c
_promise = Promise.__table__.c
_supervision = SupervisionCase.__table__.c
_assessment = Assessment.__table__.c
_opinion = SocialOpinion.__table__.c
#: kinds that are read with their own columns in a list
_READ = [
    HandlingTask, LivelihoodProject, Promise, Publication, SupervisionCase, ArchiveVolume,
    Activity, SocialOpinion, OpinionIssue,
]  # fmt: skip


def find_cases(
    session: Session, user: User, sees: Sees, wish: Wish, *, role: str | None = None
) -> Sequence[Subject]:
    """One page of the list, soonest due first; one row more than the limit when more follow."""
    order = _order(wish)
    query = _wished(session, user, sees, wish, role).options(
        selectin_polymorphic(Subject, _READ),
        joinedload(Subject.author),
    )
    if wish.after is not None:
        on, number = wish.after
        query = query.where(
            or_(order < on, and_(order == on, Subject.id < number))
            if wish.group == "done"
            else or_(order > on, and_(order == on, Subject.id > number))
        )
    if wish.group == "done":
        query = query.order_by(order.desc(), Subject.id.desc())
    else:
        query = query.order_by(order, Subject.id)
    return session.scalars(query.limit(wish.limit + 1)).all()


def count_cases(
    session: Session, user: User, sees: Sees, wish: Wish, *, role: str | None = None
) -> int:
    """How many cases the list has."""
    wished = _wished(session, user, sees, wish, role).with_only_columns(func.count(Subject.id))
    return session.scalar(wished) or 0


def sort_key(subject: Subject, group: Group) -> str:
    """What `Wish.after` needs of the last row shown."""
    if group == "done":
        return subject.closed_at.strftime("%Y-%m-%d") if subject.closed_at else ""
    return subject.due_on.isoformat() if subject.due_on else _NO_DATE


def _order(wish: Wish) -> ColumnElement[str]:
    if wish.group == "done":
        return func.coalesce(_day(Subject.closed_at), "")
    return func.coalesce(cast(Subject.due_on, String), _NO_DATE)


def _day(column: Any) -> ColumnElement[str]:
    # The first ten signs of an instant are its day on SQLite and on PostgreSQL alike.
    return func.substr(cast(column, String), 1, 10)


def _wished(
    session: Session, user: User, sees: Sees, wish: Wish, role: str | None
) -> Select[Subject]:
    query = select(Subject).where(may_see(user, wish.today, sees, role=role))
    mine = waits_for_user(user, wish.today, role=role)
    conditions: list[ColumnElement[bool]] = []
    if wish.group == "waiting":
        conditions += [Subject.closed_at.is_(None), mine]
    elif wish.group == "doing":
        conditions += [Subject.closed_at.is_(None), not_(mine)]
    elif wish.group == "done":
        conditions.append(Subject.closed_at.is_not(None))
    query = query.where(*conditions, *_plain(wish))
    conditions = []
    if wish.category:
        conditions.append(
            Subject.id.in_(select(_proposal.id).where(_proposal.category == wish.category))
        )
    if wish.key:
        conditions.append(Subject.id.in_(_key_proposals(wish)))
    if wish.unit_id is not None:
        conditions.append(of_unit(wish.unit_id))
    if wish.task_units:
        own_kinds = Subject.kind.in_(("handling_task", "promise", "supervision_case"))
        conditions.append(or_(not_(own_kinds), _belongs_to(frozenset(wish.task_units))))
    if wish.due:
        conditions.append(in_bucket(wish.due, wish.today))
    if wish.phase:
        conditions.append(in_phase(wish.phase))
    if wish.ownerless:
        conditions.append(without_owner())
    if words_of(wish.text):
        conditions.append(Subject.id.in_(matching(session, wish.text)))
    return query.where(*conditions)


def _plain(wish: Wish) -> list[ColumnElement[bool]]:
    asked = (
        (wish.kinds, Subject.kind.in_(wish.kinds)),
        (wish.state, Subject.state == wish.state),
        (wish.session_id, Subject.session_id == wish.session_id),
        (wish.group_id, Subject.group_id == wish.group_id),
    )
    return [condition for value, condition in asked if value]


def _key_proposals(wish: Wish) -> Select[Any]:
    query = select(KeyProposal.proposal_id).where(KeyProposal.ended_on.is_(None))
    leader = wish.key_leader_id
    return query if leader is None else query.where(KeyProposal.leader_id == leader)


def waits_for_user(user: User, today: date, *, role: str | None = None) -> ColumnElement[bool]:
    """Whether the next step is the user's: the parties of `waits_for`, told in SQL.

    Held to `workflow.parties` by a law test.
    """
    ways: list[ColumnElement[bool]] = []
    groups: set[int] = set()
    units: set[int] = set()
    led: set[int] = set()
    roles: set[str] = set()
    for grant in user.grants:
        if not grant.holds_on(today) or (role is not None and grant.role != role):
            continue
        roles.add(grant.role)
        if grant.group_id is not None:
            groups.add(grant.group_id)
        if grant.unit_id is not None:
            (led if grant.role == "unit_leader" else units).add(grant.unit_id)
    if roles & {"member", "liaison_leader"}:
        ways.append(and_(_waits("author"), Subject.author_id == user.person_id))
    if "member" in roles:
        ways.append(_assesses(_assessment.person_id, {user.person_id}))
        ways += [_invited(user.person_id), and_(_waits("proposer"), asks_proposer(user.person_id))]
    # Of these every account of the role is meant, whatever the case.
    ways += [_waits(role) for role in _WHOLE_ROLES if role in roles]
    if groups:
        ways.append(_assesses(_assessment.assessed_group_id, groups))
        ways.append(
            and_(
                _waits("group_leader"),
                Subject.group_id.in_(groups),
                Subject.author_id.is_distinct_from(user.person_id),
            )
        )
    ways += _of_activities(groups, roles)
    if units:
        ways += [_handles(frozenset(units)), _assesses(_assessment.unit_id, units)]
    if led:
        ways.append(and_(_waits("unit_leader"), _led_by(frozenset(led))))
    return or_(false(), *ways)


def _of_activities(groups: set[int], roles: set[str]) -> list[ColumnElement[bool]]:
    """Who organises an activity, and who confirms it: a group's the office, the county's the head.

    Only activities wait for these two, so their kind need not be asked.
    """
    ways: list[ColumnElement[bool]] = []
    if groups:
        ways.append(and_(_waits("organiser"), Subject.group_id.in_(groups)))
    if "office" in roles:
        ways.append(and_(_waits("organiser"), Subject.group_id.is_(None)))
        ways.append(and_(_waits("confirmer"), Subject.group_id.is_not(None)))
    if "office_head" in roles:
        ways.append(and_(_waits("confirmer"), Subject.group_id.is_(None)))
    return ways


@kept
def _waits(party: str) -> ColumnElement[bool]:
    # Several parties are written with commas between them.
    return (literal(",") + Subject.waits_for + literal(",")).contains(f",{party},")


def _assesses(column: ColumnElement[Any], ids: set[int]) -> ColumnElement[bool]:
    mine = select(_assessment.id).where(column.in_(ids))
    return and_(_waits("assessed"), Subject.id.in_(mine))


@kept
def _invited(person_id: int) -> ColumnElement[bool]:
    pending = select(Signature.proposal_id).where(
        Signature.person_id == person_id, Signature.decision == "pending"
    )
    return and_(_waits("cosigner"), Subject.id.in_(pending))


@kept
def _led_by(units: frozenset[int]) -> ColumnElement[bool]:
    projects = select(_project.id).where(_project.lead_unit_id.in_(units))
    partners = select(partner_unit.c.project_id).where(partner_unit.c.unit_id.in_(units))
    return or_(_belongs_to(units), Subject.id.in_(projects), Subject.id.in_(partners))


@kept
def _belongs_to(units: frozenset[int]) -> ColumnElement[bool]:
    tasks = select(_task.id).where(_task.unit_id.in_(units))
    promises = select(_promise.id).where(_promise.unit_id.in_(units))
    supervised = select(_supervision.id).where(_supervision.unit_id.in_(units))
    opinions = select(_opinion.id).where(_opinion.unit_id.in_(units))
    return or_(*(Subject.id.in_(found) for found in (tasks, promises, supervised, opinions)))


@kept
def _handles(units: frozenset[int]) -> ColumnElement[bool]:
    # A proposal in handling waits for its units through their tasks, which stand in the list.
    def duty(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return Subject.id.in_(select(_task.id).where(_task.unit_id.in_(units), condition))

    projects = select(_project.id).where(_project.lead_unit_id.in_(units))
    countersigns = (
        select(Reply.task_id)
        .join(Countersignature, Countersignature.reply_id == Reply.id)
        .where(Countersignature.unit_id.in_(units), Countersignature.view == "pending")
    )
    return or_(
        and_(_waits("countersigner"), Subject.id.in_(countersigns)),
        and_(_waits("trial_unit"), Subject.id.in_(asked_in_trial(units))),
        and_(_waits("lead_unit"), or_(duty(_task.duty != "co"), Subject.id.in_(projects))),
        and_(_waits("co_unit"), duty(_task.duty == "co")),
        and_(_waits("unit"), _belongs_to(units)),
    )
