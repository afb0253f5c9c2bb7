"""机构改革: the accounts of the unit that takes over may act for the one that is no more."""

from __future__ import annotations

from models import Grant, HandlingUnit
from models.accounts import UNIT_ROLES
from models.queries.accounts import holders_of_unit
from web import db
from web.accounttrace import note
from web.house import today


def hand_over(unit: HandlingUnit) -> None:
    """Give each account of the successor, role by role, what it has there for this unit too."""
    session = db.session()
    for user in holders_of_unit(session, unit.successor_id or 0):
        held = {(grant.role, grant.unit_id) for grant in user.grants}
        for grant in list(user.grants):
            if grant.unit_id != unit.successor_id or grant.role not in UNIT_ROLES:
                continue
            if (grant.role, unit.id) in held or not grant.holds_on(today()):
                continue
            more = Grant(user=user, role=grant.role, unit_id=unit.id, unit=unit,
                         valid_from=today(), valid_to=grant.valid_to)  # fmt: skip
            session.add(more)
            note(user, "role_given", more)
