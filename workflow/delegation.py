"""委托代办: acting in another's name, within what he gave and never where it must be himself."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models import Delegation, Grant, User
from models.queries.delegations import between
from workflow.acts import Act
from workflow.parties import parties_of

NO_DELEGATION = "%(whom)s没有委托您代办，或者委托已经结束"
PERSONAL = "“%(action)s”须由本人办理，不能委托"
BOTH_SIDES = "您本人在本案中是%(own)s，不能再代%(party)s办理"

_UNITS = frozenset({"lead_unit", "co_unit", "unit", "unit_leader"})
_PROPOSERS = frozenset({"author", "proposer", "joint_signer", "cosigner"})


def stand_in(delegation: Delegation) -> User:
    """The principal as the deputy may be him: a user that is never stored.

    It has the principal's number and person, and of his grants those of the delegated roles; so
    every question of sight and of parties is asked of it as of any user.
    """
    principal = delegation.from_user
    found = User(
        id=principal.id,
        person_id=principal.person_id,
        person=principal.person,
        login=principal.login,
        active=principal.active,
        grants=[
            Grant(
                role=grant.role,
                unit_id=grant.unit_id,
                group_id=grant.group_id,
                valid_from=grant.valid_from,
                valid_to=grant.valid_to,
            )
            for grant in principal.grants
            if grant.role in delegation.roles
        ],
    )
    vars(found)["deputy"] = delegation.to_user
    return found


def stands(session: Session, principal: User | None, deputy: User, day: date) -> User | None:
    """In whose relations somebody acts: his own, or those of the principal as far as delegated.

    None when the principal has not delegated it.
    """
    if principal is None:
        return deputy
    delegation = between(session, principal, deputy, day)
    return stand_in(delegation) if delegation and principal.active else None


def objection(act: Act) -> tuple[str, dict[str, object]] | None:
    """Why somebody who acts for another may not do this: a sentence and what it names."""
    if act.deputy is None:
        return None
    if act.action.personal:
        return PERSONAL, {"action": act.action.label}
    own = set(parties_of(act.deputy, act.subject, act.today))
    for side in (_UNITS, _PROPOSERS):
        if own & side and act.party not in side:
            label = act.rules.party(min(own & side)).label
            return BOTH_SIDES, {"own": label, "party": act.rules.party(act.party).label}
    return None
