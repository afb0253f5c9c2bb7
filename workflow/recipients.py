"""Who is told: the users who stand in a relation to a subject (the reverse of `parties`)."""

from __future__ import annotations

from collections.abc import Callable

from models import Assessment, HandlingTask, LivelihoodProject, Proposal, SupervisionCase, User
from models.queries import parties as queries
from workflow import activity_parties
from workflow.acts import Act
from workflow.evaluators import proposers_of
from workflow.merging import main_of, together
from workflow.parties import (
    PARTS_OF_UNITS,
    author_roles,
    countersigners,
    current_tasks,
    fellow_member,
)


def _author(act: Act) -> list[User]:
    author_id = act.subject.author_id
    persons = [author_id] if author_id else []
    return queries.users_of_persons(act.session, persons, author_roles(act.subject), act.today)


def _assessed(act: Act) -> list[User]:
    one = act.subject
    if not isinstance(one, Assessment):
        return []
    if one.unit_id is not None:
        return queries.users_of_units(act.session, [one.unit_id], act.today)
    if one.assessed_group_id is not None:
        return queries.reviewers_of_group(act.session, one.assessed_group_id, act.today)
    persons = [one.person_id] if one.person_id else []
    return queries.users_of_persons(act.session, persons, ("member",), act.today)


def _signers(act: Act, decision: str) -> list[int]:
    return [s.person_id for s in act.proposal.signatures if s.decision == decision]


def _cosigner(act: Act) -> list[User]:
    # An invitation that lapsed in this very act is told too; one that lapsed earlier is not.
    persons = _signers(act, "pending")
    persons += [s.person_id for s in act.proposal.signatures if s.lapsed_at == act.now]
    return queries.users_of_persons(act.session, persons, ("member",), act.today)


def _proposer(act: Act) -> list[User]:
    persons = [one.person_id for one in proposers_of(act.proposal)]
    return queries.users_of_persons(act.session, persons, ("member",), act.today)


def _joint_signer(act: Act) -> list[User]:
    persons = _signers(act, "agreed")
    return queries.users_of_persons(act.session, persons, ("member",), act.today)


def _seconder(act: Act) -> list[User]:
    persons = [one.person_id for one in act.proposal.seconders]
    return queries.users_of_persons(act.session, persons, ("member",), act.today)


def _fellow_member(act: Act) -> list[User]:
    members = queries.users_in_role(act.session, "member", act.today)
    return [user for user in members if fellow_member(user, act.proposal, act.today)]


def _group_leader(act: Act) -> list[User]:
    subject = act.subject
    cases = together(subject) if isinstance(subject, Proposal) else (subject,)
    groups = dict.fromkeys(case.group_id for case in cases)
    return [
        user
        for group_id in groups
        for user in queries.reviewers_of_group(act.session, group_id, act.today)
    ]


def _everybody(role: str) -> Callable[[Act], list[User]]:
    return lambda act: queries.users_in_role(act.session, role, act.today)


def _units(act: Act, *, answering: bool | None) -> list[User]:
    subject = act.subject
    if isinstance(subject, LivelihoodProject):
        units = [subject.lead_unit_id] if answering else [u.id for u in subject.partner_units]
        ids = [unit for unit in units if unit]
    else:
        tasks = _task_scope(act)
        ids = [t.unit_id for t in tasks if answering is None or t.answers_proposer == answering]
    return queries.users_of_units(act.session, ids, act.today)


def _task_scope(act: Act) -> list[HandlingTask]:
    # A co-handling unit's opinion is told to the lead, so the whole case counts, not one task.
    return current_tasks(main_of(act.proposal))


def _key_leader(act: Act) -> list[User]:
    if isinstance(act.subject, SupervisionCase):
        persons = [act.subject.leader_id]
    else:
        persons = [act.proposal.key.leader_id] if act.proposal.key else []
    return queries.users_of_persons(act.session, persons, ("leader",), act.today)


def _trial_unit(act: Act) -> list[User]:
    plans = main_of(act.proposal).plans
    units = [answer.unit_id for answer in plans[-1].pending] if plans else []
    return queries.users_of_units(act.session, units, act.today)


def _lead_unit(act: Act) -> list[User]:
    return _units(act, answering=True)


def _co_unit(act: Act) -> list[User]:
    return _units(act, answering=False)


def _unit(act: Act) -> list[User]:
    return queries.users_of_units(act.session, _own_unit(act), act.today)


def _own_unit(act: Act) -> list[int]:
    unit_id = act.subject.unit_id if isinstance(act.subject, PARTS_OF_UNITS) else None
    return [unit_id] if unit_id is not None else []


def _unit_leader(act: Act) -> list[User]:
    subject = act.subject
    if isinstance(subject, Proposal):
        units = [task.unit_id for task in current_tasks(main_of(subject))]
    elif isinstance(subject, LivelihoodProject):
        partners = [partner.id for partner in subject.partner_units]
        units = [unit for unit in (subject.lead_unit_id, *partners) if unit]
    else:
        units = _own_unit(act)
    return queries.users_of_units(act.session, units, act.today, "unit_leader")


def _countersigner(act: Act) -> list[User]:
    units = [one.unit_id for one in countersigners(act.task)]
    return queries.users_of_units(act.session, units, act.today)


RECIPIENTS: dict[str, Callable[[Act], list[User]]] = {
    "author": _author,
    "assessed": _assessed,
    "cosigner": _cosigner,
    "joint_signer": _joint_signer,
    "proposer": _proposer,
    "fellow_member": _fellow_member,
    "seconder": _seconder,
    "group_leader": _group_leader,
    "office": _everybody("office"),
    "office_head": _everybody("office_head"),
    "supervisor": _everybody("supervisor"),
    "leader": _everybody("leader"),
    "key_leader": _key_leader,
    "trial_unit": _trial_unit,
    "lead_unit": _lead_unit,
    "co_unit": _co_unit,
    "unit": _unit,
    "unit_leader": _unit_leader,
    "countersigner": _countersigner,
    "organiser": activity_parties.organisers,
    "invitee": activity_parties.invitees,
    "group_member": activity_parties.group_members,
    "confirmer": activity_parties.confirmers,
    "contributor": activity_parties.contributors,
}


def recipients(act: Act) -> list[User]:
    """Everybody the action tells, once each, without the actor."""
    found: dict[int, User] = {}
    for party in act.action.notify:
        for user in RECIPIENTS[party](act):
            if act.actor is None or user.id != act.actor.id:
                found[user.id] = user
    return list(found.values())
