"""Parties: who stands in which relation to a subject. `by:` in states.yaml names them.

Each party answers one question, `stands(user, subject, today)`; the reverse question, which
users to notify, is `models.queries.parties`, held to this one by a law test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from models import (
    Assessment,
    Commendation,
    Countersignature,
    Grant,
    HandlingTask,
    LivelihoodProject,
    Promise,
    Proposal,
    SocialOpinion,
    Subject,
    SupervisionCase,
    User,
)
from workflow.acts import case_of
from workflow.evaluators import proposers_of
from workflow.merging import main_of, together

Party = Callable[[User, Subject, date], bool]
PARTIES: dict[str, Party] = {}
#: parts of a case that belong to one unit, and what may be given to one
PARTS_OF_UNITS = (HandlingTask, Promise, SupervisionCase, SocialOpinion)

#: parties no person can be: the clock, and what follows from another action
AUTOMATIC = ("clock", "system")


def party(function: Party) -> Party:
    """Register a party under its function's name."""
    PARTIES[function.__name__] = function
    return function


def parties_of(user: User | None, subject: Subject, today: date) -> list[str]:
    """Every relation the user has to the subject today."""
    return list(parties_among(PARTIES, user, subject, today))


def parties_among(
    names: Iterable[str], user: User | None, subject: Subject, today: date
) -> Iterator[str]:
    """Those of these relations that the user has to the subject today, in the order given."""
    if user is not None and user.active:
        known = ((name, PARTIES.get(name)) for name in names)
        yield from (name for name, stands in known if stands and stands(user, subject, today))


def roles_of(user: User, today: date) -> set[str]:
    """The account roles in force today; a closed account has none."""
    return {grant.role for grant in user.grants if user.active and grant.holds_on(today)}


def _grants(user: User, role: str, today: date) -> Iterator[Grant]:
    return (grant for grant in user.grants if grant.role == role and grant.holds_on(today))


def unit_ids(user: User, today: date, role: str = "handling_unit") -> set[int | None]:
    """The units for which the user holds that role today."""
    return {grant.unit_id for grant in _grants(user, role, today)}


@party
def author(user: User, subject: Subject, today: date) -> bool:
    """提出人: first proposer, or who applied for the project, or recommended somebody."""
    return subject.author_id == user.person_id and bool(
        roles_of(user, today) & author_roles(subject)
    )


def author_roles(subject: Subject) -> set[str]:
    """In which roles somebody may be an author; a unit may recommend itself for an award."""
    more = {"handling_unit"} if isinstance(subject, Commendation) else set()
    return {"member", "liaison_leader"} | more


@party
def assessed(user: User, subject: Subject, today: date) -> bool:
    """被考核的一方: the member himself, the leaders of the group, the clerks of the unit."""
    if not isinstance(subject, Assessment):
        return False
    if subject.unit_id is not None:
        return subject.unit_id in unit_ids(user, today)
    if subject.assessed_group_id is not None:
        groups = {grant.group_id for grant in _grants(user, "liaison_leader", today)}
        return subject.assessed_group_id in groups
    return subject.person_id == user.person_id and any(_grants(user, "member", today))


@party
def cosigner(user: User, subject: Subject, today: date) -> bool:
    """受邀联名人: invited, and has not answered."""
    return (
        isinstance(subject, Proposal)
        and any(_grants(user, "member", today))
        and any(
            signature.person_id == user.person_id and signature.decision == "pending"
            for signature in subject.signatures
        )
    )


@party
def proposer(user: User, subject: Subject, today: date) -> bool:
    """提案人: the first proposer and every cosigner who agreed, of a merged case too."""
    case = case_of(subject)
    if case is None or not any(_grants(user, "member", today)):
        return False
    return any(one.person_id == user.person_id for one in proposers_of(case))


@party
def joint_signer(user: User, subject: Subject, today: date) -> bool:
    """联名人: a cosigner who agreed and has not withdrawn."""
    return (
        isinstance(subject, Proposal)
        and any(_grants(user, "member", today))
        and any(
            signature.person_id == user.person_id and signature.decision == "agreed"
            for signature in subject.signatures
        )
    )


@party
def fellow_member(user: User, subject: Subject, today: date) -> bool:
    """其他委员: may second what is open to it, and has no part in it yet."""
    if not isinstance(subject, Proposal) or not subject.seconding_now:
        return False
    taking_part = {
        subject.author_id,
        *(one.person_id for one in subject.signatures if one.decision in ("pending", "agreed")),
        *(one.person_id for one in subject.seconders),
    }
    return user.person_id not in taking_part and any(_grants(user, "member", today))


@party
def seconder(user: User, subject: Subject, today: date) -> bool:
    """附议人: supports it; neither evaluates nor is consulted."""
    return (
        isinstance(subject, Proposal)
        and any(_grants(user, "member", today))
        and any(one.person_id == user.person_id for one in subject.seconders)
    )


@party
def group_leader(user: User, subject: Subject, today: date) -> bool:
    """所在联络组组长, 副组长 or 联络员 with an account for that group, or for a merged case's."""
    cases = together(subject) if isinstance(subject, Proposal) else (subject,)
    groups = {case.group_id for case in cases} - {None}
    return any(grant.group_id in groups for grant in _grants(user, "liaison_leader", today))


@party
def office(user: User, _subject: Subject, today: date) -> bool:
    """提案委办公室."""
    return any(_grants(user, "office", today))


@party
def office_head(user: User, _subject: Subject, today: date) -> bool:
    """提案委主任: the second person of the office, who decides what another has prepared."""
    return any(_grants(user, "office_head", today))


@party
def supervisor(user: User, _subject: Subject, today: date) -> bool:
    """督查室 of the Party committee's or the government's office."""
    return any(_grants(user, "supervisor", today))


@party
def leader(user: User, _subject: Subject, today: date) -> bool:
    """县领导: decides disputes between units, supervises key proposals."""
    return any(_grants(user, "leader", today))


@party
def key_leader(user: User, subject: Subject, today: date) -> bool:
    """督办领导: who supervises this key proposal, or has signed for this supervision case."""
    if not any(_grants(user, "leader", today)):
        return False
    if isinstance(subject, SupervisionCase):
        return subject.leader_id == user.person_id
    key = subject.key if isinstance(subject, Proposal) else None
    return key is not None and key.leader_id == user.person_id


@party
def trial_unit(user: User, subject: Subject, today: date) -> bool:
    """拟承办单位: asked in a trial that is still open, and has not answered."""
    if not isinstance(subject, Proposal) or not (plans := main_of(subject).plans):
        return False
    units = unit_ids(user, today)
    return any(answer.unit_id in units for answer in plans[-1].pending)


@party
def lead_unit(user: User, subject: Subject, today: date) -> bool:
    """主办、独办 or 分办 unit; for a project the responsible unit."""
    units = unit_ids(user, today)
    if isinstance(subject, HandlingTask):
        return subject.answers_proposer and subject.unit_id in units
    if isinstance(subject, LivelihoodProject):
        return subject.lead_unit_id is not None and subject.lead_unit_id in units
    if isinstance(subject, Proposal):
        return any(lead_unit(user, task, today) for task in current_tasks(main_of(subject)))
    case = case_of(subject)
    return case is not None and lead_unit(user, case, today)


@party
def co_unit(user: User, subject: Subject, today: date) -> bool:
    """会办 unit; for a project a partner unit."""
    units = unit_ids(user, today)
    if isinstance(subject, HandlingTask):
        return not subject.answers_proposer and subject.unit_id in units
    if isinstance(subject, LivelihoodProject):
        return any(partner.id in units for partner in subject.partner_units)
    if isinstance(subject, Proposal):
        return any(co_unit(user, task, today) for task in current_tasks(main_of(subject)))
    case = case_of(subject)
    return case is not None and co_unit(user, case, today)


@party
def unit_leader(user: User, subject: Subject, today: date) -> bool:
    """单位签发领导 of the unit of this task, of a unit of the case, or of one of the project."""
    units = unit_ids(user, today, "unit_leader")
    if isinstance(subject, LivelihoodProject):
        partners = [partner.id for partner in subject.partner_units]
        return any(unit in units for unit in (subject.lead_unit_id, *partners) if unit)
    if isinstance(subject, Proposal):
        return any(task.unit_id in units for task in current_tasks(main_of(subject)))
    return isinstance(subject, PARTS_OF_UNITS) and subject.unit_id in units


@party
def unit(user: User, subject: Subject, today: date) -> bool:
    """承办单位 of this handling task, that made this promise, or is supervised in this case."""
    return isinstance(subject, PARTS_OF_UNITS) and subject.unit_id in unit_ids(user, today)


@party
def countersigner(user: User, subject: Subject, today: date) -> bool:
    """会签单位: a co-handling unit that has not countersigned the lead unit's draft yet."""
    units = unit_ids(user, today)
    return isinstance(subject, HandlingTask) and any(
        one.unit_id in units for one in countersigners(subject)
    )


def countersigners(task: HandlingTask) -> list[Countersignature]:
    """The countersignatures that the last draft of a task still waits for."""
    asked = task.replies[-1].countersignatures if task.replies else []
    return [one for one in asked if one.view == "pending"]


def current_tasks(proposal: Proposal) -> list[HandlingTask]:
    """The tasks of the present round that were not given to another unit."""
    return [task for task in proposal.tasks if task.round == proposal.round and not task.released]
