"""What a user may see: one query, used by pages, lists, search, exports, sheets and attachments.

`sees` says for each role how far it sees (own, group, all, assigned, none): the word in
states.yaml. A private subject is seen by its author and those invited to cosign, by nobody else.
Beside it, members read the text of a proposal that may be seconded, or that they seconded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session, aliased

from models.accounts import User
from models.activities import Activity, ActivityParticipant
from models.archive import ArchiveVolume
from models.assessments import Assessment
from models.assignment import AssignmentPlan, TrialAnswer
from models.opinions import OpinionIssue, OpinionIssueItem, SocialOpinion
from models.people import Member
from models.projects import LivelihoodProject, partner_unit
from models.proposals import Proposal, Seconding, Signature
from models.subjects import Subject
from models.supervision import SupervisionCase
from models.tasks import HandlingTask

Sees = Mapping[str, str]
_assessment = Assessment.__table__.c
_subject = Subject.__table__
# Aliases are made once: each makes a copy of every column of its table.
_parent, _here, _wrote = aliased(Subject), aliased(_subject), aliased(_subject)
#: a condition is an immutable text about ids: made once, it is asked with again
kept = lru_cache(maxsize=2_048)


def visible_to(user: User, today: date, sees: Sees, *, role: str | None = None) -> Select[Subject]:
    """Every subject the user may see today; with `role`, what that one role shows."""
    return select(Subject).where(may_see(user, today, sees, role=role))


def find_visible(
    session: Session, user: User, subject_id: int, today: date, sees: Sees
) -> Subject | None:
    """The subject of that id if the user may see it, or at least its text; None otherwise."""
    seen = or_(may_see(user, today, sees), may_read_text(user, today))
    return session.scalars(select(Subject).where(seen, Subject.id == subject_id)).first()


def sees_whole(session: Session, user: User, subject_id: int, today: date, sees: Sees) -> bool:
    """Whether the user sees the case and not only its text."""
    query = select(Subject.id).where(may_see(user, today, sees), Subject.id == subject_id)
    return session.scalar(query) is not None


def visible_among(
    session: Session, user: User, subject_ids: list[int], today: date, sees: Sees
) -> set[int]:
    """Those of the ids that the user may see, or at least read the text of."""
    seen = or_(may_see(user, today, sees), may_read_text(user, today))
    query = select(Subject.id).where(seen, Subject.id.in_(subject_ids))
    return set(session.scalars(query))


def visible_subjects(
    session: Session, user: User, subject_ids: list[int], today: date, sees: Sees
) -> Sequence[Subject]:
    """The subjects of these ids that the user sees whole, soonest due first."""
    query = select(Subject).where(may_see(user, today, sees), Subject.id.in_(subject_ids))
    return session.scalars(
        query.order_by(Subject.due_on.is_(None), Subject.due_on, Subject.id)
    ).all()


def parts_of(session: Session, case_id: int) -> Sequence[Subject]:
    """Everything that was opened as a part of the case, oldest first, seen by the user or not."""
    volume = ArchiveVolume.__table__.c
    volumes = select(volume.id).where(volume.proposal_id == case_id)
    part = or_(Subject.parent_id == case_id, Subject.id.in_(volumes))
    return session.scalars(select(Subject).where(part).order_by(Subject.id)).all()


def may_see(user: User, today: date, sees: Sees, *, role: str | None = None) -> ColumnElement[bool]:
    """The condition behind `visible_to`."""
    if not user.active:
        return false()
    ways: list[ColumnElement[bool]] = []
    groups: set[int] = set()
    units: set[int] = set()
    asked: set[int] = set()
    for grant in user.grants:
        if not grant.holds_on(today) or (role is not None and grant.role != role):
            continue
        scope = sees.get(grant.role, "none")
        if scope in ("own", "group"):
            ways += _own_and_shared(user.person_id, scope)
        if scope == "group" and grant.group_id is not None:
            groups.add(grant.group_id)
        if scope == "assigned" and grant.unit_id is not None:
            units.add(grant.unit_id)
            if grant.role == "handling_unit":
                asked.add(grant.unit_id)
        if scope == "all":
            ways.append(Subject.private.is_(False))
    if groups:
        ways.append(_of_groups(frozenset(groups)))
    if units:
        ways.append(_of_units(frozenset(units)))
    if asked:
        ways += [_assessed(_assessment.unit_id, asked), _recommended(user.person_id)]
        tried = asked_in_trial(frozenset(asked))
        ways.append(or_(Subject.id.in_(tried), Subject.id.in_(_merged_into(tried))))
    return or_(false(), *ways)


def may_read_text(user: User, today: date) -> ColumnElement[bool]:
    """Proposals whose text a member reads because they may be seconded, or he seconded them."""
    if not user.active or not any(
        grant.role == "member" and grant.holds_on(today) for grant in user.grants
    ):
        return false()
    proposal = Proposal.__table__.c
    open_now = select(proposal.id).where(proposal.seconding_now)
    seconded = select(Seconding.proposal_id).where(
        Seconding.person_id == user.person_id, Seconding.status == "given"
    )
    return and_(Subject.private.is_(False), or_(Subject.id.in_(open_now), Subject.id.in_(seconded)))


@kept
def _own(person_id: int) -> ColumnElement[bool]:
    signed = select(Signature.proposal_id).where(
        Signature.person_id == person_id, Signature.decision.in_(("pending", "agreed"))
    )
    written = select(_parent.id).where(_parent.author_id == person_id)
    proposal = Proposal.__table__.c
    joined = select(proposal.merged_into_id).where(
        proposal.merged_into_id.is_not(None),
        or_(proposal.id.in_(signed), proposal.id.in_(written)),
    )
    return or_(
        Subject.author_id == person_id,
        Subject.id.in_(signed),
        Subject.parent_id.in_(signed),
        Subject.parent_id.in_(written),
        # What a merged case has become of is read on the main one.
        Subject.id.in_(joined),
        Subject.parent_id.in_(joined),
    )


def _own_and_shared(person_id: int, scope: str) -> list[ColumnElement[bool]]:
    ways = [_own(person_id), _issues_with(person_id)]
    return [*ways, _activities_of(person_id)] if scope == "own" else ways


@kept
def _activities_of(person_id: int) -> ColumnElement[bool]:
    """Activities of the member's own group, and those in whose list he stands."""
    activity = Activity.__table__.c
    listed = select(ActivityParticipant.activity_id).where(
        ActivityParticipant.person_id == person_id
    )
    groups = select(Member.group_id).where(
        Member.person_id == person_id, Member.status == "sitting", Member.group_id.is_not(None)
    )
    own = (
        select(activity.id)
        .join(_here, _here.c.id == activity.id)
        .where(_here.c.group_id.in_(groups))
    )
    return or_(Subject.id.in_(listed), Subject.id.in_(own))


@kept
def _issues_with(person_id: int) -> ColumnElement[bool]:
    """Issues that have gone out with an opinion of this person."""
    issue = OpinionIssue.__table__.c
    mine = (
        select(OpinionIssueItem.issue_id)
        .join(_wrote, _wrote.c.id == OpinionIssueItem.opinion_id)
        .join(OpinionIssue.__table__, issue.id == OpinionIssueItem.issue_id)
        .where(_wrote.c.author_id == person_id, issue.issued_on.is_not(None))
    )
    return Subject.id.in_(mine)


@kept
def _of_groups(groups: frozenset[int]) -> ColumnElement[bool]:
    reviewed = select(_parent.id).where(_parent.group_id.in_(groups), _parent.private.is_(False))
    proposal = Proposal.__table__.c
    joined = select(proposal.merged_into_id).where(
        proposal.merged_into_id.is_not(None), proposal.id.in_(reviewed)
    )
    return and_(
        Subject.private.is_(False),
        or_(
            Subject.group_id.in_(groups),
            Subject.parent_id.in_(reviewed),
            Subject.id.in_(joined),
            Subject.parent_id.in_(joined),
        ),
    )


@kept
def _of_units(units: frozenset[int]) -> ColumnElement[bool]:
    # The joined tables alone: their mapped classes would drag `subject` in once more.
    task, project = HandlingTask.__table__.c, LivelihoodProject.__table__.c
    supervision = SupervisionCase.__table__.c
    mine = select(task.proposal_id).where(task.unit_id.in_(units), task.released.is_(False))
    # A unit that was released keeps the sight of its own task: it is part of its record.
    tasks = select(task.id).where(task.unit_id.in_(units))
    supervised = select(supervision.id).where(supervision.unit_id.in_(units))
    opinion = SocialOpinion.__table__.c
    opinions = select(opinion.id).where(opinion.unit_id.in_(units))
    partners = select(partner_unit.c.project_id).where(partner_unit.c.unit_id.in_(units))
    projects = select(project.id).where(
        or_(project.lead_unit_id.in_(units), project.id.in_(partners))
    )
    return and_(
        Subject.private.is_(False),
        or_(
            Subject.id.in_(mine),
            Subject.parent_id.in_(mine),
            Subject.id.in_(_merged_into(mine)),
            Subject.id.in_(tasks),
            Subject.id.in_(supervised),
            Subject.id.in_(opinions),
            Subject.id.in_(projects),
        ),
    )


def _assessed(column: ColumnElement[Any], ids: set[int]) -> ColumnElement[bool]:
    return Subject.id.in_(select(_assessment.id).where(column.in_(ids)))


@kept
def _recommended(person_id: int) -> ColumnElement[bool]:
    # A unit may recommend itself for an award, and follows what becomes of it.
    return and_(Subject.kind == "commendation", Subject.author_id == person_id)


def _merged_into(cases: Select[Any]) -> Select[Any]:
    """The originals of the cases that were merged into these: who handles these reads those."""
    proposal = Proposal.__table__.c
    return select(proposal.id).where(proposal.merged_into_id.in_(cases))


@kept
def asked_in_trial(units: frozenset[int]) -> Select[Any]:
    """The proposals on which one of the units is asked, and has not answered yet."""
    return (
        select(AssignmentPlan.proposal_id)
        .join(TrialAnswer, TrialAnswer.plan_id == AssignmentPlan.id)
        .where(
            AssignmentPlan.trial,
            AssignmentPlan.closed_at.is_(None),
            TrialAnswer.unit_id.in_(units),
            TrialAnswer.answered_at.is_(None),
        )
    )
