"""The accounts with which one looks around in the sample county."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

from web.passwords import first_password, hash_password
from web.sample.people import MAIN_LOGINS, County

FILE = "demo-accounts.csv"
ROLES = {
    "member": "政协委员",
    "leader": "联络组组长",
    "office": "提案委办公室",
    "head": "提案委主任",
    "supervisor": "督查室",
    "county-leader": "县领导",
    "unit": "承办单位",
    "unit-check": "承办单位（核稿）",
    "unit-leader": "单位签发领导",
    "auditor": "审计监督",
    "admin": "系统管理员",
}


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the file."""

    role: str
    login: str
    password: str


def open_accounts(county: County) -> list[Account]:
    """Give the main accounts random passwords; everybody else cannot sign in."""
    accounts = [Account(ROLES[login], login, first_password()) for login in MAIN_LOGINS]
    for account in accounts:
        county.main[account.login].password_hash = hash_password(account.password)
    return accounts


def write_accounts(instance: Path, accounts: list[Account]) -> Path:
    """Keep them in the instance folder, for the owner's eyes only."""
    instance.mkdir(parents=True, exist_ok=True)
    path = instance / FILE
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("role", "login", "password"))
        writer.writerows((one.role, one.login, one.password) for one in accounts)
    return path


def read_accounts(instance: Path) -> list[Account]:
    """The accounts of the file; none when there is no sample."""
    path = instance / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [Account(row["role"], row["login"], row["password"]) for row in csv.DictReader(file)]
