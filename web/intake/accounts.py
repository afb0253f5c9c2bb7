"""Accounts for those in the rosters who have none, with random first passwords."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from models import AccountEvent, Grant, Person, User
from models.queries.intake import (
    every_account,
    every_group,
    every_member,
    every_post,
    every_unit,
    persons_by_id,
)
from web.passwords import first_password
from web.sounds import sorting_key

_LABELS = {
    "member": "政协委员",
    "leader": "联络组组长",
    "vice_leader": "联络组副组长",
    "officer": "联络组联络员",
    "handling_unit": "承办单位",
}
#: who is asked first for a login name: of two 李军, the leader is `lijun`
_POSTS = ("leader", "vice_leader", "officer")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is handed to a person on paper."""

    #: 政协委员, 联络组副组长 …
    label: str
    name: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Password:
    """A first password and what the database keeps of it."""

    plain: str
    hashed: str


def make_passwords(count: int, hash_password: Callable[[str], str]) -> list[Password]:
    """Random first passwords, hashed on every core."""
    plain = [first_password() for _ in range(count)]
    with ThreadPoolExecutor() as pool:
        return [Password(*pair) for pair in zip(plain, pool.map(hash_password, plain), strict=True)]


def make_accounts(
    session: Session, passwords: Sequence[Password], now: datetime
) -> list[NewAccount]:
    """Give every sitting member, everybody who leads a group, and every active unit an account.

    Where the passwords run out (in a preview there are none) the account cannot sign in.
    """
    return _Desk(session, passwords, now).fill()


def write_slips(path: Path, accounts: Iterable[NewAccount]) -> None:
    """Write the first passwords to a new file that only its owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["角色", "姓名", "账号", "初始密码"])
        for account in accounts:
            name, login = as_text(account.name), as_text(account.login)
            writer.writerow([account.label, name, login, account.password])


def as_text(value: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


class _Desk:
    def __init__(self, session: Session, passwords: Sequence[Password], now: datetime) -> None:
        self.session, self.passwords, self.now = session, iter(passwords), now
        present = every_account(session)
        self.logins = {user.login.lower() for user in present}
        self.by_person: dict[int, User] = {}
        for user in present:
            self.by_person.setdefault(user.person_id, user)
        self.granted = {
            (grant.user_id, grant.role, grant.unit_id, grant.group_id)
            for user in present
            for grant in user.grants
        }
        self.served = {grant.unit_id for user in present for grant in user.grants if grant.unit_id}
        self.units: dict[int | None, str] = {one.id: one.name for one in every_unit(session)}
        self.groups: dict[int | None, str] = {one.id: one.name for one in every_group(session)}
        self.made: list[NewAccount] = []

    def fill(self) -> list[NewAccount]:
        for member in every_member(self.session):
            if member.status == "sitting":
                user = self._account(member.person, "member", member.member_no)
                self._grant(user, "member")
        # All three review what their group sends, so all three may sign in for it.
        posts = sorted(every_post(self.session), key=lambda post: _POSTS.index(post.post))
        persons = persons_by_id(self.session, {post.person_id for post in posts})
        for post in posts:
            person = persons[post.person_id]
            user = self._account(person, post.post, _latin(person.name))
            self._grant(user, "liaison_leader", group_id=post.group_id)
        for unit in every_unit(self.session):
            if unit.active and unit.id not in self.served:
                name = unit.contact or unit.short_name
                person = Person(name=name, name_sort=sorting_key(name), mobile="")
                self.session.add(person)
                self.session.flush()
                user = self._account(
                    person, "handling_unit", _initials(unit.short_name), shown=unit.name
                )
                self._grant(user, "handling_unit", unit_id=unit.id)
        self.session.flush()
        return self.made

    def _account(self, person: Person, what: str, login: str, shown: str = "") -> User:
        user = self.by_person.get(person.id)
        if user is not None:
            return user
        login = self._free(login)
        password = next(self.passwords, Password("", ""))
        user = User(
            person_id=person.id,
            login=login,
            password_hash=password.hashed,
            must_change=True,
            failed_logins=0,
        )
        self.session.add(user)
        self.session.flush()
        self.by_person[person.id] = user
        self.session.add(AccountEvent(user_id=user.id, what="created", at=self.now))
        name = f"{shown}（{person.name}）" if shown else person.name
        self.made.append(NewAccount(_LABELS[what], name, login, password.plain))
        return user

    def _grant(
        self, user: User, role: str, unit_id: int | None = None, group_id: int | None = None
    ) -> None:
        key = (user.id, role, unit_id, group_id)
        if key not in self.granted:
            self.granted.add(key)
            self.session.add(Grant(user_id=user.id, role=role, unit_id=unit_id, group_id=group_id))
            held = {
                "role": role,
                "unit": self.units.get(unit_id),
                "group": self.groups.get(group_id),
            }
            named = {name: value for name, value in held.items() if value}
            event = AccountEvent(user_id=user.id, what="role_given", detail=named, at=self.now)
            self.session.add(event)

    def _free(self, login: str) -> str:
        candidate, number = login, 1
        while candidate.lower() in self.logins:
            number += 1
            candidate = f"{login}{number}"
        self.logins.add(candidate.lower())
        return candidate


def _latin(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", sorting_key(name)) or "user"


def _initials(name: str) -> str:
    words = sorting_key(name).split()
    return re.sub(r"[^a-z0-9]", "", "".join(word[:1] for word in words)) or "unit"
