"""One import: all files in one transaction, everything or nothing.

The preview does the same work and rolls it back, so that it cannot promise anything else than
what happens.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models import ImportRun, Person, Term
from models.database import write_session
from models.queries.intake import latest_term, term_by_no
from models.queries.people import sitting_member
from models.queries.search import index_changed
from web.intake.accounts import NewAccount, Password, make_accounts, make_passwords, write_slips
from web.intake.containers import BadFile
from web.intake.groups import take_groups
from web.intake.members import take_members
from web.intake.plan import FilePlan, Plan
from web.intake.proposals import ProposalDesk
from web.intake.rosters import Roster, read_roster
from web.intake.told import told
from web.intake.units import take_units
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.membership import open_term

#: who must be there before whom
_ORDER = ("units", "groups", "members")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file as it was handed in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who imports has said besides the files."""

    #: members, groups or units, when the headings do not tell
    kind: str | None = None
    #: the first day of a term that is not there yet
    term_starts: date | None = None
    #: a number may change its name
    rename: bool = False
    #: where the first passwords go; none: no accounts
    slips: Path | None = None
    by_user_id: int | None = None


def run_import(
    database: Database,
    engine: Engine,
    files: list[Incoming],
    wishes: Wishes,
    *,
    now: datetime,
    apply: bool,
    hash_password: Callable[[str], str],
) -> Plan:
    """Do all of it, and keep it only if asked to and nothing is wrong."""
    passwords: list[Password] = []
    if apply and wishes.slips is not None:
        plan = run_import(
            database, engine, files, wishes, now=now, apply=False, hash_password=hash_password
        )
        if not plan.sound:
            return plan
        # Argon2 is slow on purpose: hundreds of hashes must not be made under the write lock.
        passwords = make_passwords(plan.accounts, hash_password)
    with write_session(database) as session:
        plan, accounts = take_in(session, engine, files, wishes, now=now, passwords=passwords)
        if apply and plan.sound:
            if accounts and wishes.slips is not None:
                write_slips(wishes.slips, accounts)
            session.commit()
            plan.applied = True
        else:
            session.rollback()
    return plan


def take_in(
    session: Session,
    engine: Engine,
    files: list[Incoming],
    wishes: Wishes,
    *,
    now: datetime,
    passwords: Sequence[Password] = (),
) -> tuple[Plan, list[NewAccount]]:
    """Carry everything out in the caller's transaction; the caller decides whether to keep it."""
    plan = Plan()
    rosters: list[tuple[FilePlan, Roster]] = []
    proposals: list[tuple[FilePlan, bytes]] = []
    for file in files:
        each = FilePlan(file.name, hashlib.sha256(file.data).hexdigest())
        plan.files.append(each)
        if is_spreadsheet(file.name):
            roster = _read(file, each, wishes.kind)
            if roster is not None:
                rosters.append((each, roster))
        else:
            proposals.append((each, file.data))
    leaders: list[tuple[FilePlan, int, Person]] = []
    for each, roster in sorted(rosters, key=lambda pair: _ORDER.index(pair[0].kind)):
        _take_roster(session, each, roster, wishes, leaders, local_date(now))
    _check_leaders(session, leaders)
    accounts = make_accounts(session, passwords, now) if wishes.slips is not None else []
    plan.accounts = len(accounts)
    if proposals:
        desk = ProposalDesk(session, engine, now)
        for each, data in proposals:
            desk.take(data, each)
    _record(session, plan, wishes, now)
    session.flush()
    index_changed(session)  # somebody's name may have changed, or a unit's
    for each in plan.files:
        each.problems.sort(key=_row)
    return plan, accounts


def _row(sentence: str) -> int:
    """The row a problem is about, so that they are listed from top to bottom."""
    hit = re.match(r"第 (\d+) 行", sentence)
    return int(hit[1]) if hit else 0


def is_spreadsheet(name: str) -> bool:
    """Whether a file of that name is read as a roster; everything else is a proposal."""
    return name.lower().endswith((".xlsx", ".xls", ".et", ".csv", ".xlsm"))


def _read(file: Incoming, plan: FilePlan, kind: str | None) -> Roster | None:
    try:
        roster = read_roster(file.data, kind)
    except BadFile as why:
        plan.refuse(why.args[0])
        return None
    plan.kind, plan.label = roster.kind.name, roster.kind.label
    for problem in roster.problems:
        plan.refuse(problem.told(), problem.row)
    plan.notes += map(str, roster.notes)
    if roster.ignored:
        plan.notes.append(f"没有导入的列：{'、'.join(roster.ignored)}。")
    return roster


def _take_roster(
    session: Session,
    plan: FilePlan,
    roster: Roster,
    wishes: Wishes,
    leaders: list[tuple[FilePlan, int, Person]],
    today: date,
) -> None:
    if plan.kind == "units":
        take_units(session, roster, plan)
    elif plan.kind == "groups":
        leaders += [(plan, row, person) for row, person in take_groups(session, roster, plan)]
    else:
        term = _term(session, roster, plan, wishes)
        if term is not None:
            take_members(session, roster, plan, term, rename=wishes.rename, today=today)


def _term(session: Session, roster: Roster, plan: FilePlan, wishes: Wishes) -> Term | None:
    number = roster.term_no
    term = latest_term(session) if number is None else term_by_no(session, number)
    if term is None and number is not None and wishes.term_starts is not None:
        term = open_term(session, number, wishes.term_starts)
        session.flush()
        plan.notes.append(f"新建第 {number} 届，自 {wishes.term_starts.isoformat()} 起。")
    if term is None:
        if number is None:
            plan.refuse(
                told(
                    "名册标题里没有写第几届，系统里也还没有任何一届。"
                    "请在表头上方写明“第……届”，并写明本届开始的日期（命令行用 --term-starts）。"
                )
            )
        else:
            plan.refuse(
                told(
                    "系统里还没有第 %(number)s 届委员会。"
                    "请写明本届开始的日期（命令行用 --term-starts）。",
                    number=number,
                )
            )
    return term


def _check_leaders(session: Session, leaders: list[tuple[FilePlan, int, Person]]) -> None:
    for plan, row, person in leaders:
        if sitting_member(session, person.id) is None:
            plan.notes.append(
                f"第 {row} 行：组长{person.name}填的是委员，但是委员名册上没有对上，请核对。"
            )


def _record(session: Session, plan: Plan, wishes: Wishes, now: datetime) -> None:
    """Put every file that changes something on the record."""
    for file in plan.files:
        if file.problems or not (file.count("new") or file.count("changed")):
            continue
        counts: dict[str, int] = dict(file.counts)
        if file.subject_id is not None:
            counts["subject_id"] = file.subject_id
        session.add(
            ImportRun(
                file_name=file.file_name,
                sha256=file.sha256,
                kind=file.kind,
                by_user_id=wishes.by_user_id,
                at=now,
                counts=counts,
            )
        )
    if plan.accounts:
        session.add(
            ImportRun(
                file_name="",
                sha256="",
                kind="accounts",
                by_user_id=wishes.by_user_id,
                at=now,
                counts={"new": plan.accounts},
            )
        )
    session.flush()
