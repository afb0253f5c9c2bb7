"""`jianyan user`: accounts, made and reset where there is no page yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from web.console import proven, read, stop, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Person, User


@click.group()
def user() -> None:
    """账号。"""


@user.command("create")
@click.argument("login")
@click.option("--name", help="姓名；写了委员证号的可以不写。")
@click.option("--role", required=True, help="角色，如 office、admin、member。")
@click.option("--unit", help="承办单位全称（承办单位账号）。")
@click.option("--group", help="联络组名称（组长账号）。")
@click.option("--member-no", help="委员证号：账号属于名册上的这位委员。")
def create_user(
    login: str,
    name: str | None,
    role: str,
    unit: str | None,
    group: str | None,
    member_no: str | None,
) -> None:
    """新建账号，印出初始密码；第一次登录须改。"""
    from models import Grant, User
    from models.accounts import UNIT_ROLES
    from models.queries import directory
    from models.queries.accounts import user_by_login
    from web.passwords import first_password, hash_password

    settings = read()
    roles = [one.name for one in proven(settings).roles]
    if role not in roles:
        stop(f"没有“{role}”这个角色，有：{'、'.join(roles)}。")
    password = first_password()
    hashed = hash_password(password)  # slow on purpose: not under the write lock
    with writing(settings) as session:
        if user_by_login(session, login) is not None:
            stop(f"账号“{login}”已经有了。")
        unit_id = group_id = None
        if role in UNIT_ROLES:
            units = {one.name: one.id for one in directory.units(session)}
            unit_id = units.get(unit or "") or stop("请用 --unit 写明承办单位全称。")
        if role == "liaison_leader":
            groups = {one.name: one.id for one in directory.groups(session)}
            group_id = groups.get(group or "") or stop("请用 --group 写明联络组名称。")
        if role == "member" and not member_no:
            stop("委员账号要属于名册上的一位委员，请用 --member-no 写明证号。")
        if member_no:
            person = _member(session, member_no, name)
        else:
            person = _person(session, name or stop("请用 --name 写明姓名。"), unit_id, group_id)
        account = User(person=person, login=login, password_hash=hashed)
        account.grants.append(Grant(role=role, unit_id=unit_id, group_id=group_id))
        session.add(account)
        session.flush()
        _note(session, account, "created")
        held = {"unit": unit, "group": group}
        names = {name: value for name, value in held.items() if value}
        _note(session, account, "role_given", role=role, **names)
        whose = person.name
        session.commit()
    click.echo(f"账号 {login}（{whose}）  初始密码 {password}")


@user.command("reset")
@click.argument("login")
def reset_user(login: str) -> None:
    """重置密码，印出新的初始密码，并退出这个账号的全部登录。"""
    from models.queries.accounts import end_sessions, user_by_login
    from web.passwords import first_password, hash_password

    password = first_password()
    hashed = hash_password(password)
    with writing(read()) as session:
        account = user_by_login(session, login) or stop(f"没有账号“{login}”。")
        account.password_hash, account.must_change = hashed, True
        account.failed_logins, account.locked_until = 0, None
        end_sessions(session, account.id)
        _note(session, account, "password_reset")
        session.commit()
    click.echo(f"账号 {login}  初始密码 {password}")


def _note(session: Session, account: User, what: str, **detail: str) -> None:
    # By nobody who has signed in: the page says 命令行.
    from models import AccountEvent

    session.add(AccountEvent(user_id=account.id, what=what, detail=detail, at=datetime.now(UTC)))


def _member(session: Session, member_no: str, name: str | None) -> Person:
    from models.queries.intake import member_by_no

    member = member_by_no(session, member_no) or stop(f"名册上没有证号“{member_no}”。")
    if member.status != "sitting":
        stop(f"证号“{member_no}”的委员已经离任，不能建账号。")
    if name is not None and name != member.person.name:
        stop(f"证号“{member_no}”是{member.person.name}，不是{name}，请核对。")
    return member.person


def _person(session: Session, name: str, unit_id: int | None, group_id: int | None) -> Person:
    """Whom the unit or the group already knows by that name; else somebody new."""
    from models import Person
    from models.queries.intake import clerks_named, leaders_named
    from web.sounds import sorting_key

    known: list[Person] = []
    if group_id is not None:
        known = leaders_named(session, group_id, name)
    elif unit_id is not None:
        known = clerks_named(session, unit_id, name)
    if len(known) > 1:
        stop(f"有 {len(known)} 位{name}，请系统管理员在账号页面上新建，并选择是哪一位。")
    return known[0] if known else Person(name=name, name_sort=sorting_key(name))
