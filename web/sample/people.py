"""The people of the sample county: groups, members, units, and who signs in for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from sqlalchemy.orm import Session

from models import (
    CalendarDay,
    Grant,
    GroupPost,
    HandlingUnit,
    LiaisonGroup,
    LocalCategory,
    Member,
    Person,
    PlenarySession,
    Term,
    User,
)
from web.sample.data import read
from web.sample.names import Names
from web.sounds import sorting_key

#: the accounts that can sign in, and some of the people behind them
MEMBER, LEADER, OFFICER = "段环莺", "帕提古丽·艾力", "薛晓燕"
MAIN_GROUP, MAIN_UNIT = "青山镇联络组", "县住建局"
MAIN_LOGINS = (
    "member", "leader", "office", "head", "supervisor", "county-leader",
    "unit", "unit-check", "unit-leader", "auditor", "admin",
)  # fmt: skip


@dataclass(slots=True)
class County:
    """Everybody who acts in the sample, by the name they go by."""

    members: list[User] = field(default_factory=list)
    seats: dict[int, Member] = field(default_factory=dict)
    groups: dict[str, LiaisonGroup] = field(default_factory=dict)
    leaders: dict[int, list[User]] = field(default_factory=dict)
    units: dict[str, HandlingUnit] = field(default_factory=dict)
    #: of each unit: who drafts, who checks, who signs
    clerks: dict[int, User] = field(default_factory=dict)
    checkers: dict[int, User] = field(default_factory=dict)
    signers: dict[int, User] = field(default_factory=dict)
    main: dict[str, User] = field(default_factory=dict)
    office: list[User] = field(default_factory=list)

    def seat(self, user: User) -> Member:
        """The member's seat."""
        return self.seats[user.person_id]

    def reviewer(self, user: User) -> User | None:
        """Who reviews for the member's group: never himself."""
        seat = self.seats.get(user.person_id)
        group_id = seat.group_id if seat else None
        reviewers = self.leaders.get(group_id or 0, [])
        return next((one for one in reviewers if one.person_id != user.person_id), None)


def settle(session: Session, rng: Random) -> County:
    """Write the county's own order and its people; the cases come later."""
    county, names = County(), Names(rng)
    for kept in (MEMBER, LEADER, OFFICER):
        names.keep(kept)
    term = _write_terms(session)
    _write_groups(session, county)
    _write_members(session, county, names, rng, term)
    _write_leaders(session, county, names)
    _write_units(session, county, names)
    _write_staff(session, county, names)
    _write_categories(session)
    session.flush()
    return county


#: how a session keeps a setting of its own
_SLOW_ARCHIVE = {"archive_time": {"amount": 24, "unit": "months"}}


def _write_terms(session: Session) -> Term:
    term = Term(no=12, starts=date(2022, 1, 10))
    session.add(term)
    session.flush()
    for no, year, opens in ((2, 2025, date(2025, 3, 10)), (3, 2026, date(2026, 3, 9))):
        session.add(
            PlenarySession(
                term_id=term.id,
                no=no,
                opens=opens,
                closes=opens.replace(day=opens.day + 4),
                collection_from=date(year, 1, 5),
                cutoff_at=datetime(year, 3, opens.day + 2, 10, tzinfo=UTC),
                # The county archive takes over every second year.
                parameters=dict(_SLOW_ARCHIVE),
            )
        )
    for day in (date(2025, 6, 6), date(2026, 5, 27)):
        session.add(
            CalendarDay(day=day, is_workday=False, name="古尔邦节", source="县政府办放假通知")
        )
    return term


def _write_groups(session: Session, county: County) -> None:
    found = read("county")
    areas = found["areas"]
    for kind, places in (("township", found["townships"]), ("county", found["county_groups"])):
        for number, place in enumerate(places):
            area = areas[number % len(areas)] if kind == "township" else "县直"
            group = LiaisonGroup(name=f"{place}联络组", kind=kind, area=area)
            session.add(group)
            county.groups[group.name] = group
    session.flush()


def _write_members(session: Session, county: County, names: Names, rng: Random, term: Term) -> None:
    found = read("county")
    groups, towns = list(county.groups.values()), found["townships"]
    seats: list[Member] = []
    rare = dict(zip(range(20, 200, 22), names.rare, strict=False))
    for number in range(1, 204):
        group = groups[(number - 1) % len(groups)]
        name = MEMBER if number == 4 else rare.get(number) or names.take()
        sector = "社科" if number == 4 else rng.choice(found["sectors"])
        town = group.name.removesuffix("联络组") if group.kind == "township" else rng.choice(towns)
        person = Person(
            name=name,
            name_sort=sorting_key(name),
            mobile=f"1390000{number:04d}",
            email=f"m{number:03d}@example.org" if number % 5 else "",
        )
        seat = Member(
            person=person,
            term_id=term.id,
            member_no=f"YL12{number:04d}",
            sector=sector,
            group_id=group.id,
            employer_post=rng.choice(found["posts"][sector]).format(town=town),
            status="sitting",
            joined_on=term.starts,
        )
        session.add(seat)
        seats.append(seat)
        login = "member" if number == 4 else f"yl12{number:04d}"
        user = _user(session, person, login, "member")
        county.members.append(user)
        if number == 4:
            county.main["member"] = user
    session.flush()
    county.seats = {seat.person_id: seat for seat in seats}


def _write_leaders(session: Session, county: County, names: Names) -> None:
    for number, group in enumerate(county.groups.values(), 1):
        own = [user for user in county.members if county.seat(user).group_id == group.id]
        outsider = group.name == MAIN_GROUP or number % 3 == 0
        if outsider:
            name = LEADER if group.name == MAIN_GROUP else names.take()
            login = "leader" if group.name == MAIN_GROUP else f"group{number:02d}"
            user = _user(session, _person(session, name), login, "liaison_leader", group=group)
        else:
            user = own[0]
            user.grants.append(Grant(role="liaison_leader", group_id=group.id))
        if group.name == MAIN_GROUP:
            county.main["leader"] = user
        vice = _person(session, names.take())
        officer = _person(session, names.take())
        session.flush()
        posts = (("leader", user.person), ("vice_leader", vice), ("officer", officer))
        for place, (post, person) in enumerate(posts):
            phone = f"0900-661{100 * place + number:04d}"
            session.add(GroupPost(group_id=group.id, person_id=person.id, post=post, phone=phone))
        county.leaders[group.id] = [user]
        if not outsider:  # somebody must be able to review what the leader proposes himself
            login = f"group{number:02d}"
            second = _user(session, vice, login, "liaison_leader", group=group)
            county.leaders[group.id].append(second)


def _write_units(session: Session, county: County, names: Names) -> None:
    found = read("county")
    towns = [(f"{town}人民政府", town, "乡镇", f"云{town[:2]}政函") for town in found["townships"]]
    rows = [*found["units"], *towns]
    clerks: list[User] = []
    checkers: list[User] = []
    signers: list[User] = []
    for number, (name, short, kind, prefix) in enumerate(rows, 1):
        unit = HandlingUnit(
            name=name,
            short_name=short,
            kind=kind,
            letter_prefix=prefix,
            leader=names.take(),
            contact=names.take(),
            phone=f"0900-660{number:04d}",
        )
        session.add(unit)
        county.units[short] = unit
        login = "unit" if short == MAIN_UNIT else f"unit{number:02d}"
        person = _person(session, unit.contact)
        clerks.append(_user(session, person, login, "handling_unit", unit=unit))
        second = _person(session, names.take())
        checkers.append(_user(session, second, f"{login}-check", "handling_unit", unit=unit))
        signer = _person(session, unit.leader)
        signers.append(_user(session, signer, f"{login}-leader", "unit_leader", unit=unit))
        if short == MAIN_UNIT:
            county.main["unit"] = clerks[-1]
            county.main["unit-check"], county.main["unit-leader"] = checkers[-1], signers[-1]
    session.flush()
    ids = [unit.id for unit in county.units.values()]
    county.clerks = dict(zip(ids, clerks, strict=True))
    county.checkers = dict(zip(ids, checkers, strict=True))
    county.signers = dict(zip(ids, signers, strict=True))


def _write_staff(session: Session, county: County, names: Names) -> None:
    for login, role, name in (
        ("office", "office", OFFICER),
        ("office2", "office", names.take()),
        ("auditor", "auditor", names.take()),
        ("admin", "admin", names.take()),
        ("head", "office_head", names.take()),
        ("supervisor", "supervisor", names.take()),
        ("county-leader", "leader", names.take()),
    ):
        user = _user(session, _person(session, name), login, role)
        if role == "office":
            county.office.append(user)
        if login != "office2":
            county.main[login] = user


def _write_categories(session: Session) -> None:
    for category, words in read("county")["local_categories"].items():
        for number, name in enumerate(words):
            over = date(2025, 12, 31) if category == "social" and number == 0 else None
            row = LocalCategory(
                category=category, name=name, valid_from=date(2022, 1, 10), valid_until=over
            )
            session.add(row)


def _person(session: Session, name: str) -> Person:
    person = Person(name=name, name_sort=sorting_key(name))
    session.add(person)
    return person


def _user(
    session: Session,
    person: Person,
    login: str,
    role: str,
    *,
    unit: HandlingUnit | None = None,
    group: LiaisonGroup | None = None,
) -> User:
    # Without a hash nobody can sign in; the six main accounts get one from `accounts`.
    grant = Grant(role=role, unit=unit, group=group)
    user = User(person=person, login=login, must_change=False, grants=[grant])
    session.add(user)
    return user
