"""The cast: a small county in which every test may play.

`county` is built in the test's own session (not committed); ask for `county.users["office"]` by
the names below, or `county["office"]`. `laws` is today's states.yaml, `door` an Engine on it.

    author, ally      members of the group 青山, seated; they propose and cosign
    former            a member who was invited and whose invitation lapsed (see tests/stories.py)
    stranger          a member of another group
    leader            leads 青山, no member         leader_member   leads 青山 and is a member
    other_leader      leads the other group
    office, clerk     the office of the committee
    head              the head of the committee        supervisor   the supervision section
    county_leader     a leader of the county
    unit_a … unit_d   one account for each of four handling units
    checker_a … _d    a second one of each            boss_a … boss_d   who signs for it
    auditor, admin    read only; accounts only
    retired           an inactive account with every role of the office
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models import (
    Grant,
    HandlingUnit,
    LiaisonGroup,
    Member,
    Person,
    PlenarySession,
    Term,
    User,
)
from workflow.check import prove
from workflow.engine import Engine
from workflow.names import KNOWN
from workflow.rules import Rules

STATES = Path(__file__).parents[1] / "states.yaml"
#: a Monday morning in the middle of a session, before its cut-off
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
CUTOFF = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)
UNIT_NAMES = ("住房和城乡建设局", "财政局", "自然资源局", "交通运输局")


@dataclass
class County:
    """A small county, with everybody by a short name."""

    session: Session
    term: Term
    plenary: PlenarySession
    group: LiaisonGroup
    other_group: LiaisonGroup
    units: list[HandlingUnit]
    users: dict[str, User] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User:
        return self.users[name]

    def seat(self, name: str) -> int:
        """The member id of somebody, as a form of invitation names him."""
        return self.members[name].id

    def join(self, login: str, name: str, *grants: Grant, active: bool = True) -> User:
        """A new account with these grants."""
        person = Person(name=name)
        user = User(person=person, login=login, active=active, grants=list(grants))
        self.session.add(user)
        self.users[login] = user
        return user

    def seat_member(self, login: str, group: LiaisonGroup | None) -> Member:
        """Make somebody a sitting member of the group."""
        member = Member(
            person_id=self.users[login].person_id,
            term_id=self.term.id,
            member_no=f"YL{len(self.members) + 1:03d}",
            group_id=group.id if group else None,
            sector="经济界",
        )
        self.session.add(member)
        self.members[login] = member
        return member


def build_county(session: Session) -> County:
    """Build the county in a session; the caller commits if others shall see it."""
    term = Term(no=12, starts=date(2022, 1, 1))
    plenary = PlenarySession(
        term=term,
        no=3,
        opens=date(2026, 3, 10),
        closes=date(2026, 3, 14),
        collection_from=date(2026, 1, 5),
        cutoff_at=CUTOFF,
        parameters={},
    )
    group = LiaisonGroup(name="青山镇联络组", kind="township")
    other = LiaisonGroup(name="县直文教联络组", kind="county")
    units = [
        HandlingUnit(name=f"云岭县{name}", short_name=name, letter_prefix="云建函")
        for name in UNIT_NAMES
    ]
    session.add_all([plenary, group, other, *units])
    session.flush()
    county = County(session, term, plenary, group, other, units)
    member = "member"
    county.join("author", "段环莺", Grant(role=member))
    county.join("ally", "阿依古丽·艾力", Grant(role=member))
    county.join("former", "和志强", Grant(role=member))
    county.join("stranger", "𠮷田玉", Grant(role=member))
    county.join(
        "leader_member",
        "帕提古丽·艾力",
        Grant(role=member),
        Grant(role="liaison_leader", group_id=group.id),
    )
    county.join("leader", "李文斌", Grant(role="liaison_leader", group_id=group.id))
    county.join("other_leader", "杨丽华", Grant(role="liaison_leader", group_id=other.id))
    county.join("office", "薛晓燕", Grant(role="office"))
    county.join("clerk", "周立", Grant(role="office"))
    county.join("head", "陶文远", Grant(role="office_head"))
    county.join("supervisor", "穆合塔尔·买买提", Grant(role="supervisor"))
    county.join("county_leader", "欧阳静", Grant(role="leader"))
    for letter, unit in zip("abcd", units, strict=True):
        grant = Grant(role="handling_unit", unit_id=unit.id)
        county.join(f"unit_{letter}", f"经办{letter}", grant)
        checks = Grant(role="handling_unit", unit_id=unit.id)
        county.join(f"checker_{letter}", f"核稿{letter}", checks)
        signs = Grant(role="unit_leader", unit_id=unit.id)
        county.join(f"boss_{letter}", f"局长{letter}", signs)
    county.join("auditor", "审计员", Grant(role="auditor"))
    county.join("admin", "管理员", Grant(role="admin"))
    county.join("retired", "前经办", Grant(role="office"), Grant(role=member), active=False)
    session.flush()
    for name in ("author", "ally", "former", "leader_member"):
        county.seat_member(name, group)
    county.seat_member("stranger", other)
    session.flush()
    return county


@cache
def todays_rules() -> Rules:
    """The rules of states.yaml, proven once."""
    return prove(STATES.read_text("utf-8"), KNOWN)


@pytest.fixture
def rules() -> Rules:
    """The rules of states.yaml."""
    return todays_rules()


def todays_engine(rules: Rules | None = None) -> Engine:
    """An engine on the rules of states.yaml."""
    return Engine(rules or todays_rules(), source=STATES.read_text("utf-8"))


@pytest.fixture
def door(rules: Rules) -> Engine:
    """An engine on today's rules."""
    return todays_engine(rules)


@pytest.fixture
def county(session: Session) -> County:
    """The county, in the test's session."""
    return build_county(session)
